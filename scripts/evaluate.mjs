// npm run evaluate -- --collection DIR: nDCG@10 before and after, through the built app's own engine in a headless browser.
import './require-node.mjs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { ensureInstalled } = await import('./ensure-installed.mjs');
ensureInstalled();

const HELP = `npm run evaluate -- --collection DIR [options]

  --collection DIR   corpus.jsonl, queries.jsonl, qrels.txt, bm25.top100.run (BEIR and TREC formats)
  --queries N        judged queries, in the order of queries.jsonl (default 20)
  --depth N          how many of each first-stage list are reranked (default 10)
  --model ID         a model of the catalog (default glassrank-135m-q4f32_1)
  --window N --stride N --thought N --words N --prior X --mode locked|constrained|free
                     run settings; the model's own where not given
  --gpu              this machine's own GPU instead of WebGPU on the CPU
  --out FILE         results, one JSON line per query (default .cache/evaluate/…); an interrupted evaluation goes on from it
  --fresh            begin anew even where results are there`;

const fail = (message) => {
  console.error(message);
  process.exit(1);
};
const { values } = parseArgs({
  options: {
    collection: { type: 'string' },
    queries: { type: 'string', default: '20' },
    depth: { type: 'string', default: '10' },
    model: { type: 'string', default: 'glassrank-135m-q4f32_1' },
    window: { type: 'string' },
    stride: { type: 'string' },
    thought: { type: 'string' },
    words: { type: 'string' },
    prior: { type: 'string' },
    mode: { type: 'string' },
    gpu: { type: 'boolean', default: false },
    out: { type: 'string' },
    fresh: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help || values.collection === undefined) fail(HELP);
const wholeNumber = (name, least) => {
  const number = Number(values[name]);
  return Number.isInteger(number) && number >= least ? number : fail(`--${name} takes a whole number from ${least} on.`);
};
const priorWeight = () => {
  const number = Number(values.prior);
  return number >= 0 && number <= 100 ? number : fail('--prior takes a number from 0 to 100.');
};
const queryCount = wholeNumber('queries', 1);
const depth = wholeNumber('depth', 2);
if (values.mode !== undefined && !['locked', 'constrained', 'free'].includes(values.mode))
  fail('--mode is locked, constrained or free.');
const chosen = {
  ...(values.window === undefined ? {} : { windowSize: wholeNumber('window', 2) }),
  ...(values.stride === undefined ? {} : { windowStride: wholeNumber('stride', 1) }),
  ...(values.thought === undefined ? {} : { thoughtTokens: wholeNumber('thought', 0) }),
  ...(values.words === undefined ? {} : { passageWords: wholeNumber('words', 4) }),
  ...(values.prior === undefined ? {} : { priorWeight: priorWeight() }),
  ...(values.mode === undefined ? {} : { answerMode: values.mode }),
};

const { readCollectionFiles, readDocuments } = await import('./read-collection.mjs');
const folder = path.resolve(values.collection ?? '');
const files = await Promise.resolve()
  .then(() => readCollectionFiles(folder))
  .catch((error) => fail(error.message));

const { ensureBuilt } = await import('./ensure-built.mjs');
if (!ensureBuilt()) fail('The build failed; see above.');
const { serveApp } = await import('./serve-app.mjs');
const { findChromium, REAL_GPU_ARGS, SOFTWARE_GPU_ARGS } = await import('./find-chromium.mjs');
const { openEvaluationFile } = await import('./evaluation-file.mjs');
const { chromium } = await import('playwright-core');

const server = await serveApp();
const { executablePath, env } = await findChromium();
const browser = await chromium.launch({
  executablePath,
  env,
  args: values.gpu ? REAL_GPU_ARGS : SOFTWARE_GPU_ARGS,
  // The signal is ours: what is done is in the file already.
  handleSIGINT: false,
  handleSIGTERM: false,
});
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    stopped = true;
    console.log('\nStopped. The same command goes on from here.');
    void browser.close();
  });
}

try {
  await evaluate();
} catch (error) {
  if (!stopped) console.error(error.message.replace(/^page\.evaluate: (Error: )?/, '').split('\n    at ')[0]);
  process.exitCode = 1;
} finally {
  await browser.close();
  await server.close();
}

