import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { llamaModule } from '../scripts/llama-module.mjs';
import { peersCsv, peersSvg } from './peers-report.mjs';
import { printTable } from './print-table.mjs';
import { showSpread } from './spread.mjs';
import { withBenchPage } from './with-bench-page.mjs';

// The engines that can run the same weights in a page, held against each other in one run: what each reads and writes, and one whole reranking. Ours are asked as the
// page asks them, over their worker. Seconds of the processor stand beside those of the clock: on a machine that does other things too only they can be compared.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = path.join(ROOT, '.cache/peers');
const OURS = ['ours, WebGPU', 'ours, WASM'];

/**
 * Measures what is not measured yet, until `minutes` are over, then prints and writes all that is known: `.cache/peers/peers.csv`, `peers.svg`; `save`: also where
 * docs/PERFORMANCE.md shows them. The same command goes on.
 * @param {{ place: ReturnType<typeof import('./model-place.mjs').modelPlace>, contexts: readonly number[], newTokens: number, repeats: number, passages: number,
 *   threads: number, minutes: number, onnx?: string, only?: readonly string[], fresh: boolean, save: boolean, realGpu: boolean }} settings
 */
export async function peers({
  place,
  contexts,
  newTokens,
  repeats,
  passages,
  threads,
  minutes,
  onnx,
  only,
  fresh,
  save,
  realGpu,
}) {
  const stopAt = Date.now() + minutes * 60_000;
  mkdirSync(OUT, { recursive: true });
  await buildPage();
  const names = [...OURS, 'wllama, plain', ...(onnx === undefined ? [] : ['transformers.js'])].filter(
    (name) => only === undefined || only.includes(name),
  );
  if (onnx === undefined)
    console.log('transformers.js is left out: --onnx names no folder (docs/PERFORMANCE.md says how it is made).');
  // What was measured of other weights, by other code or with other threads is no neighbour of this.
  const kind = createHash('sha256')
    .update([place.id, threads, realGpu, newTokens, readFileSync(path.join(place.folder, 'manifest.json'))].join())
    .digest('hex')
    .slice(0, 12);
  const store = path.join(OUT, `${kind}.jsonl`);
  if (fresh) rmSync(store, { force: true });
  const kept = existsSync(store)
    ? readFileSync(store, 'utf8')
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];
  const keep = (row) => {
    kept.push(row);
    appendFileSync(store, `${JSON.stringify(row)}\n`);
  };
  const parts = [...contexts.map((context) => `${context}`), ...(passages > 0 ? [rankOf(passages)] : [])];
  const rank = rankOf(passages);
  const isKept = (name, part, round) => kept.some((row) => row.name === name && row.part === part && row.round === round);
  for (let round = 0; round < repeats; round++)
    for (const name of names) {
      const left = parts.filter((part) => !isKept(name, part, round));
      if (left.length === 0 || Date.now() > stopAt) continue;
      const settings = {
        realGpu,
        isolated: true,
        mounts: {
          '/page/': OUT,
          '/model/': place.folder,
          '/models/': path.join(ROOT, 'public/models'),
          '/wllama/': path.join(ROOT, 'node_modules/@wllama/wllama/src'),
          '/ort/': path.join(ROOT, 'node_modules/onnxruntime-web/dist'),
          ...(onnx === undefined ? {} : { '/onnx/model/': path.resolve(onnx) }),
        },
      };
      await withBenchPage(settings, async (page) => {
        const used = await processes(page);
        const about = await page.evaluate(call, { name: 'start', input: { name, id: place.id, threads } });
        keep({ name, part: 'load', round, ...about, ...(await used()) });
        for (const part of left) {
          if (Date.now() > stopAt) return;
          const windows = kept.find((row) => row.part === rank && row.name === 'ours, WASM')?.windows;
          if (part === rank && !OURS.includes(name) && windows === undefined) continue;
          const since = await processes(page);
          const input = part === rank ? { request: request(passages), windows } : { tokens: Number(part), more: newTokens };
          const found = await page.evaluate(call, { name: part === rank ? 'rank' : 'speed', input });
          keep({ name, part, round, threads: about.threads, load: os.loadavg()[0], ...found, ...(await since()) });
          console.log(`${name}, ${part}, round ${round + 1}`);
        }
      });
    }
  report(
    kept.filter(({ name }) => names.includes(name)),
    { contexts, passages, save },
  );
}

/** How the reranking of so many passages is named among the parts. */
function rankOf(passages) {
  return `rank ${passages}`;
}

/** Runs in the page. */
async function call({ name, input }) {
  const address = '/page/page.mjs';
  const page = await import(address);
  return page[name](input);
}

function buildPage() {
  return build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    base: './',
    logLevel: 'error',
    plugins: [llamaModule()],
    worker: { format: 'es', plugins: () => [llamaModule()] },
    build: {
      outDir: OUT,
      emptyOutDir: false,
      target: 'es2023',
      assetsInlineLimit: 0,
      modulePreload: false,
      rolldownOptions: {
        input: path.join(ROOT, 'bench/peers-page.mjs'),
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: 'page.mjs' },
      },
    },
  });
}

