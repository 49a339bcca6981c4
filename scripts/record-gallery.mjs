// node scripts/record-gallery.mjs [IDS…]: the gallery's recorded runs (public/gallery), made by what their entries name: the embedded model in a headless
// browser (WebGPU on the CPU), or a larger one behind llama.cpp's server. One after the other; what is there already is left, so the same command goes on.
// --verify runs each run of the embedded model again and names the first token that differs. --candidates FILE runs lists that are no entries, to find one.
import './require-node.mjs';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { firstDifference, galleryFile, requestOf } from './gallery-files.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TABLE = path.join(ROOT, 'src', 'app', 'features', 'gallery', 'entries.json');
const GALLERY = path.join(ROOT, 'public', 'gallery');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    verify: { type: 'boolean', default: false },
    again: { type: 'boolean', default: false },
    candidates: { type: 'string' },
    out: { type: 'string', default: path.join(ROOT, '.cache', 'gallery-candidates') },
    app: { type: 'string', default: path.join(ROOT, 'dist') },
    weights: { type: 'string', default: path.join(ROOT, 'work') },
    python: { type: 'string', default: path.join(ROOT, '.venv', 'bin', 'python') },
    threads: { type: 'string', default: '2' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(`node scripts/record-gallery.mjs [IDS…] [--again] [--verify]

  IDS               entries of src/app/features/gallery/entries.json (default: all)
  --again           records what is there already too
  --verify          runs the embedded model's runs again: the same tokens, or the first that differs (exit code 1)
  --candidates FILE lists as in scripts/gallery-lists.json, with "settings" if they want any; their runs go to --out, and what came of each is told
  --out DIR         for --candidates (default ${path.relative(ROOT, values.out)})
  --app DIR         the built page (default dist)
  --weights DIR     the GGUF files of larger models (python -m models.convert.second_model DIR --model 1.5b --gguf-only; default work)
  --python FILE     with models/requirements-server.txt installed (default .venv/bin/python), --threads N of its server (default 2)`);
  process.exit(0);
}
const { ensureInstalled } = await import('./ensure-installed.mjs');
ensureInstalled();
const { createServer } = await import('vite');
const { findChromium, SOFTWARE_GPU_ARGS } = await import('./find-chromium.mjs');
const { serveApp } = await import('./serve-app.mjs');
const { startLlama } = await import('./start-llama.mjs');
const vite = await createServer({
  root: ROOT,
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false },
  appType: 'custom',
});
/** @param {string} file of src */
const core = (file) => vite.ssrLoadModule(`/src/${file}`);
const { connectBrowser } = await core('cli/browser.ts');
const { evaluationConfigurations } = await core('cli/configurations.ts');
const { connectServerEngine } = await core('engines/server/client.ts');
const { openInstant } = await core('instant/node.ts');
const { parseLogFile, toLogFile } = await core('core/log/file.ts');

const EMBEDDED = 'glassrank-135m-q4f32_1';
const appVersion = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).version;
/** @type {Map<string, { engine: any, loaded: any, close: () => Promise<void> | void }>} */
const engines = new Map();
/** @type {any} */
let instant = null;

try {
  if (values.candidates !== undefined) await runCandidates(JSON.parse(readFileSync(values.candidates, 'utf8')));
  else if (values.verify) await verifyAll(chosen().filter(({ model }) => model === EMBEDDED));
  else await recordAll(chosen());
} finally {
  for (const { close } of engines.values()) await close();
  await instant?.end();
  await vite.close();
}

/** The entries that were asked for. */
function chosen() {
  const { entries } = JSON.parse(readFileSync(TABLE, 'utf8'));
  const strange = positionals.filter((id) => !entries.some((entry) => entry.id === id));
  if (strange.length > 0)
    throw new Error(`no entries: ${strange.join(', ')}; there are ${entries.map(({ id }) => id).join(', ')}`);
  return positionals.length === 0 ? entries : entries.filter(({ id }) => positionals.includes(id));
}

/** An engine with its model, started at its first run. @param {string} model */
async function engineOf(model) {
  const known = engines.get(model);
  if (known !== undefined) return known;
  const begun = model === EMBEDDED ? inPage() : await behindServer(model);
  // What was begun is ended in any case.
  engines.set(model, { loaded: null, ...begun });
  const loaded = await begun.engine.load(model === EMBEDDED ? model : '');
  if (!loaded.ok) throw new Error(`${model}: ${JSON.stringify(loaded.error)}`);
  const opened = { ...begun, loaded: loaded.value };
  engines.set(model, opened);
  return opened;
}

function inPage() {
  if (!existsSync(path.join(values.app, 'evaluate.html')))
    throw new Error(`${values.app}: no evaluate.html; npm run build makes the page`);
  const tools = { findBrowser: findChromium, flags: () => SOFTWARE_GPU_ARGS, serve: () => serveApp({ root: values.app }) };
  const engine = connectBrowser({ tools, gpu: 'software' });
  return { engine, close: () => engine.close() };
}

