// node bench/forty-files.mjs [--data ../shared/data]: forty real files of eight kinds, made here from Wikipedia articles, read by the readers of documents and cut
// into passages; of twenty written questions, how many have the right document first by words alone and in the instant order.
// With --page instead: the files dropped at once on the built page, and a list of 10,000 passages: how long until the list stands, and until another query has brought
// another passage to its top by words alone, each with the page's longest task. The list once more with the encoder ready, and how long until its order stands too.
import '../scripts/require-node.mjs';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import {
  makeDocx,
  makeEpub,
  makeHtml,
  makeMail,
  makeMarkdown,
  makeOdt,
  makePdf,
  makeText,
  pdfPages,
} from '../test/fixtures/documents/make.mjs';
import { printTable } from './print-table.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: path.join(ROOT, '..', 'shared', 'data') },
    page: { type: 'boolean', default: false },
  },
});

/** Articles, and of twenty of them a question that was written before anything was measured. */
const ARTICLES = /** @type {Readonly<Record<string, string | null>>} */ ({
  Albedo: 'Why does fresh snow throw back most of the sunlight that falls on it?',
  Animation: 'How did cartoons bring drawings to life before computers?',
  'Aldous Huxley': 'Who wrote Brave New World and took mescaline?',
  Abacus: 'How do merchants reckon with beads on wires?',
  Asphalt: 'What black sticky stuff binds the gravel of roads?',
  Aardvark: 'Which animal digs for termites at night with a long snout in Africa?',
  'Alfred Nobel': 'Whose fortune from dynamite pays for prizes every year?',
  Argon: 'Which inert gas fills light bulbs and shields welds?',
  'A. A. Milne': 'Who made up the stories of a bear called Pooh for his son?',
  Almond: 'Which nut is pressed into marzipan, and which kind of it is poisonous?',
  'Assembly line': 'How did Ford build a car in ninety-three minutes?',
  'Absolute zero': 'How cold can anything get at all?',
  'Alexander Fleming': 'Who noticed that mould kills bacteria in a dish?',
  'Alessandro Volta': 'Who built the first battery out of zinc and copper discs?',
  'Apollo 12': 'Which mission was hit by lightning when it took off for the moon?',
  'Abel Tasman': 'Who was the first European to see New Zealand and Tasmania?',
  Aphasia: 'Which disorder takes away speech after a stroke?',
  Armadillo: 'Which armoured animal always bears four identical young?',
  'Ascorbic acid': 'Why does lack of fresh fruit give sailors scurvy?',
  Anemometer: 'What measures the speed of the wind with turning cups?',
  Astronaut: null,
  Aircraft: null,
  'Anna Kournikova': null,
  Anxiety: null,
  'Albert Camus': null,
  Acoustics: null,
  Amethyst: null,
  Acacia: null,
  Agate: null,
  'Arabic numerals': null,
  Antibiotics: null,
  'Apollo 15': null,
  'Alcoholics Anonymous': null,
  'Aircraft hijacking': null,
  'Arctic fox': null,
  Adhesive: null,
  Albinism: null,
  'Afghan Hound': null,
  'Aston Martin': null,
  Autumn: null,
});

/** What a PDF of one simple font can write. */
const simple = (/** @type {string} */ text) =>
  text
    .replaceAll(/[–—]/gu, '-')
    .replaceAll(/[‘’]/gu, "'")
    .replaceAll(/[“”]/gu, '"')
    .replaceAll(/[^\u0020-\u007e\u00a1-\u00ff]/gu, '');
const KINDS = {
  pdf: (/** @type {any} */ sample) => {
    const plain = {
      title: simple(sample.title),
      sections: sample.sections.map((/** @type {any} */ one) => ({
        ...one,
        heading: simple(one.heading),
        paragraphs: one.paragraphs.map(simple),
      })),
    };
    return makePdf(pdfPages(plain), { title: plain.title });
  },
  docx: makeDocx,
  odt: makeOdt,
  epub: makeEpub,
  html: makeHtml,
  eml: makeMail,
  md: makeMarkdown,
  txt: makeText,
};

/** Passages of the long list. */
const LONG_LIST = 10_000;

