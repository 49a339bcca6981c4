import { execFileSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';

/** Chrome for Linux: earlier ones lack what WebLLM asks of an adapter. */
const OLDEST_WITH_WEBGPU = 121;

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Flags for headless WebGPU on the CPU (SwiftShader), with nothing that would talk to the network by itself. */
export const SOFTWARE_GPU_ARGS = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Flags for headless WebGPU on the machine's own GPU (Vulkan on Linux, the default backend elsewhere). */
export const REAL_GPU_ARGS = [
  ...SOFTWARE_GPU_ARGS.filter((flag) => !flag.startsWith('--use-webgpu-adapter')),
  '--ignore-gpu-blocklist',
  ...(process.platform === 'linux' ? ['--enable-features=Vulkan,VulkanFromANGLE,DefaultANGLEVulkan', '--use-angle=vulkan'] : []),
];

/**
 * Where the test browser is, as launch options for Playwright. Order: CHROME_PATH, an installed Chrome or Chromium, the one that
 * came with `npm ci`. GLASSRANK_CHROMIUM=bundled takes the last one even where another is installed. No network.
 * @returns {Promise<{ executablePath: string, env: Record<string, string>, source: 'CHROME_PATH' | 'installed' | 'bundled' }>}
 */
export async function findChromium() {
  const given = process.env.CHROME_PATH;
  if (given) {
    if (!isProgram(given)) throw new Error(`CHROME_PATH is set to ${given}, and no program can be run there.`);
    return { executablePath: given, env: environment(), source: 'CHROME_PATH' };
  }
  const installed = process.env.GLASSRANK_CHROMIUM === 'bundled' ? undefined : installedCandidates().find(isUsable);
  if (installed) return { executablePath: installed, env: environment(), source: 'installed' };
  return unpackBundled();
}

function environment(extra = {}) {
  return /** @type {Record<string, string>} */ ({ ...process.env, ...extra });
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Is it a Chrome new enough for WebGPU, and not a snap? (A snap may not read the profile folder that Playwright gives it.) */
function isUsable(file) {
  if (!isProgram(file)) return false;
  // Chrome prints no version there, and updates itself.
  if (process.platform !== 'linux') return true;
  const target = realpathSync(file);
  const beginning = readBeginning(target);
  if (path.basename(target) === 'snap' || (beginning.startsWith('#!') && beginning.includes('/snap/'))) return false;
  try {
    const words = execFileSync(file, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 20_000 });
    return Number(/Chrom\w+ (\d+)/.exec(words)?.[1] ?? 0) >= OLDEST_WITH_WEBGPU;
  } catch {
    return false;
  }
}

function installedCandidates() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform === 'win32') {
    return [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .map((folder) => path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'));
  }
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];
  const folders = (process.env.PATH ?? '/usr/bin').split(':');
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

async function unpackBundled() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `No Chrome or Chromium was found. The bundled test browser is for Linux on x64; here (${process.platform} ${process.arch}) ` +
        'install Chrome or point CHROME_PATH to one.',
    );
  }
  const manifest = createRequire(import.meta.url)
    .resolve('@sparticuz/chromium')
    .replace(/build[\\/][^\\/]*$/, 'package.json');
  const archives = path.join(path.dirname(manifest), 'bin');
  const version = JSON.parse(readFileSync(manifest, 'utf8')).version;
  const folder = path.join(ROOT, '.cache', `chromium-${version}`);
  if (!existsSync(path.join(folder, 'complete'))) await unpackInto({ archives, folder });
  const program = path.join(folder, 'chromium');
  const missing = missingLibraries(program, environment());
  const needed = missing.length > 0 ? { LD_LIBRARY_PATH: libraryPath(path.join(folder, 'al2023', 'lib')) } : {};
  const stillMissing = missing.length > 0 ? missingLibraries(program, environment(needed)) : [];
  if (stillMissing.length > 0) {
    throw new Error(
      `The bundled test browser lacks system libraries: ${stillMissing.join(', ')}. Install Chromium (on Debian: apt-get install chromium).`,
    );
  }
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: path.join(folder, 'fonts') };
  return { executablePath: program, env: environment({ ...needed, ...fonts }), source: /** @type {const} */ ('bundled') };
}

function libraryPath(folder) {
  return process.env.LD_LIBRARY_PATH ? `${folder}:${process.env.LD_LIBRARY_PATH}` : folder;
}

/** Names of shared libraries the loader cannot find. Empty where `ldd` itself is not there: then starting it will tell. */
function missingLibraries(program, env) {
  try {
    const listing = execFileSync('ldd', [program], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return [...listing.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
  } catch {
    return [];
  }
}

/** Unpacks beside the target and renames at the end, so that an interrupted or a second unpacking leaves nothing half done. */
async function unpackInto({ archives, folder }) {
  const { extract } = await import('tar-fs');
  const part = `${folder}.part-${process.pid}`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  const inflate = (name, target) => pipeline(createReadStream(path.join(archives, name)), createBrotliDecompress(), target);
  const present = new Set(readdirSync(archives));
  await inflate('chromium.br', createWriteStream(path.join(part, 'chromium')));
  chmodSync(path.join(part, 'chromium'), 0o755);
  await inflate('swiftshader.tar.br', extract(part));
  if (present.has('fonts.tar.br')) {
    await inflate('fonts.tar.br', extract(path.join(part, 'fonts')));
    // The archive's own fonts.conf names folders of a cloud host.
    writeFileSync(
      path.join(part, 'fonts', 'fonts.conf'),
      '<?xml version="1.0"?><fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>\n',
    );
  }
  if (present.has('al2023.tar.br')) await inflate('al2023.tar.br', extract(path.join(part, 'al2023')));
  writeFileSync(path.join(part, 'complete'), '');
  try {
    renameSync(part, folder);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    if (!existsSync(path.join(folder, 'complete'))) throw error;
  }
}

function readBeginning(file) {
  const bytes = Buffer.alloc(4096);
  const handle = openSync(file, 'r');
  try {
    return bytes.toString('latin1', 0, readSync(handle, bytes));
  } finally {
    closeSync(handle);
  }
}
