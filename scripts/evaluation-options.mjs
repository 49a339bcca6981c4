import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

export const HELP = `npm run evaluate -- --collection DIR [options]

collection
  --collection DIR   BEIR's layout: corpus.jsonl, queries.jsonl, qrels.txt or qrels/test.tsv, and a TREC run
  --corpus FILE --queries-file FILE --qrels FILE --run FILE
                     in place of the folder's, or without one; corpus and queries as JSON lines or name, tab, text
  --queries N|all    judged queries, in the order of the queries' file (default 20)
  --depth N          how many of each first-stage list are reranked (default 10)

method (the model's own where nothing is named)
  --model ID         a model of the catalog (default glassrank-135m-q4f32_1)
  --preset ID|FILE   a built-in preset, or a file: .json as saved by the page, .yaml as RankLLM's templates
  --strategy S       single, sliding, top-down, setwise, pairwise, tournament, pointwise, groupwise
  --window N --stride N --passes N --cutoff N --sort heap|bubble|all --children N --top N --group N --tournaments N --rounds N
                     the strategy's numbers
  --mode M           locked, constrained, free, first-token
  --parser P         reads free answers: glassrank, rank-k, reasonrank, rank-llm, rearank, rank-r1, tourrank, grouprank, rank1, tfrank
  --thought N --words N --prior X --temperature X --seed N
                     tokens of a thought, words kept of each passage, weight of the first stage, sampling
  --samples N --fuse borda|kemeny|reciprocal-rank
                     each call asked N times in shuffled orders, made one
  --waits N          sends a closed thought on with "Wait" N times (a toy)
  --early-stop S:T[:beliefs]
                     closes a thought once the T passages named last are unchanged for S sentences, or the T most likely ones
  --instant          the order of the first token, before the thought

several at once
  --configs FILE     JSON: [{"name": …, "model": …, "settings": {…, "method": {"preset": …, "strategy": {"type": …}, "scaling": {…}}}}]
  --sweep X=A,B,C    thought=0,64,192  samples=1,2,4  early-stop=off,2:3  instant=off,on  strategy=single,sliding
                     one setting varied: printed as a curve of quality against tokens and seconds

results
  --measures A,B     nDCG@k, RR, RR@k, AP, R@k, P@k; the first one leads (default nDCG@10)
  --out FILE         results, one JSON line a run (default .cache/evaluate/…); the page opens it; an interrupted evaluation goes on from it
  --export FILE      per query, as .tsv or .json
  --runs DIR         a TREC run of each configuration
  --logs DIR         each run's event log: the page opens it as a replay
  --report           prints what is in --out, and runs nothing
  --fresh            begins anew even where results are there
  --gpu              this machine's own GPU instead of WebGPU on the CPU`;

const STRINGS = (
  'collection corpus queries-file qrels run queries depth preset strategy window stride passes cutoff sort children top group tournaments rounds ' +
  'mode parser thought words prior temperature seed samples fuse waits early-stop model name configs sweep measures out export runs logs'
).split(' ');
const BOOLEANS = ['instant', 'report', 'fresh', 'gpu'];
const STRATEGY_NUMBERS = ['passes', 'cutoff', 'children', 'top', 'group', 'tournaments', 'rounds'];
const METHOD = ['preset', 'strategy', 'sort', 'parser', 'samples', 'fuse', 'waits', 'early-stop', 'instant', ...STRATEGY_NUMBERS];
const FUSES = ['borda', 'kemeny', 'reciprocal-rank'];
const MODES = ['locked', 'constrained', 'free', 'first-token'];

/**
 * The command line of `npm run evaluate`; null: help was asked for. Throws an Error that says what to mend.
 * @param {readonly string[]} args
 */
