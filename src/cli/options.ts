import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { PARSER_IDS } from '../core/parser/index.ts';
import { ANSWER_MODES } from '../core/run/settings.ts';
import type { FuseRule, Scaling } from '../core/run/method.ts';
import { STRATEGY_TYPES, strategyOf } from '../core/strategy/index.ts';
import type { CollectionPlaces } from './collection.ts';
import type { MethodEntry, SweepEntry } from './configurations.ts';
import type { EvaluationEntry } from './run.ts';

const STRATEGIES = STRATEGY_TYPES.map((type) => strategyOf({ type }));
/** The command line's word for a number of a strategy: what a call shows is a window or a group. */
const WORDS: Readonly<Record<string, string>> = { size: 'window', groupSize: 'group' };
/** Of every strategy, but for the window and its stride, which a run without a method has too. */
const STRATEGY_NUMBERS = [
  ...new Set(STRATEGIES.flatMap(({ numbers }) => Object.keys(numbers)).map((name) => WORDS[name] ?? name)),
].filter((name) => name !== 'window' && name !== 'stride');
const SORTS = [...new Set(STRATEGIES.flatMap(({ sorts }) => sorts ?? []))];
const FUSES: readonly FuseRule[] = ['borda', 'kemeny', 'reciprocal-rank'];
const DEFAULT_MODEL = 'glassrank-135m-q4f32_1';

/** What `glassrank evaluate --help` prints; `command`: how the program was called. */
export function evaluationHelp(command: string): string {
  return `${command} --collection DIR [options]

collection
  --collection DIR   BEIR's layout: corpus.jsonl, queries.jsonl, qrels.txt or qrels/test.tsv, and a TREC run
  --corpus FILE --queries-file FILE --qrels FILE --run FILE
                     in place of the folder's, or without one; corpus and queries as JSON lines or name, tab, text
  --queries N|all    judged queries, in the order of the queries' file (default 20)
  --depth N          how many of each first-stage list are reranked (default 10)

method (the model's own where nothing is named)
  --model ID         a model of the catalog (default ${DEFAULT_MODEL})
  --preset ID|FILE   a built-in preset, or a file: .json as saved by the page, .yaml as RankLLM's templates
  --strategy S       ${STRATEGY_TYPES.join(', ')}
  --window N --stride N ${STRATEGY_NUMBERS.map((name) => `--${name} N`).join(' ')} --sort ${SORTS.join('|')}
                     the strategy's numbers
  --mode M           ${ANSWER_MODES.join(', ')}
  --parser P         reads free answers: ${PARSER_IDS.join(', ')}
  --thought N --words N --prior X --temperature X --seed N
                     tokens of a thought, words kept of each passage, weight of the first stage, sampling
  --samples N --fuse ${FUSES.join('|')}
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

machine
  --gpu              this machine's own GPU instead of WebGPU on the CPU
  --app DIR          the built page (dist/ of a clone), whose engine computes; needed only outside of a clone

Exit code 0: done. 1: a problem, which is printed, or stopped; the same command goes on.`;
}

/** A command line of `glassrank evaluate`, read and checked. */
export interface EvaluationOptions {
  readonly files: CollectionPlaces;
  /** null: all judged queries. */
  readonly queries: number | null;
  readonly depth: number;
  readonly seed: number;
  readonly entries: readonly EvaluationEntry[];
  readonly isSweep: boolean;
  readonly measures: readonly string[];
  readonly out: string | null;
  readonly exportTo: string | null;
  readonly runs: string | null;
  readonly logs: string | null;
  readonly reportOnly: boolean;
  readonly fresh: boolean;
  readonly realGpu: boolean;
  /** Folder of the built page; null: the program's own. */
  readonly app: string | null;
}

const STRATEGY_FLAGS = ['strategy', 'sort', ...STRATEGY_NUMBERS];
const SCALING_FLAGS = ['samples', 'fuse', 'waits', 'early-stop'];
const SETTING_FLAGS = ['window', 'stride', 'mode', 'thought', 'words', 'prior', 'temperature'];
const METHOD_FLAGS = ['preset', 'parser', 'instant', ...STRATEGY_FLAGS, ...SCALING_FLAGS];
const FILE_FLAGS = ['collection', 'corpus', 'queries-file', 'qrels', 'run'];
const OTHER_FLAGS = 'queries depth seed model name configs sweep measures out export runs logs app'.split(' ');
const TEXT_FLAGS = [...FILE_FLAGS, ...OTHER_FLAGS, ...SETTING_FLAGS, ...METHOD_FLAGS.filter((name) => name !== 'instant')];
const SWITCHES = ['instant', 'report', 'fresh', 'gpu'];

