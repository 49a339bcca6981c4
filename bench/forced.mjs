import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { modelPlace } from './model-place.mjs';
import { otherLibrary, sha256 } from './other-library.mjs';
import { buildPageSide } from './page-side.mjs';
import { printTable } from './print-table.mjs';
import { showSpread } from './spread.mjs';
import { withBenchPage } from './with-bench-page.mjs';

// What it brings to read forced text in chunks: `node bench/forced.mjs [--model ID] [--library FILE] [--before FILE] [--runs A,B] [--ways A,B] [--passages N] [--repeats N]
// [--minutes N] [--fresh] [--gpu]`. Whole runs with a thought over the requests of recorded runs, in turn: every token picked from its logits (as it was before; with
// --before by that library, e.g. one of an older commit), forced text read one token after the other, and in chunks. The ratios are those of neighbours in time, so that
// whatever else the machine does hits all alike. Says whether chunks wrote the text that one by one wrote, and whether picking wrote it too: there the model spelled
// forced text as its logits would have it, not as its tokenizer does. Each round is kept under .cache/forced; after --minutes no further one begins, and the same command
// goes on where it stopped. --fresh forgets what is kept.
const WAYS = ['picked', 'single', 'ahead'];
const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'glassrank-135m-q4f32_1' },
    library: { type: 'string' },
    before: { type: 'string' },
    runs: { type: 'string', default: 'recorded-windows,recorded-kettle,recorded-bees' },
    ways: { type: 'string', default: WAYS.join(',') },
    passages: { type: 'string', default: '10' },
    repeats: { type: 'string', default: '3' },
    minutes: { type: 'string', default: '5' },
    fresh: { type: 'boolean', default: false },
    gpu: { type: 'boolean', default: false },
  },
});
const [passages, repeats, minutes] = [values.passages, values.repeats, values.minutes].map(Number);
if (![passages, repeats, minutes].every((number) => Number.isInteger(number) && number > 0)) {
  console.error('--passages, --repeats and --minutes take whole numbers greater than 0.');
  process.exit(1);
}
const ways = WAYS.filter((way) => values.ways.split(',').includes(way));
if (ways.length !== values.ways.split(',').length || !['picked', 'ahead'].every((way) => ways.includes(way))) {
  console.error(`--ways takes picked, ahead and, if wanted, single; it got ${values.ways}.`);
  process.exit(1);
}
const stopAt = Date.now() + minutes * 60_000;
const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = await buildPageSide('forced');
const place = modelPlace(values.model);
const library = values.library ?? (values.gpu ? 'gpu.wasm' : 'software.wasm');
if (!place.libraries.includes(library)) {
  console.error(`${place.id} has no ${library}; it has ${place.libraries.join(', ')}.`);
  process.exit(1);
}
const before =
  values.before === undefined ? null : otherLibrary({ place, library, file: values.before, models: path.join(outDir, 'before') });

/** A recorded run's request, its first passages alone. */
function requestOf(name) {
  const log = readFileSync(path.join(root, 'test/fixtures/streams', `${name}.jsonl`), 'utf8');
  const { request } = JSON.parse(log.slice(0, log.indexOf('\n')));
  return { query: request.query, candidates: request.candidates.slice(0, passages) };
}

