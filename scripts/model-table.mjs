// node scripts/model-table.mjs --model FILE.gguf … : the table of docs/MODELS.md. Models behind llama.cpp's server on this machine, each asked by the
// published prompts and a general one, with a thought and without. Every cell is kept; the same command goes on, and prints what there is.
import './require-node.mjs';
import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    model: { type: 'string', multiple: true, default: [] },
    collection: { type: 'string', multiple: true, default: [] },
    lists: { type: 'string', multiple: true, default: [] },
    queries: { type: 'string', default: '20' },
    depth: { type: 'string', default: '10' },
    words: { type: 'string', default: '48' },
    thought: { type: 'string', default: '128' },
    work: { type: 'string', default: path.join(ROOT, '.cache', 'model-table') },
    python: { type: 'string', default: path.join(ROOT, '.venv', 'bin', 'python') },
    threads: { type: 'string', default: '1' },
    report: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help || values.model.length === 0 || values.collection.length + values.lists.length === 0) {
  console.log(`node scripts/model-table.mjs --model FILE.gguf[@QUERIES] … --collection DIR … --lists dev.jsonl …

  --model FILE[@N]   a GGUF (python -m models.convert.gguf writes one of a model folder); N: queries at most, where it is slow
  --collection DIR   BEIR's layout, with a TREC run
  --lists FILE       held-out questions as python -m models.data writes them (dev.jsonl, test.jsonl)
  --queries N        of each set, in its order (default ${values.queries})
  --depth N          passages of each list (default ${values.depth})
  --words N          of each passage (default ${values.words}): the presets' own cuts are made for GPUs
  --thought N        most tokens of a thought (default ${values.thought}); every preset is also asked without one
  --work DIR         results (default ${path.relative(ROOT, values.work)})
  --python FILE      with models/requirements-server.txt installed (default ${path.relative(ROOT, values.python)})
  --report           prints what is there and runs nothing`);
  process.exit(values.help ? 0 : 2);
}

const { ensureInstalled } = await import('./ensure-installed.mjs');
ensureInstalled();
const { createServer } = await import('vite');
const { startLlama } = await import('./start-llama.mjs');
const { toCollection } = await import('./held-out-lists.mjs');
const vite = await createServer({
  root: ROOT,
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false },
  appType: 'custom',
});
const { runEvaluation } = await vite.ssrLoadModule('/src/cli/run.ts');
const { evaluationReport } = await vite.ssrLoadModule('/src/cli/report.ts');
const { evaluationCollection, readCollectionFiles } = await vite.ssrLoadModule('/src/cli/collection.ts');
const { parseExperimentLines } = await vite.ssrLoadModule('/src/core/experiment/file.ts');
const { measure } = await vite.ssrLoadModule('/src/core/measure/measures.ts');
const { connectServerEngine } = await vite.ssrLoadModule('/src/engines/server/client.ts');

/** Nothing stops a run but the end of the program. */
const never = new AbortController().signal;
const MEASURE = 'nDCG@10';
const costsFile = path.join(values.work, 'cpu-seconds.jsonl');
const STEPS = [1, 2, 3, 5, 8, 12, 20, 50];
const wanted = Number(values.queries);
const models = values.model.map((text) => {
  const [, file = text, most] = /^(.*?)(?:@(\d+))?$/.exec(text) ?? [];
  return { file, name: path.basename(file, '.gguf'), most: Math.min(wanted, Number(most ?? wanted)) };
});
const sets = [
  ...values.collection.map((folder) => ({ name: path.basename(folder), folder })),
  ...values.lists.map((file) => ({ name: path.basename(file, '.jsonl'), folder: toCollection(file, values.work, wanted) })),
];
const method = (preset) => ({ preset, words: Number(values.words) });
const PRESETS = [
  { title: 'Rank-K', thinking: 'rank-k', direct: 'rank-k' },
  { title: 'ReasonRank', thinking: 'reasonrank', direct: 'reasonrank' },
  { title: 'general', thinking: 'instruct-think', direct: 'instruct-direct' },
];
const entries = (model) =>
  PRESETS.flatMap(({ title, thinking, direct }) => [
    entry(model, `${title}, none`, 0, direct),
    entry(model, `${title}, thought`, Number(values.thought), thinking),
  ]);