/** @param {string} model the GGUF's name without its ending */
async function behindServer(model) {
  const file = path.resolve(values.weights, `${model}.gguf`);
  if (!existsSync(file)) throw new Error(`${file} is missing: --help tells how to get it`);
  const server = await startLlama({ python: values.python, file, threads: Number(values.threads), cache: 'f16' });
  const patience = { firstWordMs: 1_800_000, silenceMs: 600_000 };
  const engine = connectServerEngine({ address: server.address, key: () => null, parallel: 1, patience });
  const run = async (request, settings) => {
    const events = [];
    const signal = new AbortController().signal;
    for await (const event of engine.run({ model: engines.get(model)?.loaded.identity, request, settings, signal }))
      events.push(event);
    return events;
  };
  return {
    engine: { load: (id) => engine.load(id), run },
    close() {
      engine.end();
      server.end();
    },
  };
}

/** One run. @param {{ id: string, model: string, settings?: object }} entry @param {any} list */
async function runOf({ id, model, settings = {} }, list) {
  const { engine, loaded } = await engineOf(model);
  const read = evaluationConfigurations({ settings }, loaded);
  if (!read.ok) throw new Error(`${id}: ${read.error}`);
  const request = await started(requestOf(list), list.start);
  return engine.run(request, read.value[0].settings);
}

/** A request with the order that its run starts from. */
async function started(request, start) {
  if (start === 'given') return request;
  instant ??= await openInstant({ folder: path.join(ROOT, 'public', 'models', 'all-minilm-l6-v2-int8') });
  const found = await instant.order(request);
  return { ...request, firstStage: found.order };
}

async function recordAll(entries) {
  const { lists } = JSON.parse(readFileSync(path.join(ROOT, 'scripts', 'gallery-lists.json'), 'utf8'));
  const { sources } = JSON.parse(readFileSync(TABLE, 'utf8'));
  mkdirSync(GALLERY, { recursive: true });
  for (const entry of entries) {
    const file = path.join(GALLERY, `${entry.id}.json`);
    if (existsSync(file) && !values.again) continue;
    const list = lists.find(({ id }) => id === entry.list);
    if (list === undefined) throw new Error(`${entry.id}: scripts/gallery-lists.json has no list ${entry.list}`);
    const begun = Date.now();
    const events = await runOf(entry, list);
    const { outcome } = events.at(-1);
    if (outcome.type !== 'complete') throw new Error(`${entry.id}: the run is ${JSON.stringify(outcome)}; nothing was written`);
    const exportedAt = new Date().toISOString();
    const log = galleryFile({ id: entry.id, events, credit: sources[entry.source], toLogFile, appVersion, exportedAt });
    const text = JSON.stringify(log);
    if (!parseLogFile(text).ok) throw new Error(`${entry.id}: the log cannot be read again`);
    writeFileSync(file, text);
    tellTable(entry.id, { bytes: Buffer.byteLength(text), seconds: Math.round(log.events.at(-1).at / 100) / 10 });
    console.log(`${entry.id}: ${text.length} bytes, ${((Date.now() - begun) / 1000).toFixed(0)} s; ${gist(log.events, list)}`);
  }
}

/** Bytes and seconds are facts of the file: the table is told. */
function tellTable(id, facts) {
  const table = JSON.parse(readFileSync(TABLE, 'utf8'));
  table.entries = table.entries.map((entry) => (entry.id === id ? { ...entry, ...facts } : entry));
  writeFileSync(TABLE, `${JSON.stringify(table, null, 2)}\n`);
}

/** What came of a run, in one line. */
function gist(events, list) {
  const [start] = events;
  const texts = (type) => events.flatMap((event) => (event.type === type ? [event.text] : [])).join('');
  const before = start.request.firstStage?.ranking ?? start.request.candidates.map(({ docId }) => docId);
  const outcomes = events.flatMap((event) => (event.type === 'window-end' ? [event.outcome.type] : []));
  const right = list.right === undefined ? '' : ` right ${start.request.candidates[list.right].docId};`;
  const fused = events.find(({ type }) => type === 'reading-fused');
  return `${right} from ${before.join(' ')} to ${events.at(-1).ranking.join(' ')}; ${[...new Set(outcomes)].join(', ')} in ${outcomes.length}${fused === undefined ? '' : ' read'}; ${JSON.stringify(texts('reasoning-delta').slice(0, 700))} → ${JSON.stringify(texts('answer-delta').slice(0, 200))}`;
}

async function runCandidates(lists) {
  mkdirSync(values.out, { recursive: true });
  for (const list of lists.filter(({ id }) => positionals.length === 0 || positionals.includes(id))) {
    const file = path.join(values.out, `${list.id}.json`);
    if (existsSync(file) && !values.again) continue;
    const begun = Date.now();
    const events = await runOf({ id: list.id, model: list.model ?? EMBEDDED, settings: list.settings }, list);
    writeFileSync(file, JSON.stringify(events));
    console.log(`${list.id} (${((Date.now() - begun) / 1000).toFixed(0)} s):${gist(events, list)}`);
  }
}

async function verifyAll(entries) {
  let differing = 0;
  for (const { id } of entries) {
    const { events } = JSON.parse(readFileSync(path.join(GALLERY, `${id}.json`), 'utf8'));
    const [start] = events;
    const { engine } = await engineOf(EMBEDDED);
    const begun = Date.now();
    const found = firstDifference(events, await engine.run(start.request, start.settings));
    if (found !== null) differing += 1;
    console.log(`${id}: ${found ?? 'the same tokens'} (${((Date.now() - begun) / 1000).toFixed(0)} s)`);
  }
  console.log(`${entries.length - differing} of ${entries.length} runs of the embedded model written again, token for token`);
  if (differing > 0) process.exitCode = 1;
}
