// Writes dist/offline-worker.js: the service worker with the list of files that it keeps, each with its hash. Fails where a file that the sealed page asks for is not
// among them.
import './require-node.mjs';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Kept by their own code (models, encoder), of other documents, or for people and hosts. */
const ELSEWHERE = [
  /^models\//u,
  /^(?:models|connected|evaluate)\.html$/u,
  /^one-server\.js$/u,
  /^_headers$/u,
  /^THIRD-PARTY\.txt$/u,
  /^offline-worker\.js$/u,
  /\.(?:map|gz)$/u,
];
/** Names that a bundler gives: `first-abcd1234.js`. */
const BUILT_NAME = /[\w.-]+-[\w-]{8}\.(?:js|mjs|css|wasm)\b/gu;
const TEXTS = /\.(?:js|mjs|css|html)$/u;

/**
 * The files of a built app that open it without a network, in order.
 * @param {string} root
 * @returns {{ path: string, sha256: string, bytes: number }[]}
 */
export function offlineFiles(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(root, path.join(parentPath, name)).replaceAll(path.sep, '/'))
    .toSorted()
    .filter((name) => !ELSEWHERE.some((pattern) => pattern.test(name)))
    .map((name) => {
      const bytes = readFileSync(path.join(root, name));
      return { path: name, sha256: createHash('sha256').update(bytes).digest('base64'), bytes: bytes.length };
    });
}

/**
 * Files that a kept file names and that are not kept themselves; empty where the page opens whole.
 * @param {string} root
 * @param {readonly string[]} kept
 * @returns {string[]}
 */
export function missingFiles(root, kept) {
  const held = new Set(kept);
  const missing = new Set(held.has('index.html') ? [] : ['index.html']);
  for (const name of kept) {
    if (!TEXTS.test(name)) continue;
    const text = readFileSync(path.join(root, name), 'utf8');
    for (const [found] of text.matchAll(BUILT_NAME)) {
      const asset = `assets/${found}`;
      if (!held.has(asset) && existsSync(path.join(root, asset))) missing.add(asset);
    }
    if (name !== 'index.html') continue;
    for (const [, address = ''] of text.matchAll(/(?:src|href)="\.?\/?([^"#?]+)"/gu))
      if (!/^[a-z]+:/iu.test(address) && !held.has(address)) missing.add(address);
  }
  return [...missing];
}

/** The worker's script with these files in it. @param {readonly { path: string, sha256: string }[]} files */
async function bundle(files) {
  const built = await build({
    configFile: false,
    root: ROOT,
    mode: 'production',
    logLevel: 'warn',
    publicDir: false,
    define: { GLASSRANK_FILES: JSON.stringify(files.map(({ path: name, sha256 }) => ({ path: name, sha256 }))) },
    build: {
      write: false,
      target: 'es2023',
      modulePreload: false,
      rolldownOptions: {
        input: path.join(ROOT, 'src', 'instant', 'offline', 'offline-worker.ts'),
        output: { format: 'iife', codeSplitting: false },
      },
    },
  });
  if (!('output' in built)) throw new Error('the service worker was built in more than one way');
  const [chunk, ...others] = built.output;
  if (others.length > 0) throw new Error('the service worker is not one script');
  return chunk.code;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = path.resolve(process.argv[2] ?? path.join(ROOT, 'dist'));
  const files = offlineFiles(root);
  const missing = missingFiles(
    root,
    files.map(({ path: name }) => name),
  );
  if (missing.length > 0) {
    console.error(`the page would not open without a network; these files are not kept: ${missing.join(', ')}`);
    process.exit(1);
  }
  const code = await bundle(files);
  writeFileSync(path.join(root, 'offline-worker.js'), code);
  const megabytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  console.log(
    `kept for opening without a network: ${files.length} files, ${megabytes.toFixed(1)} MB; the service worker is ${(code.length / 1000).toFixed(1)} kB`,
  );
}
