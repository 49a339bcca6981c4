import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { printTable } from './print-table.mjs';

// How many windows a certified top takes beside other ways to the first places: `node bench/certified-top.mjs [--seeds N]`. A judge without faults orders
// seeded random lists (no model is run); every strategy ranks the same lists. `right`: lists whose first places came out true, in their order.
const seeds = Number(process.argv[process.argv.indexOf('--seeds') + 1] || NaN) || 200;
const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = path.join(root, '.cache/certified-top');
await build({
  root,
  configFile: false,
  publicDir: false,
  logLevel: 'error',
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir,
    rollupOptions: {
      input: { strategies: 'src/core/strategy/index.ts', strategy: 'src/core/strategy/strategy.ts' },
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: '[name].mjs' },
    },
  },
});
const ours = (name) => import(pathToFileURL(path.join(outDir, `${name}.mjs`)).href);
const { createStrategy, predictCalls } = await ours('strategies');
const { shuffledMembers } = await ours('strategy');

/** Windows, passages shown and whether the first `top` are the true ones, of one list. */
function rank({ spec, count, top, seed }) {
  const truth = shuffledMembers({ members: Array.from({ length: count }, (_, position) => position), seed, sample: 1 });
  const place = new Map(truth.map((position, at) => [position, at]));
  const run = createStrategy({ spec, count, seed });
  let [windows, shown, step] = [0, 0, run.next()];
  while (!step.done) {
    const { members } = step.value.call;
    windows += 1;
    shown += members.length;
    const order = [...members].sort((one, other) => place.get(one) - place.get(other));
    step = run.next({ groups: order.map((member) => [member]), scores: null });
  }
  const found = step.value.flat().slice(0, top);
  return { windows, shown, right: truth.slice(0, top).every((position, at) => position === found[at]) };
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
for (const { count, size, top } of [
  { count: 25, size: 5, top: 3 },
  { count: 100, size: 10, top: 10 },
  { count: 100, size: 20, top: 10 },
]) {
  const rivals = Object.entries({
    'certified top': { type: 'certified-top', size, top, budget: 1000 },
    'sliding windows, one pass': { type: 'sliding', size, stride: Math.floor(size / 2), passes: 1 },
    'top-down': { type: 'top-down', size, cutoff: Math.min(top, size - 1) },
    'tournament, once': { type: 'tournament', groupSize: size, tournaments: 1 },
    'setwise heapsort': { type: 'setwise', sort: 'heap', children: size - 1, top },
    'pairwise heapsort': { type: 'pairwise', sort: 'heap', top },
  });
  const rows = rivals.map(([name, spec]) => {
    const runs = Array.from({ length: seeds }, (_, seed) => rank({ spec, count, top, seed }));
    const windows = runs.map((run) => run.windows);
    const [least, most] = predictCalls({ spec, count }).calls;
    return [
      name,
      mean(windows).toFixed(2),
      `${Math.min(...windows)}–${Math.max(...windows)}`,
      `${least}–${most}`,
      mean(runs.map(({ shown }) => shown)).toFixed(1),
      `${runs.filter(({ right }) => right).length} of ${seeds}`,
    ];
  });
  printTable({
    title: `The first ${top} of ${count}, windows of ${size}, ${seeds} lists`,
    columns: ['strategy', 'windows', 'fewest–most', 'told before', 'passages shown', 'top right'],
    rows,
  });
}
