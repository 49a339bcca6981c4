import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compressBuilt } from './compress-built.mjs';
import { modelDownload } from './model-download.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAMP = path.join(ROOT, '.cache', 'build-stamp');
const SOURCES = [
  'src',
  'public',
  'index.html',
  'models.html',
  'connected.html',
  'evaluate.html',
  'replay.html',
  'vite.config.ts',
  'scripts/build-replay.mjs',
  'scripts/build-offline.mjs',
  'scripts/compress-built.mjs',
  'scripts/security-headers.mjs',
  'scripts/host-snippets.mjs',
  'scripts/third-party.mjs',
  'package-lock.json',
];

/** Builds `dist/` unless it was made from exactly these sources. Returns false when a build failed. */
export function ensureBuilt() {
  const fresh =
    existsSync(path.join(ROOT, 'dist', 'index.html')) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stampOf(SOURCES);
  return fresh || build();
}

/** Builds `dist/`, whatever is there. */
export function build() {
  rmSync(STAMP, { force: true });
  const stamp = stampOf(SOURCES);
  const vite = path.join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  // Asked from inside a test run, NODE_ENV is "test" and the page would get React's development build.
  const env = { ...process.env, NODE_ENV: 'production' };
  const { status } = spawnSync(process.execPath, [vite, 'build'], { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) return false;
  const replay = path.join(ROOT, 'scripts', 'build-replay.mjs');
  const { status: replayStatus } = spawnSync(process.execPath, [replay], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (replayStatus !== 0) return false;
  const offline = path.join(ROOT, 'scripts', 'build-offline.mjs');
  const { status: offlineStatus } = spawnSync(process.execPath, [offline], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (offlineStatus !== 0) return false;
  compressBuilt({ root: path.join(ROOT, 'dist'), cache: path.join(ROOT, '.cache', 'compressed') });
  tellDownload();
  mkdirSync(path.dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, stamp);
  return true;
}

/** Says what the model that ships with the project costs to download. */
function tellDownload() {
  const { models } = JSON.parse(readFileSync(path.join(ROOT, 'src', 'engines', 'webllm', 'model-catalog.json'), 'utf8'));
  const shipped = models.find(({ id }) => !id.startsWith('test-'));
  if (shipped === undefined) return;
  const { bytes, rawBytes } = modelDownload(path.join(ROOT, 'dist', 'models', shipped.id));
  const megabytes = (/** @type {number} */ count) => (count / 1e6).toFixed(1);
  console.log(`the reasoner downloads ${megabytes(bytes)} MB (raw ${megabytes(rawBytes)} MB)`);
}

/**
 * Changes when one of these files, or a file in one of these folders, is added, removed, edited or touched.
 * @param {readonly string[]} sources Relative to the project.
 */
export function stampOf(sources) {
  const hash = createHash('sha256');
  const visit = (name) => {
    const stats = statSync(path.join(ROOT, name), { throwIfNoEntry: false });
    if (stats?.isDirectory())
      readdirSync(path.join(ROOT, name))
        .toSorted()
        .forEach((child) => visit(`${name}/${child}`));
    else hash.update(`${name} ${stats?.size} ${stats?.mtimeMs}\n`);
  };
  sources.forEach(visit);
  return hash.digest('hex');
}
