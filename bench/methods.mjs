// node bench/methods.mjs [--collection DIR] [--queries N] [--depth N] …: every strategy on one collection with one model, as a Markdown table.
import '../scripts/require-node.mjs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { ensureInstalled } = await import('../scripts/ensure-installed.mjs');
ensureInstalled();

const { values } = parseArgs({
  options: {
    collection: { type: 'string' },
    queries: { type: 'string', default: '3' },
    depth: { type: 'string', default: '20' },
    words: { type: 'string', default: '12' },
    model: { type: 'string', default: 'glassrank-135m-q4f32_1' },
    prior: { type: 'string', default: '0' },
    part: { type: 'string', default: 'strategies' },
    report: { type: 'boolean', default: false },
    gpu: { type: 'boolean', default: false },
    out: { type: 'string' },
    fresh: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const fail = (message) => {
  console.error(message);
  process.exit(1);
};
if (values.help || values.collection === undefined)
  fail(`node bench/methods.mjs --collection DIR [options]

  --collection DIR   as of npm run evaluate
  --queries N        judged queries (default ${values.queries})
  --depth N          candidates of each (default ${values.depth})
  --words N          words kept of each passage, the same for all (default ${values.words})
  --model ID         a model of the catalog (default ${values.model})
  --prior X          weight of the first stage in the choice of identifiers (default ${values.prior}; the model's own is 2.5)
  --part P           strategies, or scaling: thought budget and samples (default ${values.part})
  --gpu              this machine's own GPU instead of WebGPU on the CPU
  --out FILE         results; an interrupted bench goes on from it (default .cache/evaluate/methods-…)
  --report           prints what is there, and runs nothing
  --fresh            begin anew`);
const words = Number(values.words);
const priorWeight = Number(values.prior);
const model = values.model;
const own = { preset: 'glassrank-1', words };

/**
 * One way to rank. `thought` null: the model's own budget.
 * @param {string} name
 * @param {{ thought?: number | null, mode?: string, preset?: string, strategy: object, scaling?: object }} method
 */
const entry = (name, { thought = 0, mode = 'locked', ...method }) => ({
  name,
  model,
  settings: {
    ...(thought === null ? {} : { thoughtTokens: thought }),
    priorWeight,
    answerMode: mode,
    method: { ...own, ...method },
  },
});
const PARTS = {
  strategies: [
    entry('single', { strategy: { type: 'single' } }),
    entry('single, thought', { strategy: { type: 'single' }, thought: null }),
    entry('sliding, windows of 10, stride 5', { strategy: { type: 'sliding', size: 10, stride: 5, passes: 1 } }),
    entry('FIRST, the same windows', { strategy: { type: 'sliding', size: 10, stride: 5, passes: 1 }, mode: 'first-token' }),
    entry('top-down, windows of 10, pivot 5', { strategy: { type: 'top-down', size: 10, cutoff: 5 } }),
    entry('tournament, groups of 10, once', { strategy: { type: 'tournament', groupSize: 10, tournaments: 1 } }),
    entry('setwise heap, 4 children, top 5', {
      strategy: { type: 'setwise', sort: 'heap', children: 4, top: 5 },
      mode: 'first-token',
    }),
    entry('setwise bubble, 4 children, top 3', {
      strategy: { type: 'setwise', sort: 'bubble', children: 4, top: 3 },
      mode: 'first-token',
    }),
    entry('pointwise, yes/no', { preset: 'qwen3-reranker', strategy: { type: 'pointwise' }, mode: 'constrained' }),
    entry('groupwise scores, groups of 10, 1 round', {
      preset: 'grouprank',
      strategy: { type: 'groupwise', size: 10, rounds: 1 },
      mode: 'constrained',
    }),
    entry('pairwise heap, top 1', { strategy: { type: 'pairwise', sort: 'heap', top: 1 }, mode: 'first-token' }),
  ],
  scaling: [
    ...[0, 48, 96, 192].map((thought) => entry(`thought ${thought}`, { strategy: { type: 'single' }, thought })),
    ...[2, 3].map((samples) => entry(`no thought, ${samples} samples`, { strategy: { type: 'single' }, scaling: { samples } })),
  ],
};
const entries = PARTS[values.part] ?? fail(`--part is ${Object.keys(PARTS).join(' or ')}.`);

const { ensureBuilt } = await import('../scripts/ensure-built.mjs');
if (!ensureBuilt()) fail('The build failed; see above.');
const { commandLine } = await import('../scripts/build-library.mjs');
const { connect, onStop, readCollectionFiles, runEvaluation } = await commandLine();
const collection = readCollectionFiles({ folder: path.resolve(values.collection ?? '') });
const file = values.out ?? path.join('.cache', 'evaluate', `methods-${values.part}-${collection.name}-${model}.jsonl`);
const { engine, close } = connect({ realGpu: values.gpu, app: null, engine: 'gpu' });
const stopped = () => void close().then(() => fail('Stopped. The same command goes on from here.'));
const listenNoMore = onStop(stopped);
const { report, plan } = await runEvaluation({
  engine,
  now: () => new Date(),
  newId: () => crypto.randomUUID(),
  appVersion: '',
  collection,
  queries: Number(values.queries),
  depth: Number(values.depth),
  seed: 0,
  entries,
  out: path.resolve(file),
  fresh: values.fresh,
  reportOnly: values.report,
  logs: null,
  measures: ['nDCG@10'],
  tell: {
    model: ({ identity }) => console.error(`${identity.id} (${identity.library}) on ${identity.adapter}`),
    note: (text) => console.error(text),
    cell({ cell, plan: { configurations }, gain, left }) {
      const name = configurations.find(({ id }) => id === cell.configurationId)?.name;
      const rest = left.seconds === null ? '' : `, about ${(left.seconds / 60).toFixed(0)} min left`;
      console.error(
        `${new Date().toISOString().slice(11, 19)}  ${cell.qid}  ${name}: nDCG@10 ${gain.before.toFixed(4)} → ${gain.after.toFixed(4)}, ${cell.calls} calls, ` +
          `${cell.promptTokens} + ${cell.completionTokens} tokens, ${cell.seconds.toFixed(1)} s, ${cell.outcome.type}${rest}`,
      );
    },
  },
}).catch((error) => fail(error.message));
listenNoMore();
await close();
console.log(
  `${plan.collection.name}: ${report.summary.paired} queries, ${plan.depth} candidates each, ${words} words of a passage, prior ${priorWeight}\n`,
);
console.log('| method | nDCG@10 | calls | tokens read | tokens written | seconds | forecast kept |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: |');
console.log(`| first stage | ${(report.summary.firstStage?.[0]?.mean ?? 0).toFixed(4)} | 0 | 0 | 0 | – | – |`);
for (const { configurationId, means, cost } of report.summary.configurations) {
  const name = plan.configurations.find(({ id }) => id === configurationId)?.name;
  const each = (sum, digits = 0) => (sum / cost.cells).toFixed(digits);
  console.log(
    `| ${name} | ${means[0].mean.toFixed(4)} | ${each(cost.calls, 1)} | ${each(cost.promptTokens)} | ${each(cost.completionTokens)} | ` +
      `${each(cost.seconds, 1)} | ${cost.forecast.kept} of ${cost.forecast.made} |`,
  );
}
