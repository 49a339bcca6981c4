import { parseArgs } from 'node:util';
import { PARSER_IDS } from '../core/parser/index.ts';
import { ANSWER_MODES } from '../core/run/settings.ts';
import { STRATEGY_TYPES } from '../core/strategy/index.ts';
import type { CollectionPlaces } from './collection.ts';
import type { SweepEntry } from './configurations.ts';
import {
  FUSES,
  Given,
  METHOD_FLAGS,
  SETTING_FLAGS,
  SORTS,
  STRATEGY_NUMBERS,
  oneOf,
  readEarlyStop,
  readEntry,
  readJson,
  readPresetName,
  whole,
} from './method-options.ts';
import type { EvaluationEntry } from './run.ts';

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
  --start-from S     run: the order of the run; instant: those N in the page's instant order, as a run in the page starts (default run)
  --encoder FOLDER   the instant order's encoder (a clone's public/models/all-minilm-l6-v2-int8); none: words alone

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
  --engine E         gpu: WebLLM; processor: llama.cpp, without WebGPU and here the quicker one (default gpu)
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
  /** What computes. */
  readonly engine: EvaluationEngineName;
  /** What order the model starts from. */
  readonly startFrom: EvaluationStart;
  /** Its encoder's folder; null: where this installation has it; false: words alone. */
  readonly encoder: string | null | false;
  /** Folder of the built page; null: the program's own. */
  readonly app: string | null;
}

const FILE_FLAGS = ['collection', 'corpus', 'queries-file', 'qrels', 'run'];
const OTHER_FLAGS =
  'queries depth start-from seed model name configs sweep measures out export runs logs app engine encoder'.split(' ');
const ENGINES = ['gpu', 'processor'] as const;
const STARTS = ['run', 'instant'] as const;

export type EvaluationEngineName = (typeof ENGINES)[number];
export type EvaluationStart = (typeof STARTS)[number];

const TEXT_FLAGS = [...FILE_FLAGS, ...OTHER_FLAGS, ...SETTING_FLAGS, ...METHOD_FLAGS.filter((name) => name !== 'instant')];
const SWITCHES = ['instant', 'report', 'fresh', 'gpu'];

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
  const startFrom = oneOf('start-from', given.text('start-from') ?? 'run', STARTS);
  const engine = oneOf('engine', given.text('engine') ?? 'gpu', ENGINES);
  if (given.has('encoder') && startFrom === 'run')
    throw new Error('--encoder is the instant order’s: without --start-from instant nothing asks it.');
  if (given.has('gpu') && engine === 'processor')
    throw new Error('--gpu and --engine processor cannot stand together: the processor’s engine uses no GPU.');
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
    engine,
    encoder: given.text('encoder') === 'none' ? false : (given.text('encoder') ?? null),
    startFrom,
    app: given.text('app') ?? null,
  };
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
