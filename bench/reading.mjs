import { parseArgs } from 'node:util';
import { modelPlace } from './model-place.mjs';
import { buildPageSide } from './page-side.mjs';
import { printTable } from './print-table.mjs';
import { processorMs } from './processor-time.mjs';
import { showSpread } from './spread.mjs';
import { withBenchPage } from './with-bench-page.mjs';

// What reading scores cost beside plain prefill: `node bench/reading.mjs [--model ID] [--library FILE] [--passages N] [--words A,B] [--repeats N] [--gpu]`. The same
// tokens, in turn: read chunk by chunk, read passage by passage with a score at each end, and each passage apart behind the query. The ratios are those of
// neighbours in time, so that whatever else the machine does hits both alike. Software WebGPU is measured by what the browser's processes had of processors, where the
// system tells it; a GPU by the clock.
const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'glassrank-135m-q4f32_1' },
    library: { type: 'string' },
    passages: { type: 'string', default: '10' },
    words: { type: 'string', default: '40,100' },
    repeats: { type: 'string', default: '5' },
    gpu: { type: 'boolean', default: false },
  },
});
const [passages, repeats] = [values.passages, values.repeats].map(Number);
const lengths = values.words.split(',').map(Number);
if (![passages, repeats, ...lengths].every((number) => Number.isInteger(number) && number > 0)) {
  console.error('--passages, --words and --repeats take whole numbers greater than 0.');
  process.exit(1);
}
const outDir = await buildPageSide('reading');
const byProcessor = !values.gpu && processorMs() !== null;
/** One reading: milliseconds and tokens. */
async function timed(page, asked) {
  const before = processorMs();
  const one = await page.evaluate(
    async (given) => (await import(/* @vite-ignore */ `${location.origin}/reading/page.mjs`)).measure(given),
    asked,
  );
  return byProcessor ? { ...one, ms: (processorMs() ?? NaN) - (before ?? NaN) } : one;
}

const place = modelPlace(values.model);
const library = values.library ?? (values.gpu ? 'gpu.wasm' : 'software.wasm');
if (!place.libraries.includes(library)) {
  console.error(`${place.id} has no ${library}; it has ${place.libraries.join(', ')}.`);
  process.exit(1);
}
await withBenchPage({ realGpu: values.gpu, mounts: { ...place.mounts, '/reading/': outDir } }, async (page) => {
  const settings = { folder: place.url, address: place.url + library };
  await page.evaluate(
    async (given) => (await import(/* @vite-ignore */ `${location.origin}/reading/page.mjs`)).load(given),
    settings,
  );
  const rows = [];
  for (const words of lengths) {
    const rounds = [];
    // A round first that is not counted: clocks rise, and drivers compile, when work comes.
    for (let round = -1; round < repeats; round += 1) {
      const one = {};
      for (const way of round % 2 === 0 ? ['list', 'plain', 'apart'] : ['plain', 'list', 'apart'])
        one[way] = await timed(page, { passages, words, way });
      if (round >= 0) rounds.push(one);
    }
    const share = (way) =>
      showSpread(
        rounds.map((one) => 100 * (one[way].ms / one.plain.ms - 1)),
        1,
      );
    rows.push([
      `${passages} × ${words}`,
      rounds[0].plain.tokens,
      ...['plain', 'list', 'apart'].map((way) =>
        showSpread(
          rounds.map((one) => one[way].ms / 1000),
          2,
        ),
      ),
      share('list'),
      share('apart'),
    ]);
  }
  printTable({
    title: `Reading with scores: ${place.id}, ${library}; seconds ${byProcessor ? 'of processors' : 'by the clock'}, and per cent more than plain prefill, median (least–most) of ${repeats}`,
    columns: ['passages × words', 'tokens', 'plain', 'with scores', 'apart', 'with scores, % more', 'apart, % more'],
    rows,
  });
});
