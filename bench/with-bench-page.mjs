import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import sirv from 'sirv';
import { findChromium, REAL_GPU_ARGS, SOFTWARE_GPU_ARGS } from '../scripts/find-chromium.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Opens an empty page that can import WebLLM from `/webllm.js`, this folder from `/bench/` and models from `/models/`, outside of the app:
 * what is measured on it is the engine alone. `mounts`: further folders by the address they begin with, e.g. `{ '/stock/': FOLDER }`. The
 * page's console goes to stderr. `isolated`: the page is isolated from other origins, so that its threads can share memory.
 * @template T
 * @param {{ realGpu: boolean, flags?: readonly string[], mounts?: Readonly<Record<string, string>>, isolated?: boolean }} settings
 * @param {(page: import('playwright-core').Page) => Promise<T>} run
 * @returns {Promise<T>}
 */
export async function withBenchPage({ realGpu, flags = [], mounts = {}, isolated = false }, run) {
  const places = Object.entries({
    ...mounts,
    '/bench/': path.join(ROOT, 'bench'),
    '/webllm.js/': path.join(ROOT, 'node_modules', '@mlc-ai', 'web-llm', 'lib'),
    '/': path.join(ROOT, 'public'),
  }).map(([prefix, folder]) => ({ prefix, serve: sirv(folder, { dev: true }) }));
  const server = createServer((request, response) => {
    if (isolated) {
      response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
      response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    }
    if (request.url === '/') {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>bench</title>');
      return;
    }
    if (request.url === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    // WebLLM asks for MODEL/resolve/main/FILE, the layout of a model hub.
    const address = request.url?.replace('/resolve/main/', '/').replace(/^\/webllm\.js$/, '/webllm.js/index.js') ?? '/';
    const place = places.find(({ prefix }) => address.startsWith(prefix));
    request.url = address.slice((place?.prefix.length ?? 1) - 1);
    place?.serve(request, response, () => {
      response.writeHead(404).end();
    });
  });
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(undefined));
  });
  const { executablePath, env } = await findChromium();
  const args = [...(realGpu ? REAL_GPU_ARGS : SOFTWARE_GPU_ARGS), ...flags];
  const browser = await chromium.launch({ executablePath, env, args });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    page.on('console', (message) => {
      if (message.type() !== 'debug') console.error(message.text().slice(0, 2000));
    });
    page.on('pageerror', (error) => console.error(`page error: ${error.message.slice(0, 500)}`));
    const address = /** @type {import('node:net').AddressInfo} */ (server.address());
    await page.goto(`http://127.0.0.1:${address.port}/`);
    return await run(page);
  } finally {
    await browser.close();
    server.close();
  }
}

/**
 * `withBenchPage` for `count` pages, each in a browser of its own: memory that WebLLM has used is given back only with its process.
 * @param {{ count: number, realGpu: boolean, mounts?: Readonly<Record<string, string>> }} settings
 * @param {(pages: readonly import('playwright-core').Page[]) => Promise<void>} run
 * @param {readonly import('playwright-core').Page[]} open
 * @returns {Promise<void>}
 */
export async function withBenchPages(settings, run, open = []) {
  if (open.length === settings.count) return run(open);
  return withBenchPage(settings, (page) => withBenchPages(settings, run, [...open, page]));
}
