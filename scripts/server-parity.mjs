// node scripts/server-parity.mjs GGUF --lists dev.jsonl: the embedded model through WebLLM (headless Chromium) and through llama.cpp's server, list by list.
// Both are asked at temperature 0 by the model's own prompt with the same settings; the orders are compared, and where they part, how near the two tokens were.
import './require-node.mjs';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    collection: { type: 'string' },
    lists: { type: 'string' },
    queries: { type: 'string', default: '20' },
    depth: { type: 'string', default: '6' },
    words: { type: 'string', default: '32' },
    thought: { type: 'string', default: '32' },
    model: { type: 'string', default: 'glassrank-135m-q4f32_1' },
    app: { type: 'string', default: path.join(ROOT, 'dist') },
    work: { type: 'string', default: path.join(ROOT, '.cache', 'server-parity') },
    python: { type: 'string', default: path.join(ROOT, '.venv', 'bin', 'python') },
    gpu: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const [gguf] = positionals;
if (values.help || gguf === undefined || (values.collection === undefined) === (values.lists === undefined)) {
  console.log(`node scripts/server-parity.mjs GGUF --collection DIR | --lists dev.jsonl

  GGUF               python -m models.convert.gguf public/models/${values.model} GGUF (f32)
  --collection DIR   BEIR's layout, with a TREC run;  --lists FILE  held-out questions of python -m models.data
  --queries N        lists (default ${values.queries}), --depth N passages of each (${values.depth}), --words N of each passage (${values.words})
  --thought N        most tokens of a thought (default ${values.thought})
  --app DIR          the built page (default dist)
  --work DIR         results; the same command goes on (default ${path.relative(ROOT, values.work)})
  --python FILE      with models/requirements-server.txt installed (default ${path.relative(ROOT, values.python)})
  --gpu              this machine's own GPU instead of WebGPU on the CPU`);
  process.exit(values.help ? 0 : 2);
}
if (!existsSync(path.join(values.app, 'evaluate.html'))) {
  console.error(`${values.app}: no evaluate.html; npm run build makes the page`);
  process.exit(2);
}

const { ensureInstalled } = await import('./ensure-installed.mjs');
ensureInstalled();
const { createServer } = await import('vite');
const { findChromium, REAL_GPU_ARGS, SOFTWARE_GPU_ARGS } = await import('./find-chromium.mjs');
const { serveApp } = await import('./serve-app.mjs');
const { startLlama } = await import('./start-llama.mjs');
const { toCollection } = await import('./held-out-lists.mjs');
const vite = await createServer({
  root: ROOT,
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false },
  appType: 'custom',
});
const { connectBrowser } = await vite.ssrLoadModule('/src/cli/browser.ts');
const { evaluationCollection, readCollectionFiles, readDocuments, requestOf } =
  await vite.ssrLoadModule('/src/cli/collection.ts');
const { startSettings } = await vite.ssrLoadModule('/src/core/run/settings.ts');
const { connectServerEngine } = await vite.ssrLoadModule('/src/engines/server/client.ts');

const settings = startSettings({
  windowSize: Number(values.depth),
  windowStride: Number(values.depth),
  passageWords: Number(values.words),
  thoughtTokens: Number(values.thought),
  answerMode: 'constrained',
  priorWeight: 0,
  temperature: 0,
});
const resultsFile = path.join(values.work, 'runs.jsonl');
mkdirSync(values.work, { recursive: true });
/** Engine and query → its run. Runs of other settings are left where they are and made anew. */
const runs = new Map();
for (const line of existsSync(resultsFile) ? readFileSync(resultsFile, 'utf8').split('\n') : []) {
  if (line === '') continue;
  const run = JSON.parse(line);
  if (JSON.stringify(run.settings) === JSON.stringify(settings) && run.depth === values.depth)
    runs.set(`${run.engine} ${run.qid}`, run);
}

try {
  const requests = await readRequests();
  const server = await startLlama({ python: values.python, file: path.resolve(gguf), threads: 1, cache: 'f32' });
  try {
    await rankByServer(requests, server.address);
    await rankByPage(requests);
    await compare(requests, server.address);
  } finally {
    server.end();
  }
} finally {
  await vite.close();
}

async function readRequests() {
  const folder = values.collection ?? toCollection(values.lists ?? '', values.work, Number(values.queries));
  const files = readCollectionFiles({ folder });
  const opened = evaluationCollection(files.texts, Number(values.queries));
  if (!opened.ok) throw new Error(opened.error);
  const { lists } = opened.value;
  const most = Number(values.depth);
  const ids = [...lists.values()].flatMap(({ rows }) => rows.slice(0, most).map(({ docid }) => docid));
  const documents = await readDocuments({ file: files.corpus, ids: new Set(ids) });
  return [...lists.keys()].map((qid) => requestOf({ lists, documents, qid, most }));
}

