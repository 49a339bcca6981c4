import { createHash } from 'node:crypto';
import { linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DIST } from '../../../scripts/serve-app.mjs';

/** Beside the build, so that its files can stand here too without being copied. */
const CACHE = fileURLToPath(new URL('../../../.cache', import.meta.url));

/** A build that a test may change. */
export interface OwnBuild {
  readonly root: string;
  /** Makes it a newer version: its document is another one (`<meta name="version" content="newer">`), and its service worker knows that. */
  renew(): void;
  remove(): void;
}

/** The same files as the build that all tests share, in a folder of its own. */
export function ownBuild(): OwnBuild {
  const root = mkdtempSync(path.join(CACHE, 'own-build-'));
  for (const entry of readdirSync(DIST, { recursive: true, withFileTypes: true })) {
    const there = path.join(entry.parentPath, entry.name);
    const here = path.join(root, path.relative(DIST, there));
    mkdirSync(entry.isDirectory() ? here : path.dirname(here), { recursive: true });
    if (entry.isFile()) linkSync(there, here);
  }
  /** Not through the link: the shared build stays as it is. */
  const replace = (name: string, text: string): void => {
    for (const written of [name, `${name}.gz`]) rmSync(path.join(root, written), { force: true });
    writeFileSync(path.join(root, name), text);
  };
  const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');
  const hash = (text: string): string => createHash('sha256').update(text).digest('base64');
  return {
    root,
    renew() {
      const document_ = read('index.html');
      const newer = document_.replace('</head>', '<meta name="version" content="newer"></head>');
      const worker = read('offline-worker.js');
      const told = worker.replaceAll(hash(document_), hash(newer));
      if (newer === document_ || told === worker) throw new Error('the build is another than this expects');
      replace('index.html', newer);
      replace('offline-worker.js', told);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
