import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * Builds the page's side of a bench (`bench/ENTRY-page.mjs`, which imports the app's own code) and gives the folder that a bench page mounts: `page.mjs` is in it.
 * @param {string} entry
 * @returns {Promise<string>}
 */
export async function buildPageSide(entry) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const outDir = path.join(root, '.cache', entry);
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    // Other things of the bench may lie there.
    build: { outDir, emptyOutDir: false, lib: { entry: `bench/${entry}-page.mjs`, formats: ['es'], fileName: () => 'page.mjs' } },
  });
  return outDir;
}
