import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { missingFiles, offlineFiles } from '../../../scripts/build-offline.mjs';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

function built(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'offline-'));
  folders.push(root);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  return root;
}

const APP = {
  'index.html':
    '<link rel="manifest" href="./manifest.webmanifest"><script type="module" src="./assets/index-aaaaaaaa.js"></script>',
  'manifest.webmanifest': '{}',
  'assets/index-aaaaaaaa.js': 'import("./part-bbbbbbbb.js")',
  'assets/part-bbbbbbbb.js': 'new URL("lib-cccccccc.wasm", import.meta.url)',
  'assets/lib-cccccccc.wasm': 'wasm',
  'assets/index-aaaaaaaa.js.map': '{}',
  'assets/index-aaaaaaaa.js.gz': 'gz',
  'models.html': '<p>models</p>',
  'models/tiny/params_shard_0.bin': 'weights',
};

it('all that the page asks for is kept, with its hash; models, other documents, maps and compressed twins are not', () => {
  const root = built(APP);
  const kept = offlineFiles(root);
  expect(kept.map(({ path: name }) => name)).toEqual([
    'assets/index-aaaaaaaa.js',
    'assets/lib-cccccccc.wasm',
    'assets/part-bbbbbbbb.js',
    'index.html',
    'manifest.webmanifest',
  ]);
  expect(kept.every(({ sha256 }) => /^[\w+/]{43}=$/u.test(sha256))).toBe(true);
  expect(
    missingFiles(
      root,
      kept.map(({ path: name }) => name),
    ),
  ).toEqual([]);
});

it.each(Object.keys(APP).filter((name) => /^(?:assets\/\S+\.(?:js|wasm)|index\.html|manifest\.webmanifest)$/u.test(name)))(
  'without %s the build fails',
  (lost) => {
    const root = built(APP);
    const kept = offlineFiles(root)
      .map(({ path: name }) => name)
      .filter((name) => name !== lost);
    expect(missingFiles(root, kept)).toEqual([lost]);
  },
);
