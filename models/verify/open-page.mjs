// A page on a local server that has WebGPU on the CPU (SwiftShader) and serves WebLLM and one model folder.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { findChromium, SOFTWARE_GPU_ARGS } from '../../scripts/find-chromium.mjs';

const TYPES = { '.js': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm' };

/** GET /web-llm.js and /model/<file>; WebLLM puts resolve/main/ between folder and file. */
function serve(root, model) {
  const server = http.createServer((request, response) => {
    const name = decodeURIComponent(request.url.split('?')[0]).replace('/resolve/main/', '/');
    if (name === '/') return response.setHeader('content-type', 'text/html').end('<!doctype html><title>verify</title>');
    const file =
      name === '/web-llm.js'
        ? path.join(root, 'node_modules/@mlc-ai/web-llm/lib/index.js')
        : path.join(model, path.basename(name));
    if (!fs.existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'content-length': fs.statSync(file).size,
    });
    fs.createReadStream(file).pipe(response);
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

/** Calls use(page) and closes everything after it. `flags` are added to the browser's. */
export async function withPage({ root, model, flags = [] }, use) {
  const { chromium } = await import(pathToFileURL(path.join(root, 'node_modules/playwright-core/index.mjs')));
  const server = await serve(root, model);
  const { executablePath, env } = await findChromium();
  const browser = await chromium.launch({ executablePath, env, headless: true, args: [...SOFTWARE_GPU_ARGS, ...flags] });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    page.on('console', (message) => process.stderr.write(`[page] ${message.text().slice(0, 4000)}\n`));
    page.on('pageerror', (error) => process.stderr.write(`[page error] ${String(error).slice(0, 1000)}\n`));
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    return await use(page);
  } finally {
    await browser.close();
    server.close();
  }
}
