import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import sirv from 'sirv';
import { findChromium, REAL_GPU_ARGS, SOFTWARE_GPU_ARGS } from '../scripts/find-chromium.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const MODELS = path.join(ROOT, 'public', 'models');

/** Stops with the list of models when the one asked for is not there. */
export function requireModel(id) {
  if (!existsSync(path.join(MODELS, id, 'mlc-chat-config.json'))) throw new Error(`There is no model ${id} in public/models.`);
}

/**
 * Opens an empty page that can import WebLLM from `/webllm.js` and the models from `/models/`, outside of the app: what is measured
 * on it is the engine alone. The page's console goes to stdout.
 * @template T
 * @param {{ realGpu: boolean, flags?: readonly string[] }} settings
 * @param {(page: import('playwright-core').Page) => Promise<T>} run
 * @returns {Promise<T>}
 */
export async function withBenchPage({ realGpu, flags = [] }, run) {
  const files = sirv(path.join(ROOT, 'public'), { dev: true });
  const library = sirv(path.join(ROOT, 'node_modules', '@mlc-ai', 'web-llm', 'lib'), { dev: true });
  const server = createServer((request, response) => {
    if (request.url === '/') {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>bench</title>');
      return;
    }
    if (request.url === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    // WebLLM asks for MODEL/resolve/main/FILE, the layout of a model hub.
    request.url = request.url?.replace('/resolve/main/', '/').replace('/webllm.js', '/index.js') ?? '/';
    (request.url === '/index.js' ? library : files)(request, response, () => {
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
      if (message.type() !== 'debug') console.log(message.text().slice(0, 2000));
    });
    page.on('pageerror', (error) => console.log(`page error: ${error.message.slice(0, 500)}`));
    const address = /** @type {import('node:net').AddressInfo} */ (server.address());
    await page.goto(`http://127.0.0.1:${address.port}/`);
    return await run(page);
  } finally {
    await browser.close();
    server.close();
  }
}

/**
 * Prints rows under a title, columns as wide as their longest cell, numbers to the right.
 * @param {{ title: string, columns: readonly string[], rows: readonly (readonly (string | number)[])[] }} table
 */
export function printTable({ title, columns, rows }) {
  const widths = columns.map((column, index) => Math.max(column.length, ...rows.map((row) => String(row[index]).length)));
  const line = (cells) =>
    cells
      .map((cell, index) =>
        /^[\d.]+$/.test(String(cell)) ? String(cell).padStart(widths[index] ?? 0) : cell.padEnd(widths[index]),
      )
      .join('  ');
  console.log(`\n${title}\n${line(columns)}`);
  for (const row of rows) console.log(line(row));
}
