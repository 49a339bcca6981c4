// npm run test:gpu [-- --stock FILE]: the real model on a real GPU, then its speed against the stock schedules. Refuses where the browser
// gets no GPU, or only one that is a CPU in disguise.
import './require-node.mjs';
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { ensureInstalled } = await import('./ensure-installed.mjs');
ensureInstalled();
const { values } = parseArgs({ options: { stock: { type: 'string' } } });
const { findChromium } = await import('./find-chromium.mjs');
const { probeAdapter } = await import('../bench/probe-adapter.mjs');

const { executablePath } = await findChromium();
const adapter = await probeAdapter({ realGpu: true });
if (adapter === null || adapter.software) {
  console.error(
    `No GPU for this test: the browser ${executablePath} offers ${adapter ? `only ${adapter.name}, which runs on the CPU` : 'no WebGPU adapter'}.`,
  );
  console.error(
    'Run it on a machine with a GPU and its Vulkan (Linux), Metal or Direct3D driver; CHROME_PATH chooses the browser.',
  );
  process.exit(1);
}
console.log(`GPU: ${adapter.name}`);
const { ensureBuilt } = await import('./ensure-built.mjs');
if (!ensureBuilt()) process.exit(1);
const run = (parameters) => spawnSync(process.execPath, parameters, { stdio: ['ignore', 'inherit', 'inherit'] }).status ?? 1;
const status = run(['node_modules/vitest/vitest.mjs', 'run', '--project=gpu']);
const stock = values.stock === undefined ? [] : ['--stock', values.stock];
// Printed, never judged: a time is no test.
const measured = run(['bench/bench.mjs', '--gpu', '--part', 'speed', ...stock]);
process.exit(status || measured);