/** The passages of the recorded lists under the query of the first, so that what is asked for stands among others. */
function request(count) {
  const lists = ['recorded-windows', 'recorded-kettle', 'recorded-bees'].map((name) => {
    const log = readFileSync(path.join(ROOT, 'test/fixtures/streams', `${name}.jsonl`), 'utf8');
    return JSON.parse(log.slice(0, log.indexOf('\n'))).request;
  });
  const candidates = lists.flatMap(({ candidates: all }) => all).slice(0, count);
  return {
    query: lists[0].query,
    candidates: candidates.map(({ text }, place) => ({ docId: `p${place + 1}`, text, score: -place })),
  };
}

/**
 * Processor seconds of all processes of the browser from now on, and the most memory that the page's own processes have held since they began (Linux; else null).
 * @param {import('playwright-core').Page} page
 */
async function processes(page) {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has no browser');
  const session = await browser.newBrowserCDPSession();
  const look = async () => (await session.send('SystemInfo.getProcessInfo')).processInfo;
  const cpu = (all) => all.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  const before = cpu(await look());
  return async () => {
    const all = await look();
    const most = all.filter(({ type }) => type === 'renderer' || type === 'GPU').map(({ id }) => peakOf(id));
    await session.detach();
    const known = most.filter((one) => one !== null);
    const megabytes = known.length < most.length ? null : known.reduce((sum, one) => sum + one, 0);
    return { cpuSeconds: cpu(all) - before, megabytes };
  };
}

function peakOf(id) {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/u.exec(readFileSync(`/proc/${id}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) / 1000;
  } catch {
    return null;
  }
}

function report(rows, { contexts, passages, save }) {
  const names = [...new Set(rows.map(({ name }) => name))];
  const of = (name, part) => rows.filter((row) => row.name === name && row.part === part);
  const rate = (tokens, ms) => (1000 * tokens) / ms;
  for (const context of contexts)
    printTable({
      title: `Behind ${context} tokens: tokens a second by the clock; tokens of one processor second, reading and writing together`,
      columns: ['engine', 'threads', 'rounds', 'reads', 'writes', 'per processor second'],
      rows: names.flatMap((name) => {
        const found = of(name, `${context}`);
        if (found.length === 0) return [];
        return [
          [
            name,
            found[0].threads ?? '',
            found.length,
            showSpread(
              found.map(({ read, readMs }) => rate(read, readMs)),
              1,
            ),
            showSpread(
              found.map(({ written, writeMs }) => rate(written, writeMs)),
              1,
            ),
            showSpread(
              found.map(({ read, written, cpuSeconds }) => (read + written) / cpuSeconds),
              1,
            ),
          ],
        ];
      }),
    });
  if (passages > 0)
    printTable({
      title: `One reranking of ${passages} passages: seconds to the first sight of an order, to the last; processor seconds; most memory`,
      columns: ['engine', 'rounds', 'first sight', 'all', 'processor', 'MB'],
      rows: names.flatMap((name) => {
        const found = of(name, rankOf(passages));
        if (found.length === 0) return [];
        return [
          [
            name,
            found.length,
            showSpread(
              found.map(({ firstMs }) => firstMs / 1000),
              1,
            ),
            showSpread(
              found.map(({ allMs }) => allMs / 1000),
              1,
            ),
            showSpread(
              found.map(({ cpuSeconds }) => cpuSeconds),
              1,
            ),
            showSpread(
              found.map(({ megabytes }) => megabytes ?? NaN),
              0,
            ),
          ],
        ];
      }),
    });
  ratios(of, contexts);
  const files = [path.join(OUT, 'peers'), ...(save ? [path.join(ROOT, 'docs/images/peers')] : [])];
  console.log('');
  for (const file of files) {
    writeFileSync(`${file}.csv`, peersCsv(rows));
    writeFileSync(`${file}.svg`, peersSvg(rows, { contexts, rank: rankOf(passages) }));
    console.log(`${path.relative(ROOT, file)}.csv, .svg`);
  }
}

/** Round by round, so that whatever else the machine did hits both. */
function ratios(of, contexts) {
  const pairs = [
    ['ours, WASM', 'wllama, plain'],
    ['ours, WASM', 'ours, WebGPU'],
    ['ours, WASM', 'transformers.js'],
  ];
  const rows = pairs.flatMap(([one, other]) =>
    contexts.flatMap((context) => {
      const both = of(one, `${context}`).flatMap((mine) => {
        const theirs = of(other, `${context}`).find(({ round }) => round === mine.round);
        return theirs === undefined ? [] : [[mine, theirs]];
      });
      if (both.length === 0) return [];
      const times = (tokens, ms) =>
        showSpread(
          both.map(([a, b]) => a[tokens] / a[ms] / (b[tokens] / b[ms])),
          2,
        );
      const perCpu = ({ read, written, cpuSeconds }) => (read + written) / cpuSeconds;
      return [
        [
          `${one} / ${other}`,
          context,
          both.length,
          times('read', 'readMs'),
          times('written', 'writeMs'),
          showSpread(
            both.map(([a, b]) => perCpu(a) / perCpu(b)),
            2,
          ),
        ],
      ];
    }),
  );
  if (rows.length > 0)
    printTable({
      title: 'Ratios, round by round',
      columns: ['of', 'tokens', 'rounds', 'reading', 'writing', 'per processor second'],
      rows,
    });
}