export function evaluationOptions(args) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...Object.fromEntries(STRINGS.map((name) => [name, { type: /** @type {const} */ ('string') }])),
      ...Object.fromEntries(BOOLEANS.map((name) => [name, { type: /** @type {const} */ ('boolean'), default: false }])),
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const given = /** @type {Record<string, string | undefined>} */ (/** @type {unknown} */ (values));
  const isGiven = (name) => given[name] !== undefined && /** @type {Record<string, unknown>} */ (values)[name] !== false;
  if (values.help || !['collection', 'corpus', 'run'].some(isGiven)) return null;
  const inConfigs = [...METHOD, 'window', 'stride', 'mode', 'thought', 'words', 'prior', 'temperature', 'name', 'sweep'];
  const clash = given.configs === undefined ? undefined : inConfigs.find(isGiven);
  if (clash !== undefined) throw new Error(`--${clash} cannot stand beside --configs: name it in that file.`);
  const model = given.model ?? 'glassrank-135m-q4f32_1';
  const sweep = given.sweep === undefined ? null : sweepOf(given.sweep);
  const entries = given.configs === undefined ? [entryOf({ given, isGiven, model, sweep })] : configsOf(given.configs, model);
  return {
    files: {
      folder: given.collection,
      corpus: given.corpus,
      queries: given['queries-file'],
      qrels: given.qrels,
      run: given.run,
    },
    queries: given.queries === 'all' ? null : whole('queries', given.queries ?? '20', 1),
    depth: whole('depth', given.depth ?? '10', 2),
    seed: whole('seed', given.seed ?? '0', 0),
    entries,
    isSweep: sweep !== null,
    measures: (given.measures ?? 'nDCG@10').split(','),
    out: given.out ?? null,
    exportTo: given.export ?? null,
    runs: given.runs ?? null,
    logs: given.logs ?? null,
    reportOnly: isGiven('report'),
    fresh: isGiven('fresh'),
    realGpu: isGiven('gpu'),
  };
}

function entryOf({ given, isGiven, model, sweep }) {
  const own = (name, field, read) => (given[name] === undefined ? {} : { [field]: read(name, given[name]) });
  const isMethod = METHOD.some(isGiven) || (sweep !== null && sweep.setting !== 'thoughtTokens');
  const settings = {
    ...own('thought', 'thoughtTokens', (name, text) => whole(name, text, 0)),
    ...own('prior', 'priorWeight', (name, text) => between(name, text, 0, 100)),
    ...own('temperature', 'temperature', (name, text) => between(name, text, 0, 2)),
    ...own('mode', 'answerMode', (name, text) => oneOf(name, text, MODES)),
    ...own('seed', 'seed', (name, text) => whole(name, text, 0)),
  };
  const name = given.name === undefined ? {} : { name: given.name };
  const size = (text) => (text === undefined ? {} : { window: whole('window', text, 2) });
  if (!isMethod)
    return {
      model,
      sweep,
      ...name,
      settings: {
        ...(given.window === undefined ? {} : { windowSize: whole('window', given.window, 2) }),
        ...own('stride', 'windowStride', (flag, text) => whole(flag, text, 1)),
        ...own('words', 'passageWords', (flag, text) => whole(flag, text, 4)),
        ...settings,
      },
    };
  const strategy = {
    ...own('strategy', 'type', (_flag, text) => text),
    ...size(given.window),
    ...own('stride', 'stride', (flag, text) => whole(flag, text, 1)),
    ...own('sort', 'sort', (flag, text) => oneOf(flag, text, ['heap', 'bubble', 'all'])),
    ...Object.assign({}, ...STRATEGY_NUMBERS.map((flag) => own(flag, flag, (each, text) => whole(each, text, 1)))),
  };
  const scaling = {
    ...own('samples', 'samples', (flag, text) => whole(flag, text, 1)),
    ...own('fuse', 'fuse', (flag, text) => oneOf(flag, text, FUSES)),
    ...own('waits', 'waits', (flag, text) => whole(flag, text, 0)),
    ...own('early-stop', 'earlyStop', (_flag, text) => earlyStop(text)),
    ...(isGiven('instant') ? { instantOrder: true } : {}),
  };
  const method = {
    ...own('preset', 'preset', (_flag, text) => presetOf(text)),
    ...own('words', 'words', (flag, text) => whole(flag, text, 4)),
    strategy,
    ...own('parser', 'parser', (_flag, text) => text),
    scaling,
  };
  return { model, sweep, ...name, settings: { ...settings, method } };
}