try {
  if (!values.report) await runAll();
  for (const set of sets) printSet(set);
} finally {
  await vite.close();
}

function entry(model, name, thoughtTokens, preset) {
  const settings = { thoughtTokens, temperature: 0, answerMode: 'constrained', priorWeight: 0, method: method(preset) };
  return { name, model, settings, sweep: null };
}

/** A few queries of every model and set, then a few more: whenever it is stopped, the table is of equal parts. */
async function runAll() {
  for (const step of [...STEPS.filter((one) => one < wanted), wanted]) {
    for (const { file, name, most } of models) {
      if (step > most && (STEPS.findLast((one) => one < step) ?? 0) >= most) continue;
      const server = await startLlama({ python: values.python, file, threads: Number(values.threads), cache: 'f16' });
      try {
        for (const set of sets) await runSet(set, { name, queries: Math.min(step, most), server });
      } finally {
        server.end();
      }
    }
  }
}

async function runSet(set, { name, queries, server }) {
  const engine = engineOf(server);
  await runEvaluation({
    collection: readCollectionFiles({ folder: set.folder }),
    queries,
    depth: Number(values.depth),
    seed: 0,
    entries: entries(name),
    measures: [MEASURE],
    out: outOf(set, name),
    fresh: false,
    logs: path.join(values.work, 'logs', set.name, name),
    engine,
    now: () => new Date(),
    newId: randomUUID,
    appVersion: JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).version,
    tell: {
      model: () => {},
      note: (text) => console.error(text),
      cell({ plan, cell, earlier, gain }) {
        if (earlier) return;
        const { configurationId, qid } = cell;
        const record = { set: set.name, model: name, configurationId, qid, cpuSeconds: engine.cpuSeconds };
        appendFileSync(costsFile, `${JSON.stringify(record)}\n`);
        const { name: title } = plan.configurations.find(({ id }) => id === cell.configurationId);
        const outcome = cell.outcome.type === 'failed' ? JSON.stringify(cell.outcome.error) : cell.outcome.type;
        console.log(
          `${set.name}  ${name}  ${cell.qid}  ${title}  ${gain.before.toFixed(3)} → ${gain.after.toFixed(3)}  ${cell.promptTokens} + ${cell.completionTokens}  ${engine.cpuSeconds.toFixed(1)} s  ${outcome}`,
        );
      },
    },
  });
}

/** A server's model as an evaluation asks it; each load is a connection of its own. `cpuSeconds`: of the server, for the last run. */
function engineOf({ address, pid }) {
  let client;
  let identity;
  return {
    cpuSeconds: Number.NaN,
    async load(id) {
      client?.end();
      client = connectServerEngine({
        address,
        key: () => null,
        parallel: 1,
        patience: { firstWordMs: 1_800_000, silenceMs: 600_000 },
      });
      const loaded = await client.load(id);
      if (loaded.ok) identity = loaded.value.identity;
      return loaded;
    },
    forecast: (request, settings) => client.forecast({ request, settings }),
    async run(request, settings) {
      // What the last run left in the cache is no help to this one: each pays for reading its own prompt.
      await fetch(`${address}/completion`, {
        method: 'POST',
        body: JSON.stringify({ prompt: '.', n_predict: 1, cache_prompt: false }),
      });
      const before = cpuSecondsOf(pid);
      const events = [];
      for await (const event of client.run({ model: identity, request, settings, signal: never })) events.push(event);
      this.cpuSeconds = cpuSecondsOf(pid) - before;
      return events;
    },
  };
}