async function rankByServer(requests, address) {
  const never = new AbortController().signal;
  const patience = { firstWordMs: 1_800_000, silenceMs: 600_000 };
  const engine = connectServerEngine({ address, key: () => null, parallel: 1, patience });
  const loaded = await engine.load('');
  if (!loaded.ok) throw new Error(`the server: ${JSON.stringify(loaded.error)}`);
  const { identity } = loaded.value;
  await rankAll('server', requests, async (request) => {
    const events = [];
    for await (const event of engine.run({ model: identity, request, settings, signal: never })) events.push(event);
    return events;
  });
  engine.end();
}

async function rankByPage(requests) {
  if (requests.every(({ query }) => runs.has(`page ${query.id}`))) return;
  const engine = connectBrowser({
    tools: {
      findBrowser: findChromium,
      flags: (gpu) => (gpu === 'real' ? REAL_GPU_ARGS : SOFTWARE_GPU_ARGS),
      serve: () => serveApp({ root: values.app }),
    },
    gpu: values.gpu ? 'real' : 'software',
  });
  try {
    const loaded = await engine.load(values.model);
    if (!loaded.ok) throw new Error(`the page: ${JSON.stringify(loaded.error)}`);
    console.log(`the page: ${loaded.value.identity.id}, ${loaded.value.identity.library}, ${loaded.value.identity.adapter}`);
    await rankAll('page', requests, (request) => engine.run(request, settings));
  } finally {
    await engine.close();
  }
}

async function rankAll(engine, requests, rank) {
  for (const request of requests) {
    const name = `${engine} ${request.query.id}`;
    if (runs.has(name)) continue;
    const begin = Date.now();
    const run = { engine, qid: request.query.id, depth: values.depth, settings, ...readLog(await rank(request)) };
    runs.set(name, run);
    appendFileSync(resultsFile, `${JSON.stringify(run)}\n`);
    console.log(`${name}: ${run.outcome}, ${((Date.now() - begin) / 1000).toFixed(0)} s`);
  }
}

/** What the comparison needs of a log. */
function readLog(events) {
  const start = events.find(({ type }) => type === 'window-start');
  const texts = (type) => events.flatMap((event) => (event.type === type ? [event.text] : []));
  const end = events.at(-1);
  return {
    outcome: end.outcome.type === 'failed' ? JSON.stringify(end.outcome.error) : end.outcome.type,
    ranking: end.ranking,
    messages: start?.messages ?? [],
    thought: texts('reasoning-delta'),
    answer: texts('answer-delta').join(''),
    keptTo: events.find(({ type }) => type === 'reasoning-end')?.keptTo ?? null,
  };
}

async function compare(requests, address) {
  let same = 0;
  let sameWords = 0;
  for (const { query } of requests) {
    const [page, server] = ['page', 'server'].map((engine) => runs.get(`${engine} ${query.id}`));
    if (JSON.stringify(page.messages) !== JSON.stringify(server.messages)) throw new Error(`${query.id}: the prompts differ`);
    const isSame = JSON.stringify(page.ranking) === JSON.stringify(server.ranking);
    const words = textOf(page) === textOf(server);
    same += isSame ? 1 : 0;
    sameWords += words ? 1 : 0;
    if (!words)
      console.log(`${query.id}: ${isSame ? 'the same order' : 'ANOTHER ORDER'}; ${await whereTheyPart(page, server, address)}`);
  }
  console.log(`${same} of ${requests.length} lists in the same order, ${sameWords} to the same letter`);
}

/** All that was written, as one text; what was cut back is in it no more. */
function textOf({ thought, keptTo, answer }) {
  const whole = thought.join('');
  return `${keptTo === null ? whole : whole.slice(0, keptTo)}</think>${answer}`;
}

/** The first place where two texts differ, and how near the server's model was to the page's token there. */
async function whereTheyPart(page, server, address) {
  const [ours, theirs] = [textOf(page), textOf(server)];
  let at = 0;
  while (at < ours.length && ours[at] === theirs[at]) at += 1;
  const { prompt } = await post(`${address}/apply-template`, { messages: page.messages });
  const { tokens: before } = await post(`${address}/tokenize`, { content: prompt + ours.slice(0, at), parse_special: true });
  const ends = await Promise.all(
    [ours, theirs].map(
      async (text) => (await post(`${address}/tokenize`, { content: prompt + text, parse_special: true })).tokens,
    ),
  );
  // A token may begin before the letter in which the texts part.
  let common = 0;
  while (common < before.length && before[common] === ends[0][common] && before[common] === ends[1][common]) common += 1;
  const asked = { prompt: before.slice(0, common), n_predict: 1, temperature: 0, n_probs: 200, post_sampling_probs: false };
  const { completion_probabilities: probabilities } = await post(`${address}/completion`, asked);
  const list = probabilities[0].top_logprobs;
  const [first, second] = ends.map((ids) => list.find(({ id }) => id === ids[common])?.logprob);
  const margin =
    first === undefined || second === undefined ? 'more than 200 tokens apart' : `${Math.abs(first - second).toFixed(4)} apart`;
  const words = (text) => JSON.stringify(text.slice(Math.max(0, at - 24), at + 16));
  return `they part after ${at} letters, tokens ${margin} in log probability: page ${words(ours)}, server ${words(theirs)}`;
}

async function post(address, body) {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
