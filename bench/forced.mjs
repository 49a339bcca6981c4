import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { modelPlace } from './model-place.mjs';
import { printTable } from './print-table.mjs';
import { showSpread } from './spread.mjs';
import { withBenchPage } from './with-bench-page.mjs';

// What it brings to read forced text in chunks: `node bench/forced.mjs [--model ID] [--library FILE] [--runs A,B] [--passages N] [--repeats N] [--gpu]`. Whole runs with a
// thought over the requests of recorded runs, in turn: every token picked from its logits (as it was before), forced text read one token after the other, and in chunks.
// The ratios are those of neighbours in time, so that whatever else the machine does hits all alike. Says whether chunks wrote the text that one by one wrote, and
// whether picking wrote it too: there the model spelled forced text as its logits would have it, not as its tokenizer does.
const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'glassrank-135m-q4f32_1' },
    library: { type: 'string' },
    runs: { type: 'string', default: 'recorded-windows,recorded-kettle,recorded-bees' },
    passages: { type: 'string', default: '10' },
    repeats: { type: 'string', default: '3' },
    gpu: { type: 'boolean', default: false },
  },
});
const [passages, repeats] = [values.passages, values.repeats].map(Number);
if (![passages, repeats].every((number) => Number.isInteger(number) && number > 0)) {
  console.error('--passages and --repeats take whole numbers greater than 0.');
  process.exit(1);
}
const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = path.join(root, '.cache/forced');
await build({
  root,
  configFile: false,
  publicDir: false,
  logLevel: 'error',
  build: { outDir, lib: { entry: 'bench/forced-page.mjs', formats: ['es'], fileName: () => 'page.mjs' } },
});
const place = modelPlace(values.model);
const library = values.library ?? (values.gpu ? 'gpu.wasm' : 'software.wasm');
if (!place.libraries.includes(library)) {
  console.error(`${place.id} has no ${library}; it has ${place.libraries.join(', ')}.`);
  process.exit(1);
}

/** A recorded run's request, its first passages alone. */
function requestOf(name) {
  const log = readFileSync(path.join(root, 'test/fixtures/streams', `${name}.jsonl`), 'utf8');
  const { request } = JSON.parse(log.slice(0, log.indexOf('\n')));
  return { query: request.query, candidates: request.candidates.slice(0, passages) };
}

const WAYS = ['picked', 'single', 'ahead'];
console.log(`${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown CPU'}, load average ${os.loadavg()[0]?.toFixed(1)}`);
await withBenchPage({ realGpu: values.gpu, mounts: { '/forced/': outDir } }, async (page) => {
  const call = (name, given) =>
    page.evaluate(
      async ([what, input]) => (await import(/* @vite-ignore */ `${location.origin}/forced/page.mjs`))[what](input),
      [name, given],
    );
  await call('load', { model: place.id, library: library.replace('.wasm', ''), modelsUrl: '/models/' });
  const rows = [];
  for (const name of values.runs.split(',')) {
    const request = requestOf(name);
    const settings = { windowSize: passages, windowStride: passages, temperature: 0, seed: 0 };
    const rounds = [];
    // A round first that is not counted, where there are several: drivers compile when work comes.
    for (let round = repeats > 1 ? -1 : 0; round < repeats; round += 1) {
      const one = {};
      for (const way of round % 2 === 0 ? WAYS : WAYS.toReversed()) {
        one[way] = await call('run', { request, settings, way });
        const { written, forced, readMs, writeMs } = one[way];
        console.error(
          `${name}, ${way}: ${forced} of ${written} forced, read in ${(readMs / 1000).toFixed(1)} s, written in ${(writeMs / 1000).toFixed(1)} s`,
        );
      }
      if (round >= 0) rounds.push(one);
    }
    const [{ picked, single, ahead }] = rounds;
    const ratio = (of) =>
      showSpread(
        rounds.map((one) => one.picked[of] / one.ahead[of]),
        2,
      );
    const seconds = (way, of) =>
      showSpread(
        rounds.map((one) => one[way][of] / 1000),
        1,
      );
    rows.push([
      `${name}, ${request.candidates.length}`,
      `${ahead.forced} of ${ahead.written} (${((100 * ahead.forced) / ahead.written).toFixed(0)} %)`,
      ...WAYS.map((way) => seconds(way, 'writeMs')),
      ratio('writeMs'),
      ratio('allMs'),
      sameness(single, ahead),
      sameness(picked, ahead),
    ]);
    if (new Set([picked.text, single.text, ahead.text]).size > 1)
      for (const [way, { text }] of Object.entries(rounds[0])) console.log(`${name}, ${way}: ${JSON.stringify(text)}`);
  }
  printTable({
    title: `Forced text, read in chunks: ${place.id}, ${library}; seconds and ratios, median (least–most) of ${repeats}`,
    columns: [
      'run, passages',
      'forced',
      'writing: all picked',
      'one by one',
      'in chunks',
      'ratio',
      'of the whole run',
      'text: one by one',
      'all picked',
    ],
    rows,
  });
});

/** Whether another way wrote the same. */
function sameness(other, { text, order }) {
  if (other.text === text) return 'same';
  let at = 0;
  while (other.text[at] === text[at]) at += 1;
  return `differs at ${at} of ${text.length}, ${other.order === order ? 'same order' : 'another order'}`;
}