/** The passages of the articles, and the first of all passages. */
async function readArticles() {
  const file = path.join(values.data, 'wiki_passages.jsonl.xz');
  if (!existsSync(file)) {
    console.error(
      `${file} is missing: this bench makes its files from the Wikipedia passages that lie there. Name another folder with --data.`,
    );
    process.exit(1);
  }
  const list = [];
  /** @type {Map<string, string[]>} */
  const articles = new Map(Object.keys(ARTICLES).map((title) => [title, []]));
  const unpack = spawn('xz', ['-dc', file], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: unpack.stdout })) {
    const { id, title, text } = JSON.parse(line);
    articles.get(title)?.push(text);
    if (list.length < LONG_LIST) list.push({ docid: id, title, text });
    // All of the articles stand before it.
    if (id > 120_000) break;
  }
  unpack.kill();
  const empty = [...articles].flatMap(([title, found]) => (found.length === 0 ? [title] : []));
  if (empty.length > 0) throw new Error(`no passages of ${empty.join(', ')}`);
  return { articles, list };
}

const { articles, list } = await readArticles();
const names = Object.keys(KINDS);
const files = [...articles].map(([title, paragraphs], index) => {
  const kind = names[index % names.length];
  // A mail's first heading is its subject.
  const body = { level: 1, heading: title, paragraphs };
  const sample = { title, sections: kind === 'eml' ? [body, body] : [body] };
  return { title, name: `paper-${String(index + 1).padStart(2, '0')}.${kind}`, bytes: new Uint8Array(KINDS[kind](sample)) };
});

if (values.page) {
  await measurePage();
  process.exit(0);
}

const outDir = path.join(ROOT, '.cache/forty-files');
await build({
  root: ROOT,
  configFile: false,
  publicDir: false,
  logLevel: 'error',
  ssr: { noExternal: true, external: ['onnxruntime-web', '@huggingface/tokenizers', 'pdfjs-dist'] },
  build: {
    ssr: true,
    outDir,
    rollupOptions: {
      input: {
        open: 'src/core/documents/open.ts',
        pdf: 'src/instant/pdf-library.ts',
        input: 'src/core/input/input.ts',
        instant: 'src/instant/node.ts',
        documents: 'src/core/read/documents.ts',
      },
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: '[name].mjs' },
    },
  },
});
const ours = (/** @type {string} */ name) => import(pathToFileURL(path.join(outDir, `${name}.mjs`)).href);
const { openFile } = await ours('open');
const { pdfLibrary } = await ours('pdf');
const { readInput } = await ours('input');
const { openInstant } = await ours('instant');
const { rankDocuments } = await ours('documents');

const watch = {
  pdf: pdfLibrary,
  file: () => {},
  page: () => {},
  tooLong: () => ({ passed: new Promise(() => {}), end: () => {} }),
};
const began = performance.now();
const read = [];
const refused = [];
for (const { name, bytes } of files)
  for await (const found of openFile({ name, bytes }, watch)) {
    read.push(...found.files);
    refused.push(...(found.refused ?? []));
  }
const { request } = readInput({ files: read, choices: {} });
const readSeconds = (performance.now() - began) / 1000;
console.log(
  `${read.length} of ${files.length} files of ${names.length} kinds read, ${refused.length} refused; ${request.candidates.length} passages; ${readSeconds.toFixed(1)} s in one thread`,
);

const questions = Object.entries(ARTICLES).flatMap(([title, question]) => (question === null ? [] : [{ title, question }]));
const rows = [];
for (const [way, folder] of [
  ['words alone (BM25)', false],
  ['instant order (BM25 + MiniLM)', path.join(ROOT, 'public', 'models', 'all-minilm-l6-v2-int8')],
]) {
  const instant = await openInstant({ folder });
  if (instant.problem !== null) throw new Error(`the encoder does not start: ${instant.problem.code}`);
  let firsts = 0;
  let reciprocal = 0;
  const missed = [];
  for (const { title, question } of questions) {
    const asked = { ...request, query: { id: 'q', text: question } };
    const { order } = await instant.order(asked);
    const wanted = files.find((one) => one.title === title)?.name;
    const documents = rankDocuments(
      order.ranking.map((/** @type {string} */ docId) => ({ docId })),
      asked,
    );
    const rank = documents.findIndex((/** @type {{ name: string }} */ { name }) => name === wanted) + 1;
    if (rank === 1) firsts += 1;
    else missed.push(`${title} (${rank}.)`);
    reciprocal += 1 / rank;
  }
  await instant.end();
  rows.push([way, `${firsts} of ${questions.length}`, (reciprocal / questions.length).toFixed(3), missed.join(', ')]);
}
printTable({ title: 'right document first', columns: ['order', 'first', 'mean reciprocal rank', 'others'], rows });

