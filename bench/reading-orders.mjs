import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { modelPlace } from './model-place.mjs';
import { buildPageSide } from './page-side.mjs';
import { printTable } from './print-table.mjs';
import { withBenchPage } from './with-bench-page.mjs';

// Whether the reading alone finds the right passage whatever the order: `node bench/reading-orders.mjs [--lists FILE] [--orders N] [--model ID] [--gpu]`. Each list of
// FILE (name, query, right, passages; by default twelve written for this, of which test/e2e/lists.json has three) is
// read as written, turned round and in seeded shuffles, N orders in all. Told: the place of the right passage in each by its reading score alone, how often any passage keeps its place from one order to another, and Kendall's tau between orders.
const { values } = parseArgs({
  options: {
    lists: { type: 'string', default: 'bench/reading-lists.json' },
    orders: { type: 'string', default: '4' },
    model: { type: 'string', default: 'glassrank-135m-q4f32_1' },
    gpu: { type: 'boolean', default: false },
  },
});
const count = Number(values.orders);
if (!Number.isInteger(count) || count < 2) {
  console.error('--orders takes a whole number from 2.');
  process.exit(1);
}
const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = await buildPageSide('reading');
const { reading } = JSON.parse(readFileSync(path.join(root, 'src/core/preset/templates/glassrank-2.json'), 'utf8'));
const lists = JSON.parse(readFileSync(values.lists, 'utf8'));
const place = modelPlace(values.model);
const library = values.gpu ? 'gpu.wasm' : 'software.wasm';
await withBenchPage({ realGpu: values.gpu, mounts: { ...place.mounts, '/reading/': outDir } }, async (page) => {
  const asked = (name, given) =>
    page.evaluate(
      async ([called, input]) => (await import(/* @vite-ignore */ `${location.origin}/reading/page.mjs`))[called](input),
      [name, given],
    );
  await asked('load', { folder: place.url, address: place.url + library });
  const rows = [];
  /** @type {{ kept: number[], tau: number[] }} */
  const all = { kept: [], tau: [] };
  for (const { name, query, right, passages } of lists) {
    const orders = ordersOf(passages.length);
    const read = await asked('readOrders', { query, passages, orders, tokens: reading.tokens });
    const ranks = read.map(ranksOf);
    const kept = pairs(ranks).flatMap(([one, other]) => one.map((rank, at) => Number(rank === other[at])));
    const tau = pairs(ranks).map(([one, other]) => kendallTau(one, other));
    all.kept.push(...kept);
    all.tau.push(...tau);
    rows.push([name, passages.length, ranks.map((one) => one[right]).join(' '), percent(mean(kept)), mean(tau).toFixed(2)]);
  }
  printTable({
    title: `Read in ${count} orders: ${place.id}, ${library}; by the reading score alone`,
    columns: ['list', 'passages', 'place of the right passage', 'places kept', 'Kendall’s tau'],
    rows,
  });
  console.log(`All lists: places kept ${percent(mean(all.kept))}, tau ${mean(all.tau).toFixed(2)}.`);
});

/** As written, turned round, then shuffled, always in the same way. */
function ordersOf(size) {
  const written = Array.from({ length: size }, (_, at) => at);
  let state = 7;
  const random = (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const shuffled = () => {
    const order = [...written];
    for (let at = size - 1; at > 0; at -= 1) {
      const other = random(at + 1);
      [order[at], order[other]] = [order[other], order[at]];
    }
    return order;
  };
  return [written, written.toReversed(), ...Array.from({ length: count - 2 }, shuffled)];
}

/** 1-based, by falling score. */
function ranksOf(scores) {
  return scores.map((score) => 1 + scores.filter((other) => other > score).length);
}

function pairs(list) {
  return list.flatMap((one, at) => list.slice(at + 1).map((other) => [one, other]));
}

/** Of two rankings without ties. */
function kendallTau(one, other) {
  const agreed = one.flatMap((rank, at) =>
    one.slice(at + 1).map((next, more) => Math.sign((rank - next) * (other[at] - other[at + 1 + more]))),
  );
  return mean(agreed);
}

function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function percent(share) {
  return `${(100 * share).toFixed(0)} %`;
}
