// npm run test:gpu: the real model on a real GPU. Refuses where the browser gets none, or only one that is a CPU in disguise.
import './require-node.mjs';
import { spawnSync } from 'node:child_process';

const { ensureInstalled } = await import('./ensure-installed.mjs');
ensureInstalled();
const { findChromium, REAL_GPU_ARGS } = await import('./find-chromium.mjs');
const { chromium } = await import('playwright-core');

const { executablePath, env } = await findChromium();
const browser = await chromium.launch({ executablePath, env, args: REAL_GPU_ARGS });
const page = await browser.newPage();
// WebGPU is only there in a secure context, and an address of this machine counts as one.
await page.route('http://localhost/', (route) =>
  route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>probe</title>' }),
);
await page.goto('http://localhost/');
const adapter = await page.evaluate(async () => {
  const found = await navigator.gpu?.requestAdapter();
  return found ? { vendor: found.info.vendor, architecture: found.info.architecture, description: found.info.description } : null;
});
await browser.close();

const name = adapter && [adapter.vendor, adapter.architecture, adapter.description].filter(Boolean).join(' ');
if (!adapter || /swiftshader|llvmpipe|software|warp/i.test(name ?? '')) {
  console.error(
    `No GPU for this test: the browser ${executablePath} offers ${adapter ? `only ${name}, which runs on the CPU` : 'no WebGPU adapter'}.`,
  );
  console.error(
    'Run it on a machine with a GPU and its Vulkan (Linux), Metal or Direct3D driver; CHROME_PATH chooses the browser.',
  );
  process.exit(1);
}
console.log(`GPU: ${name}`);
const { ensureBuilt } = await import('./ensure-built.mjs');
if (!ensureBuilt()) process.exit(1);
const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--project=gpu'], {
  stdio: ['ignore', 'inherit', 'inherit'],
});
process.exit(status ?? 1);