/** @returns {{ model: string, name?: string, settings: any, sweep: null }[]} */
function configsOf(file, model) {
  const list = json(file);
  if (!Array.isArray(list) || list.length === 0)
    throw new Error(`${file} is no list of configurations: [{"name": …, "settings": {…}}]`);
  return list.map((entry, place) => {
    const wrong = typeof entry?.name !== 'string' || (entry.settings !== undefined && typeof entry.settings !== 'object');
    if (wrong) throw new Error(`${file}: configuration ${place + 1} is not {"name": …, "settings": {…}}.`);
    const { name, settings = {} } = entry;
    const preset = settings.method?.preset;
    const named = typeof preset === 'string' ? { method: { ...settings.method, preset: presetOf(preset) } } : {};
    return { name, model: entry.model ?? model, settings: { ...settings, ...named }, sweep: null };
  });
}

function presetOf(text) {
  return /\.(json|ya?ml)$/i.test(text) ? { file: text, text: read(text) } : text;
}

function sweepOf(text) {
  const [name, list = ''] = text.split('=');
  const values = list.split(',').filter((value) => value !== '');
  const off = (value) => value === 'off';
  const axes = {
    thought: () => ({ setting: 'thoughtTokens', values: values.map((value) => whole('sweep', value, 0)) }),
    samples: () => ({ setting: 'samples', values: values.map((value) => whole('sweep', value, 1)) }),
    'early-stop': () => ({ setting: 'earlyStop', values: values.map((value) => (off(value) ? null : earlyStop(value))) }),
    instant: () => ({ setting: 'instantOrder', values: values.map((value) => oneOf('sweep', value, ['off', 'on']) === 'on') }),
    strategy: () => ({ setting: 'strategy', values: values.map((type) => ({ type })) }),
  };
  const axis = Object.hasOwn(axes, name) ? axes[name] : undefined;
  if (axis === undefined || values.length === 0)
    throw new Error(`--sweep takes NAME=VALUE,VALUE,… with the name ${Object.keys(axes).join(', ')}; got ${text}.`);
  return axis();
}

function earlyStop(text) {
  const [, sentences, top, beliefs] = /^(\d+):(\d+)(:beliefs)?$/.exec(text) ?? [];
  if (sentences === undefined) throw new Error(`--early-stop takes SENTENCES:TOP, such as 3:5, or 3:5:beliefs; got ${text}.`);
  const numbers = { sentences: whole('early-stop', sentences, 1), top: whole('early-stop', top, 1) };
  return beliefs === undefined ? numbers : { ...numbers, by: 'beliefs' };
}

function whole(name, text, least) {
  const number = Number(text);
  if (text?.trim() !== '' && Number.isInteger(number) && number >= least) return number;
  throw new Error(`--${name} takes a whole number from ${least} on, got ${text}.`);
}

function between(name, text, least, most) {
  const number = Number(text);
  if (text.trim() !== '' && number >= least && number <= most) return number;
  throw new Error(`--${name} takes a number from ${least} to ${most}, got ${text}.`);
}

function oneOf(name, text, allowed) {
  if (allowed.includes(text)) return text;
  throw new Error(`--${name} is ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}, got ${text}.`);
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${file} cannot be read: ${error.message}`, { cause: error });
  }
}

function json(file) {
  try {
    return JSON.parse(read(file).replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error(error.message.startsWith(file) ? error.message : `${file} is not JSON: ${error.message}`, { cause: error });
  }
}