/** Of a process so far, on all cores, without waiting: unlike a clock it does not count what else the machine does. Linux; NaN elsewhere. */
function cpuSecondsOf(pid) {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return Number.NaN;
  const [user, system] = readFileSync(file, 'utf8').split(') ')[1]?.split(' ').slice(11, 13).map(Number) ?? [];
  return ((user ?? Number.NaN) + (system ?? Number.NaN)) / 100;
}

function outOf(set, model) {
  return path.join(values.work, `${set.name}-${model}.jsonl`);
}

/** The table's rows of one set. `queries`: those that every way of asking this model has finished. */
function printSet(set) {
  console.log(
    `\n| ${set.name} | preset | thought | queries | ${MEASURE} before | after | tokens read | written | CPU seconds | answers |`,
  );
  console.log('|---|---|---|---|---|---|---|---|---|---|');
  const costs = cpuSecondsByCell();
  for (const { name } of models) {
    let text;
    try {
      text = readFileSync(outOf(set, name), 'utf8');
    } catch {
      continue;
    }
    const parsed = parseExperimentLines(text);
    if (!parsed.ok) throw new Error(`${outOf(set, name)}: ${JSON.stringify(parsed.error)}`);
    const { plan, cells } = parsed.value;
    const opened = evaluationCollection(readCollectionFiles({ folder: set.folder }).texts, plan.topics.length);
    if (!opened.ok) throw new Error(opened.error);
    const done = plan.topics.filter((qid) =>
      plan.configurations.every(({ id }) =>
        cells.some((cell) => cell.qid === qid && cell.configurationId === id && cell.outcome.type === 'complete'),
      ),
    );
    if (done.length === 0) continue;
    const { rows } = evaluationReport({ plan, cells, collection: opened.value, measures: [measure(MEASURE)] });
    const { lists, qrels } = opened.value;
    const ndcg = measure(MEASURE);
    const before = mean(
      done.map((qid) => ndcg.of({ ranking: lists.get(qid).rows.map(({ docid }) => docid), grades: qrels.get(qid) })),
    );
    for (const { id, name: title, settings } of plan.configurations) {
      const own = rows.filter((row) => row.configurationId === id && done.includes(row.qid));
      const kinds = Object.entries(sum(own.map(({ windows }) => windows))).filter(([, count]) => count > 0);
      // A call whose every request was left early has told no count of its prompt.
      const cost = (field) => Math.round(mean(own.map((row) => row[field]).filter((count) => count > 0)));
      console.log(
        `| ${name} | ${title.split(', ')[0]} | ${settings.thoughtTokens || 'none'} | ${done.length} | ${before.toFixed(3)} | ${mean(own.map((row) => row.measures[MEASURE])).toFixed(3)} | ` +
          `${cost('promptTokens')} | ${cost('completionTokens')} | ${mean(own.map((row) => costs.get(`${set.name} ${name} ${id} ${row.qid}`) ?? Number.NaN)).toFixed(1)} | ${kinds.map(([kind, count]) => `${count} ${kind}`).join(', ')} |`,
      );
    }
  }
}

/** Set, model, configuration and query → what it took. */
function cpuSecondsByCell() {
  const lines = existsSync(costsFile) ? readFileSync(costsFile, 'utf8').split('\n') : [];
  const records = lines.filter((line) => line !== '').map((line) => JSON.parse(line));
  return new Map(
    records.map(({ set, model, configurationId, qid, cpuSeconds }) => [`${set} ${model} ${configurationId} ${qid}`, cpuSeconds]),
  );
}

function mean(numbers) {
  return numbers.reduce((total, one) => total + one, 0) / numbers.length;
}

function sum(counts) {
  const total = {};
  for (const one of counts) for (const [kind, count] of Object.entries(one)) total[kind] = (total[kind] ?? 0) + count;
  return total;
}
