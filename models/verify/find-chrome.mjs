// Which browser to run: CHROME_PATH, an installed Chrome or Chromium, else the one in the npm package @sparticuz/chromium.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';

const INSTALLED = [
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

/** Unpacks the package's browser once into the temporary folder; an interrupted unpacking is started again. */
function unpacked(packageFolder) {
  const { version } = JSON.parse(fs.readFileSync(path.join(packageFolder, 'package.json'), 'utf8'));
  const folder = path.join(os.tmpdir(), `glassrank-chromium-${version}`);
  const program = path.join(folder, 'chromium');
  if (fs.existsSync(program)) return program;
  const half = fs.mkdtempSync(`${folder}-`);
  const read = (name) => zlib.brotliDecompressSync(fs.readFileSync(path.join(packageFolder, 'bin', name)));
  fs.writeFileSync(path.join(half, 'chromium'), read('chromium.br'), { mode: 0o755 });
  for (const name of ['swiftshader.tar.br', 'al2023.tar.br']) {
    const done = spawnSync('tar', ['-x', '-C', half], { input: read(name) });
    if (done.status !== 0) throw new Error(`cannot unpack ${name}: ${done.stderr}`);
  }
  try {
    fs.renameSync(half, folder);
  } catch {
    fs.rmSync(half, { recursive: true }); // another process was first
  }
  return program;
}

/** {executablePath, env}. Throws with the way out when there is no browser. */
export function findChrome(root) {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (!fs.existsSync(named)) throw new Error(`CHROME_PATH=${named} does not exist`);
    return { executablePath: named, env: process.env };
  }
  const installed = INSTALLED.find((file) => fs.existsSync(file));
  if (installed) return { executablePath: installed, env: process.env };
  const packageFolder = path.join(root, 'node_modules', '@sparticuz', 'chromium');
  if (!fs.existsSync(packageFolder)) throw new Error('no browser found: set CHROME_PATH, or run npm ci');
  const executablePath = unpacked(packageFolder);
  const libraries = path.join(path.dirname(executablePath), 'lib');
  return { executablePath, env: { ...process.env, LD_LIBRARY_PATH: [process.env.LD_LIBRARY_PATH, libraries].filter(Boolean).join(':') } };
}
