import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Runs `npm ci` when node_modules is missing or is not what package-lock.json says. Returns whether it had to; exits on failure. */
export function ensureInstalled() {
  if (isInstalled()) return false;
  console.log('Installing the packages this project needs (npm ci) …');
  const npm = process.env.npm_execpath;
  const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] };
  const { status } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...flags], options)
    : spawnSync('npm', flags, { ...options, shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error('npm ci did not succeed. The first start needs the npm registry; later ones need no network.');
    process.exit(1);
  }
  return true;
}

/** npm writes node_modules/.package-lock.json last, so an interrupted installation is seen as none. */
function isInstalled() {
  const packages = (file) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')).packages;
  try {
    const installed = packages('node_modules/.package-lock.json');
    return Object.entries(packages('package-lock.json')).every(
      ([name, { version, optional }]) => name === '' || optional || installed[name]?.version === version,
    );
  } catch {
    return false;
  }
}
