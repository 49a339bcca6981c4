// npm run build:library: what the npm package holds, in lib/. Core (index.js), the page's end of the WebLLM engine with its worker (webllm.js,
// engine.worker.js), the command line (cli.js), and the types of the first two. Other packages stay imports.
import './require-node.mjs';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LIB = path.join(ROOT, 'lib');
const STAMP = 'build-stamp';
/** A built file's name → its source. */
const ENTRIES = {
  index: 'src/core/index.ts',
  webllm: 'src/engines/webllm/index.ts',
  'engine.worker': 'src/engines/webllm/engine.worker.ts',
  server: 'src/engines/server/index.ts',
  cli: 'scripts/glassrank.mjs',
  'ai-sdk': 'src/adapters/ai-sdk.ts',
  langchain: 'src/adapters/langchain.ts',
  llamaindex: 'src/adapters/llamaindex.ts',
};
/** The doors whose types go with the package. */
const DOORS = [
  'core/index.d.ts',
  'engines/webllm/index.d.ts',
  'engines/server/index.d.ts',
  'adapters/ai-sdk.d.ts',
  'adapters/langchain.d.ts',
  'adapters/llamaindex.d.ts',
];
/** Sources of everything that lib/ holds. */
const SOURCES = [
  'src/core',
  'src/adapters',
  'src/cli',
  'src/app/words/en',
  'src/engines',
  'src/instant',
  'scripts/build-library.mjs',
  'scripts/glassrank.mjs',
  'scripts/find-chromium.mjs',
  'scripts/serve-app.mjs',
  'scripts/static-files.mjs',
  'scripts/http-conditions.mjs',
  'scripts/security-headers.mjs',
  'package-lock.json',
];

/** Builds lib/ anew, beside it and then in its place. `types`: with declarations, which take the compiler some seconds. Throws where it cannot be built. */
export async function buildLibrary({ types = true } = {}) {
  const { stampOf } = await import('./ensure-built.mjs');
  const stamp = stampOf(SOURCES);
  const folder = `${LIB}.part-${process.pid}`;
  rmSync(folder, { recursive: true, force: true });
  try {
    const chunks = await bundle(folder);
    if (types) declareTypes(path.join(folder, 'types'));
    chmodSync(path.join(folder, 'cli.js'), 0o755);
    writeFileSync(path.join(folder, STAMP), stamp);
    rmSync(LIB, { recursive: true, force: true });
    renameSync(folder, LIB);
    return chunks;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The program of `glassrank`, built first where its sources changed. @returns {Promise<typeof import('./glassrank.mjs')>} */
export async function commandLine() {
  const { stampOf } = await import('./ensure-built.mjs');
  const stamp = path.join(LIB, STAMP);
  const isFresh = existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(SOURCES);
  if (!isFresh) await buildLibrary({ types: false });
  return import(pathToFileURL(path.join(LIB, 'cli.js')).href);
}

/** What is imported and not bundled: the package's own dependencies, what a person adds beside it, and Node itself. */
function isExternal(/** @type {string} */ id) {
  const { dependencies, peerDependencies, devDependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  if (id.startsWith('node:')) return true;
  const names = Object.keys({ ...dependencies, ...peerDependencies, ...devDependencies });
  return names.some((name) => id === name || id.startsWith(`${name}/`));
}

async function bundle(/** @type {string} */ folder) {
  const { build } = await import('vite');
  const built = await build({
    configFile: false,
    root: ROOT,
    mode: 'production',
    logLevel: 'warn',
    publicDir: false,
    plugins: [
      {
        name: 'glassrank-worker-name',
        // The engine's worker lies beside webllm.js under its built name.
        transform: (code, id) =>
          id.endsWith('/webllm/client.ts') ? code.replaceAll("'./engine.worker.ts'", "'./engine.worker.js'") : null,
      },
    ],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      target: 'es2023',
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(ENTRIES).map(([name, file]) => [name, path.join(ROOT, file)])),
        external: isExternal,
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  if (!('output' in built)) throw new Error('the library was built in more than one way');
  return built.output.filter((part) => part.type === 'chunk');
}

/** Declarations of core and of the engines, those that the doors lead to, with the names of the built files in their imports. */
function declareTypes(/** @type {string} */ folder) {
  const made = path.join(ROOT, '.cache', 'library-types');
  rmSync(made, { recursive: true, force: true });
  const tsc = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  for (const project of ['core', 'worker', 'adapters']) {
    const buildInfo = path.join(made, `${project}.tsbuildinfo`);
    // Whether they are sound is `npm run types`' to say.
    const flags = ['-p', `tsconfig.${project}.json`, '--noCheck', '--outDir', made, '--tsBuildInfoFile', buildInfo];
    const { status, stdout } = spawnSync(process.execPath, [tsc, ...flags], { cwd: ROOT, encoding: 'utf8' });
    if (status !== 0) throw new Error(`the types of ${project} cannot be declared:\n${stdout}`);
  }
  const wanted = [...DOORS];
  for (const file of wanted) {
    const text = readFileSync(path.join(made, file), 'utf8');
    const named = text.replaceAll(/(from\s+|import\()(['"])(\.{1,2}\/[^'"]+)\.ts\2/g, (_, before, quote, name) => {
      const target = path.posix.join(path.posix.dirname(file), `${name}.d.ts`);
      if (!wanted.includes(target)) wanted.push(target);
      return `${before}${quote}${name}.js${quote}`;
    });
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, named);
  }
}

/** Kilobytes, gzipped, of a built file with all files of lib/ that it imports: as a page's bundler would minify it. */
async function sizeOf(/** @type {string} */ name, /** @type {Awaited<ReturnType<typeof bundle>>} */ chunks) {
  const files = new Set([name]);
  for (const file of files) chunks.find(({ fileName }) => fileName === file)?.imports.forEach((other) => files.add(other));
  const { minify } = await import('vite');
  const parts = chunks.filter(({ fileName }) => files.has(fileName)).map(({ fileName, code }) => minify(fileName, code));
  const code = (await Promise.all(parts)).map((part) => part.code);
  return `${(gzipSync(code.join('\n')).length / 1000).toFixed(1)} kB gzip, minified`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { ensureInstalled } = await import('./ensure-installed.mjs');
  ensureInstalled();
  const chunks = await buildLibrary();
  const types = readdirSync(path.join(LIB, 'types'), { recursive: true }).filter((name) => String(name).endsWith('.d.ts')).length;
  for (const name of ['index.js', 'webllm.js', 'cli.js']) console.log(`size of lib/${name}: ${await sizeOf(name, chunks)}`);
  console.log(`${types} files of types`);
}