/** Flags as they were given: texts, and `true` for switches. */
class Given {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined;
  }

  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** `{field: value}` where the flag was given, else nothing. */
  own<T>(name: string, field: string, read: (name: string, text: string) => T): Readonly<Record<string, T>> {
    const text = this.text(name);
    return text === undefined ? {} : { [field]: read(name, text) };
  }
}

/** The command line of `glassrank evaluate`; null: help was asked for, or nothing to evaluate was named. Throws an Error that says what to mend. */
export function evaluationOptions(args: readonly string[]): EvaluationOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...Object.fromEntries(TEXT_FLAGS.map((name) => [name, { type: 'string' as const }])),
      ...Object.fromEntries(SWITCHES.map((name) => [name, { type: 'boolean' as const }])),
      help: { type: 'boolean', short: 'h' },
    },
  });
  const given = new Given(values);
  if (given.has('help') || !['collection', 'corpus', 'run'].some((name) => given.has(name))) return null;
  const configs = given.text('configs');
  const clash = [...METHOD_FLAGS, ...SETTING_FLAGS, 'name', 'sweep'].find((name) => given.has(name));
  if (configs !== undefined && clash !== undefined)
    throw new Error(`--${clash} cannot stand beside --configs: name it in that file.`);
  const model = given.text('model') ?? DEFAULT_MODEL;
  const swept = given.text('sweep');
  const sweep = swept === undefined ? null : readSweep(swept);
  const exportTo = given.text('export') ?? null;
  if (exportTo !== null && !/\.(tsv|json)$/.test(exportTo)) throw new Error('--export takes a file that ends in .tsv or .json.');
  const queries = given.text('queries') ?? '20';
  return {
    files: {
      folder: given.text('collection'),
      corpus: given.text('corpus'),
      queries: given.text('queries-file'),
      qrels: given.text('qrels'),
      run: given.text('run'),
    },
    queries: queries === 'all' ? null : whole('queries', queries, 1),
    depth: whole('depth', given.text('depth') ?? '10', 2),
    seed: whole('seed', given.text('seed') ?? '0', 0),
    entries: configs === undefined ? [{ model, sweep, ...readEntry(given, sweep) }] : readConfigurations(configs, model),
    isSweep: sweep !== null,
    measures: (given.text('measures') ?? 'nDCG@10').split(','),
    out: given.text('out') ?? null,
    exportTo,
    runs: given.text('runs') ?? null,
    logs: given.text('logs') ?? null,
    reportOnly: given.has('report'),
    fresh: given.has('fresh'),
    realGpu: given.has('gpu'),
    app: given.text('app') ?? null,
  };
}

/** Window, stride and words are the run's own settings without a method, and the method's with one. */
function readEntry(given: Given, sweep: SweepEntry | null): Omit<EvaluationEntry, 'model' | 'sweep'> {
  const from = (least: number) => (name: string, text: string) => whole(name, text, least);
  const isMethod = METHOD_FLAGS.some((name) => given.has(name)) || (sweep !== null && sweep.setting !== 'thoughtTokens');
  const name = given.own('name', 'name', (_name, text) => text);
  const settings = {
    ...given.own('thought', 'thoughtTokens', from(0)),
    ...given.own('prior', 'priorWeight', (flag, text) => between(flag, text, 0, 100)),
    ...given.own('temperature', 'temperature', (flag, text) => between(flag, text, 0, 2)),
    ...given.own('mode', 'answerMode', (flag, text) => oneOf(flag, text, ANSWER_MODES)),
    ...given.own('seed', 'seed', from(0)),
  };
  if (!isMethod)
    return {
      ...name,
      settings: {
        ...given.own('window', 'windowSize', from(2)),
        ...given.own('stride', 'windowStride', from(1)),
        ...given.own('words', 'passageWords', from(4)),
        ...settings,
      },
    };
  const strategy = {
    ...given.own('strategy', 'type', (_name, text) => text),
    ...given.own('window', 'window', from(2)),
    ...given.own('stride', 'stride', from(1)),
    ...given.own('sort', 'sort', (flag, text) => oneOf(flag, text, SORTS)),
    ...Object.assign({}, ...STRATEGY_NUMBERS.map((flag) => given.own(flag, flag, from(1)))),
  };
  const scaling: Partial<Scaling> = {
    ...given.own('samples', 'samples', from(1)),
    ...given.own('fuse', 'fuse', (flag, text) => oneOf(flag, text, FUSES)),
    ...given.own('waits', 'waits', from(0)),
    ...given.own('early-stop', 'earlyStop', (_name, text) => readEarlyStop(text)),
    ...(given.has('instant') ? { instantOrder: true } : {}),
  };
  const method: MethodEntry = {
    ...given.own('preset', 'preset', (_name, text) => readPresetName(text)),
    ...given.own('words', 'words', from(4)),
    strategy,
    ...given.own('parser', 'parser', (_name, text) => text),
    scaling,
  };
  return { ...name, settings: { ...settings, method } };
}