/** Puts the files, and then the list, on the built page, with the encoder kept away, so that the order is that of words; then the list with it. */
async function measurePage() {
  const { ensureBuilt } = await import('../scripts/ensure-built.mjs');
  if (!ensureBuilt()) process.exit(1);
  const { chromium } = await import('playwright-core');
  const { findChromium, SOFTWARE_GPU_ARGS } = await import('../scripts/find-chromium.mjs');
  const { serveApp } = await import('../scripts/serve-app.mjs');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'glassrank-forty-'));
  for (const { name, bytes } of files) writeFileSync(path.join(folder, name), bytes);
  writeFileSync(path.join(folder, 'list.jsonl'), list.map((passage) => `${JSON.stringify(passage)}\n`).join(''));
  const server = await serveApp();
  const { executablePath, env } = await findChromium();
  const browser = await chromium.launch({ executablePath, env, args: SOFTWARE_GPU_ARGS });
  const rows = [];
  try {
    const count = list.length.toLocaleString('en');
    for (const [what, names, encoder] of /** @type {const} */ ([
      [`${files.length} files`, files.map(({ name }) => name), false],
      [`${count} passages`, ['list.jsonl'], false],
      [`${count} passages, MiniLM ready`, ['list.jsonl'], true],
    ])) {
      const context = await browser.newContext({ serviceWorkers: 'block' });
      const page = await context.newPage();
      page.setDefaultTimeout(120_000);
      if (!encoder) await page.route('**/models/all-minilm*/**', (route) => route.abort());
      await page.goto(server.url);
      await page.getByLabel('Query', { exact: true }).waitFor();
      // The code of its views comes while it rests.
      await page.waitForTimeout(4000);
      await page.evaluate(() => {
        const seen = globalThis;
        seen.tasks = [];
        new PerformanceObserver((entries) => seen.tasks.push(...entries.getEntries().map(({ duration }) => duration))).observe({
          type: 'longtask',
        });
      });
      const query = page.getByLabel('Query', { exact: true });
      /** Seconds until the encoder's order stands. */
      const readBy = async (/** @type {number} */ begun) => {
        await page.getByText(new RegExp(`^BM25 \\+ MiniLM · ${count} passages`, 'u')).waitFor({ timeout: 600_000 });
        return `${((performance.now() - begun) / 1000).toFixed(0)} s`;
      };
      /** Milliseconds until another passage stands first than before. */
      const ordered = async (/** @type {() => Promise<void>} */ work) => {
        const shown = page.locator('.ranked-list li, .ranked-list-windowed li, .document-rows li').first();
        const before = (await shown.count()) === 0 ? '' : await shown.innerText();
        await page.evaluate(() => void (globalThis.tasks = []));
        const begun = performance.now();
        await work();
        await page.waitForFunction(
          (old) => {
            const first = document.querySelector('.ranked-list li, .ranked-list-windowed li, .document-rows li');
            return (
              /BM25/u.test(document.body.innerText) &&
              first instanceof HTMLElement &&
              first.innerText !== '' &&
              first.innerText !== old
            );
          },
          before,
          { polling: 20 },
        );
        const ms = performance.now() - begun;
        const read = encoder ? await readBy(begun) : '–';
        await page.waitForTimeout(1000);
        const tasks = await page.evaluate(() => /** @type {number[]} */ (globalThis.tasks));
        return [ms.toFixed(0), read, tasks.length === 0 ? 'none above 50' : Math.max(...tasks).toFixed(0)];
      };
      if (encoder) {
        // A short list, to see that it is ready.
        await query.fill('Which inert gas fills light bulbs?');
        await page.getByLabel('Passages', { exact: true }).fill('Argon is a gas.\n\nAutumn is a season.');
        await page.getByText(/^BM25 \+ MiniLM · 2 passages/u).waitFor();
      }
      await query.fill('How cold can anything get at all?');
      const [cold, coldRead, coldTask] = await ordered(() =>
        page.locator('input[type=file][multiple]').setInputFiles(names.map((name) => path.join(folder, name))),
      );
      const [warm, warmRead, warmTask] = await ordered(() =>
        query.fill('Which animal digs for termites at night with a long snout?'),
      );
      rows.push([what, cold, coldRead, coldTask, warm, warmRead, warmTask]);
      await context.close();
    }
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
  printTable({
    title: 'on the page, ordered by words, then with MiniLM; milliseconds where nothing else is said',
    columns: [
      'what',
      'dropped until the list stands',
      'with MiniLM',
      'longest task',
      'another query until ordered',
      'with MiniLM then',
      'longest task of that',
    ],
    rows,
  });
}