async function evaluate() {
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  await page.goto(`${server.url}evaluate.html`);
  const plan = await page.evaluate(({ files, queryCount }) => globalThis.glassrankEvaluation.plan(files, queryCount), {
    files,
    queryCount,
  });
  if (plan.length === 0) throw new Error('No query of queries.jsonl is judged in qrels.txt.');
  const heads = plan.map((query) => query.firstStage.slice(0, depth));
  const documents = await readDocuments({ folder, ids: new Set(heads.flat().map((row) => row.docid)) });

  const load = () => page.evaluate((id) => globalThis.glassrankEvaluation.load(id), values.model);
  let model = await load();
  const settings = { ...model.defaults, ...chosen };
  console.log(
    `${model.identity.id} (${model.identity.library}) on ${model.identity.adapter}, loaded in ${(model.loadMs / 1000).toFixed(1)} s`,
  );
  const header = {
    type: 'glassrank-evaluation',
    schema: 1,
    collection: path.basename(folder),
    files: createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16),
    depth,
    model: { id: model.identity.id, manifestSha256: model.identity.manifestSha256, library: model.identity.library },
    settings,
  };
  const name = `${path.basename(folder)}-${values.model}-depth${depth}.jsonl`;
  const file = path.resolve(values.out ?? path.join('.cache', 'evaluate', name));
  const { results, save } = openEvaluationFile({ file, header, fresh: values.fresh });
  const measure = (qid, ranking) =>
    page.evaluate(([id, list]) => globalThis.glassrankEvaluation.measure(id, list), /** @type {const} */ ([qid, ranking]));

  const table = [];
  for (const [index, query] of plan.entries()) {
    const done = results.get(query.qid);
    const result = done ?? (await rerank(query));
    if (!done) save(result);
    const given = query.firstStage.map((row) => row.docid);
    const before = await measure(query.qid, given);
    const after = await measure(query.qid, [...result.ranking, ...given.slice(depth)]);
    table.push({ ...result, before, after });
    console.log(
      `${String(index + 1).padStart(String(plan.length).length)}/${plan.length}  ${query.qid}  nDCG@10 ${before.toFixed(4)} → ${after.toFixed(4)}  ` +
        `${result.promptTokens} + ${result.completionTokens} tokens  ${result.seconds.toFixed(1)} s  ${result.outcome}${done ? '  (from an earlier run)' : ''}`,
    );
  }
  report({ table, file });

  async function rerank({ qid, text, firstStage }) {
    const candidates = firstStage.slice(0, depth).map(({ docid, score }) => {
      const { title, text: body } = documents.get(docid) ?? { title: '', text: '' };
      return { docId: docid, ...(title === '' ? {} : { title }), text: body, score };
    });
    if (candidates.length < 2)
      return {
        qid,
        ranking: candidates.map((each) => each.docId),
        outcome: 'nothing to rerank',
        windows: [],
        promptTokens: 0,
        completionTokens: 0,
        seconds: 0,
      };
    const request = { query: { id: qid, text }, candidates };
    const result = await page.evaluate(
      ([input, how]) => globalThis.glassrankEvaluation.rerank(input, how),
      /** @type {const} */ ([/** @type {any} */ (request), settings]),
    );
    if (result.outcome.startsWith('failed')) model = await load();
    return result;
  }
}

function report({ table, file }) {
  const sum = (key) => table.reduce((total, row) => total + row[key], 0);
  const reranked = table.filter((row) => row.outcome !== 'nothing to rerank');
  const failed = reranked.filter((row) => row.outcome !== 'complete').length;
  const windows = reranked.flatMap((row) => row.windows);
  const kinds = [...new Set(windows)].map((kind) => `${windows.filter((each) => each === kind).length} ${kind}`);
  const changed = (better) => table.filter((row) => (better ? row.after > row.before : row.after < row.before)).length;
  console.log(`
queries            ${table.length}
nDCG@10 before     ${(sum('before') / table.length).toFixed(4)}
nDCG@10 after      ${(sum('after') / table.length).toFixed(4)}   (${changed(true)} better, ${changed(false)} worse)
failures           ${failed}
windows            ${windows.length} (${kinds.join(', ') || 'none'})
tokens             ${sum('promptTokens')} read, ${sum('completionTokens')} written
seconds per query  ${(sum('seconds') / Math.max(1, reranked.length)).toFixed(1)}
results            ${path.relative(process.cwd(), file)}`);
}