// Rounds of other libraries, weights, ways or code of the page are no neighbours of these.
const kind = sha256(
  [
    place.id,
    passages,
    ways,
    values.gpu,
    before?.library,
    readFileSync(path.join(place.folder, 'manifest.json')),
    readFileSync(path.join(outDir, 'page.mjs')),
  ].join(),
);
const kept = path.join(outDir, `rounds-${kind.slice(0, 16)}.jsonl`);
if (values.fresh) rmSync(kept, { force: true });
const done = existsSync(kept)
  ? readFileSync(kept, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : [];
const names = values.runs.split(',');
const roundsOf = (name) => done.filter((round) => round.name === name);
console.log(`${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown CPU'}, load average ${os.loadavg()[0]?.toFixed(1)}`);
if (names.some((name) => roundsOf(name).length < repeats)) await measureRounds();
showTable();

async function measureRounds() {
  const mounts = { '/forced/': outDir, ...(before === null ? {} : { '/before/': before.models }) };
  await withBenchPage({ realGpu: values.gpu, mounts }, async (page) => {
    const call = (name, given) =>
      page.evaluate(
        async ([what, input]) => (await import(/* @vite-ignore */ `${location.origin}/forced/page.mjs`))[what](input),
        [name, given],
      );
    const modelsUrl = before === null ? '/models/' : '/before/';
    const as = { model: place.id, library: library.replace('.wasm', '') };
    await call('load', {
      ahead: { ...as, modelsUrl: '/models/' },
      ...(ways.includes('single') ? { single: { ...as, modelsUrl: '/models/', leastChunk: Infinity } } : {}),
      ...(before === null ? {} : { picked: { ...as, modelsUrl, manifestSha256: before.manifestSha256 } }),
    });
    // In turn over the lists: a stop leaves each with as many rounds as the others, or one less.
    for (let round = 0; round < repeats; round += 1)
      for (const name of names) {
        if (roundsOf(name).length > round || Date.now() > stopAt) continue;
        const request = requestOf(name);
        const settings = { windowSize: passages, windowStride: passages, temperature: 0, seed: 0 };
        const one = { name, passages: request.candidates.length };
        for (const way of round % 2 === 0 ? ways : ways.toReversed()) {
          one[way] = await call('run', { request, settings, way });
          const { written, forced, readMs, writeMs } = one[way];
          console.error(
            `${name}, ${way}: ${forced} of ${written} forced, read in ${(readMs / 1000).toFixed(1)} s, written in ${(writeMs / 1000).toFixed(1)} s`,
          );
        }
        done.push(one);
        appendFileSync(kept, `${JSON.stringify(one)}\n`);
      }
  });
}

function showTable() {
  const rows = [];
  for (const name of names) {
    const rounds = roundsOf(name).slice(0, repeats);
    if (rounds.length < repeats) console.log(`${name}: ${rounds.length} of ${repeats} rounds; the same command goes on.`);
    const [first] = rounds;
    if (first === undefined) continue;
    const { picked, single, ahead } = first;
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
      `${name}, ${first.passages}`,
      `${ahead.forced} of ${ahead.written} (${((100 * ahead.forced) / ahead.written).toFixed(0)} %)`,
      `${seconds('picked', 'readMs')} + ${seconds('picked', 'writeMs')}`,
      ...(single === undefined ? [] : [`${seconds('single', 'readMs')} + ${seconds('single', 'writeMs')}`]),
      `${seconds('ahead', 'readMs')} + ${seconds('ahead', 'writeMs')}`,
      ratio('writeMs'),
      ratio('allMs'),
      ...(single === undefined ? [] : [sameness(single, ahead)]),
      sameness(picked, ahead),
    ]);
    if (new Set([picked.text, single?.text ?? ahead.text, ahead.text]).size > 1)
      for (const way of ways) console.log(`${name}, ${way}: ${JSON.stringify(first[way].text)}`);
  }
  const one = (what) => (ways.includes('single') ? [what] : []);
  printTable({
    title: `Forced text, read in chunks: ${place.id}, ${library}; seconds of reading + writing, and ratios, median (least–most) of up to ${repeats}`,
    columns: [
      'run, passages',
      'forced',
      values.before === undefined ? 'all picked' : `all picked, ${path.basename(values.before)}`,
      ...one('one by one'),
      'in chunks',
      'writing, ratio',
      'whole run, ratio',
      ...one('text: one by one'),
      'text: all picked',
    ],
    rows,
  });
}

/** Whether another way wrote the same. */
function sameness(other, { text, order }) {
  if (other.text === text) return 'same';
  let at = 0;
  while (other.text[at] === text[at]) at += 1;
  return `differs at ${at} of ${text.length}, ${other.order === order ? 'same order' : 'another order'}`;
}