/** The configurations of a file, each with its own model or the command's. Fields of settings are checked once a model is there. */
function readConfigurations(file: string, model: string): readonly EvaluationEntry[] {
  const list = readJson(file);
  if (!Array.isArray(list) || list.length === 0)
    throw new Error(`${file} is no list of configurations: [{"name": …, "settings": {…}}]`);
  return list.map((value: unknown, place) => {
    const entry = Object(value) as Readonly<Record<string, unknown>>;
    const wrong = typeof entry['name'] !== 'string' || (entry['settings'] !== undefined && typeof entry['settings'] !== 'object');
    if (wrong) throw new Error(`${file}: configuration ${place + 1} is not {"name": …, "settings": {…}}.`);
    const { name, settings = {}, model: own } = entry as Partial<EvaluationEntry>;
    const preset = settings.method?.preset;
    const named = typeof preset === 'string' ? { method: { ...settings.method, preset: readPresetName(preset) } } : {};
    return { ...(name === undefined ? {} : { name }), model: own ?? model, settings: { ...settings, ...named }, sweep: null };
  });
}

/** A preset's file with its text, or the id of a built-in one. */
function readPresetName(text: string): NonNullable<MethodEntry['preset']> {
  return /\.(json|ya?ml)$/i.test(text) ? { file: text, text: read(text) } : text;
}

/** What `--sweep` can vary: its word → the axis with its values. */
const AXES: Readonly<Record<string, (values: readonly string[]) => SweepEntry>> = {
  thought: (values) => ({ setting: 'thoughtTokens', values: values.map((value) => whole('sweep', value, 0)) }),
  samples: (values) => ({ setting: 'samples', values: values.map((value) => whole('sweep', value, 1)) }),
  'early-stop': (values) => ({
    setting: 'earlyStop',
    values: values.map((value) => (value === 'off' ? null : readEarlyStop(value))),
  }),
  instant: (values) => ({
    setting: 'instantOrder',
    values: values.map((value) => oneOf('sweep', value, ['off', 'on']) === 'on'),
  }),
  strategy: (values) => ({ setting: 'strategy', values: values.map((type) => ({ type })) }),
};

function readSweep(text: string): SweepEntry {
  const [name = '', list = ''] = text.split('=');
  const values = list.split(',').filter((value) => value !== '');
  const axis = Object.hasOwn(AXES, name) ? AXES[name] : undefined;
  if (axis === undefined || values.length === 0)
    throw new Error(`--sweep takes NAME=VALUE,VALUE,… with the name ${Object.keys(AXES).join(', ')}; got ${text}.`);
  return axis(values);
}

function readEarlyStop(text: string): NonNullable<Scaling['earlyStop']> {
  const [, sentences, top, beliefs] = /^(\d+):(\d+)(:beliefs)?$/.exec(text) ?? [];
  if (sentences === undefined || top === undefined)
    throw new Error(`--early-stop takes SENTENCES:TOP, such as 3:5, or 3:5:beliefs; got ${text}.`);
  const numbers = { sentences: whole('early-stop', sentences, 1), top: whole('early-stop', top, 1) };
  return beliefs === undefined ? numbers : { ...numbers, by: 'beliefs' };
}

function whole(name: string, text: string, least: number): number {
  const number = Number(text);
  if (text.trim() !== '' && Number.isInteger(number) && number >= least) return number;
  throw new Error(`--${name} takes a whole number from ${least} on, got ${text}.`);
}

function between(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (text.trim() !== '' && number >= least && number <= most) return number;
  throw new Error(`--${name} takes a number from ${least} to ${most}, got ${text}.`);
}

function oneOf<T extends string>(name: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === text);
  if (found !== undefined) return found;
  throw new Error(`--${name} is ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}, got ${text}.`);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

function readJson(file: string): unknown {
  const text = read(file).replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`, { cause: error });
  }
}
