import { parseArgs } from 'node:util';
import { EXPORT_KINDS } from '../../core/export/index.ts';
import type { ExportKind } from '../../core/export/index.ts';
import { ENCODINGS } from '../../core/input/encodings.ts';
import type { EncodingName } from '../../core/input/encodings.ts';
import type { SourceFormat } from '../../core/input/reading.ts';
import { PARSER_IDS } from '../../core/parser/index.ts';
import { SETTINGS } from '../../core/run/settings.ts';
import { readAddress } from '../../engines/server/connect.ts';
import { STRATEGY_TYPES } from '../../core/strategy/index.ts';
import type { ConfigurationEntry } from '../configurations.ts';
import {
  FUSES,
  Given,
  METHOD_FLAGS,
  oneOf,
  readEntry,
  SETTING_FLAGS,
  SORTS,
  STRATEGY_NUMBERS,
  whole as wholeFrom,
} from '../method-options.ts';
import { UsageError } from '../world.ts';
import type { CommandWorld, ModelPlace } from '../world.ts';

/** How an input can be read where the guess is wrong; `core/input` knows what each is. */
const READ_AS: readonly SourceFormat[] = [
  'rank-llm-json',
  'rank-llm-jsonl',
  'passages-json',
  'trec',
  'beir',
  'ms-marco',
  'table',
  'numbered',
  'blocks',
  'lines',
  'document',
  'files',
];
/** How a file's bytes can be read where the guess is wrong. */
const ENCODING_NAMES = Object.keys(ENCODINGS) as readonly EncodingName[];
export const STARTS = ['instant', 'bm25', 'given'] as const;
/** What a list starts from. */
export type StartFrom = (typeof STARTS)[number];

/** The short words of settings, as `glassrank evaluate` has them. A setting without one is named by its name alone. */
const SHORT: Readonly<Record<string, string>> = {
  windowSize: 'window',
  windowStride: 'stride',
  thoughtTokens: 'thought',
  passageWords: 'words',
  priorWeight: 'prior',
  answerMode: 'mode',
};

/** What a model is asked with, of every command that has one. */
export const ASKING_FLAGS: readonly string[] = [
  ...new Set([
    ...SETTING_FLAGS,
    ...Object.keys(SETTINGS).map(kebab),
    'seed',
    ...METHOD_FLAGS.filter((name) => name !== 'instant'),
  ]),
];
/** Where a model is, of every command that has one. */
export const PLACE_FLAGS: readonly string[] = ['server', 'model', 'key-env', 'context', 'requests', 'encoder', 'start-from'];
export const PLACE_SWITCHES: readonly string[] = ['instant', 'first-order', 'json-answers'];
const TEXT_FLAGS = ['query', 'read-as', 'encoding', 'queries', 'depth', 'format', 'out', 'show', 'parallel', 'app'];
const SWITCHES = ['json', 'quiet', 'strict'];

/** Help of the flags by which a model is named and asked; `rerank` and `serve` share them. */
export function askingHelp(): string {
  const settings = Object.entries(SETTINGS).map(([name, row]) => {
    const names = [kebab(name), ...(SHORT[name] === undefined ? [] : [SHORT[name]])].map((flag) => `--${flag}`).join(', ');
    const values =
      row.kind === 'choice' ? row.among.join(', ') : `${row.least} to ${row.most === 'windowSize' ? 'the window' : row.most}`;
    return `  ${names.padEnd(29)} ${values}`;
  });
  return `  --server ADDRESS   an OpenAI-compatible endpoint (http://127.0.0.1:8080); the texts are sent there
  --model NAME       the server's name of the model; may be left out where it has one only
  --key-env VAR      the environment variable that holds the key; a key is never written on a command line
  --context N        tokens of prompt and answer together, where the server does not say or less is wanted
  --requests N       most requests at once (default: what the server takes)
  --json-answers     asks a server that takes no grammar for JSON of the answer's form

method (the model's own where nothing is named)
  --preset ID|FILE   a built-in preset, or a file: .json as saved by the page, .yaml as RankLLM's templates
  --strategy S       ${STRATEGY_TYPES.join(', ')}
  --window N --stride N ${STRATEGY_NUMBERS.map((name) => `--${name} N`).join(' ')} --sort ${SORTS.join('|')}
                     the strategy's numbers
  --parser P         reads free answers: ${PARSER_IDS.join(', ')}
  --samples N --fuse ${FUSES.join('|')}
                     each call asked N times in shuffled orders, made one
  --waits N          sends a closed thought on with "Wait" N times
  --early-stop S:T[:beliefs]
                     closes a thought once the T passages named last are unchanged for S sentences, or the T most likely ones
  --first-order      the order of the first token, before the thought

settings (the preset's own where nothing is named; free answers where the server cannot be held to a form)
${settings.join('\n')}`;
}

/** What `glassrank rerank --help` prints. */
export function rerankHelp(command: string): string {
  return `${command} [FILE|FOLDER…] --instant | --server ADDRESS [options]

Reads passages from files, folders, gzip or zip files or standard input and prints them in their new order. Lists, blocks, lines, tables (CSV, TSV,
Markdown), JSON passages, RankLLM requests, a TREC run with its corpus, BEIR and BRIGHT folders and MS MARCO files are told apart by what they hold.

input
  --query TEXT       the query of a list that has none of its own
  --read-as F        where the guess is wrong: ${READ_AS.join(', ')}
  --encoding E       where the guess is wrong: ${ENCODING_NAMES.join(', ')}
  --queries N|all    the first N queries (default all)
  --depth N          the first N passages of each list; the others stay behind them, as they were (default all)

what ranks
  --instant          the instant order alone: BM25 and a sentence encoder, no language model
  --encoder FOLDER   the encoder's files (a clone's public/models/all-minilm-l6-v2-int8); none: words alone
  --start-from S     what a model starts from: ${STARTS.join(', ')} (default: given where every passage has a score, else instant)
${askingHelp()}

output
  --format F         list (default), ${EXPORT_KINDS.join(', ')}
  --json             the run's events instead, one JSON line each
  --show N           the first N passages of the list
  --out PATH         into a file; of several queries in a format that holds one only, a folder with a file each
  --app DIR          the built page (dist/ of a clone), which html needs
  --parallel N       queries that a server is asked at once (default 1)
  --strict           exit code 4 where an answer was repaired, truncated or could not be read; input with problems is refused
  --quiet            no progress on standard error

Standard output holds the result; progress, notes and, in a terminal, the live order go to standard error.
Exit code 0: ranked. 1: bad input or options. 2: the model or its server failed. 3: stopped by Ctrl-C; what stood so far is written.
4: with --strict, ranked with repaired, truncated or unread answers.`;
}

/** What ranks: the instant order alone, or a model behind a server. */
export type RankerPlace = { readonly type: 'instant' } | ({ readonly type: 'server' } & ModelPlace);

/** A command line of `glassrank rerank`, read and checked. */
export interface RerankOptions {
  /** Empty: standard input. */
  readonly inputs: readonly string[];
  readonly query: string | null;
  readonly readAs: SourceFormat | null;
  /** null: each file's own, as it says or looks. */
  readonly encoding: EncodingName | null;
  /** null: all. */
  readonly queries: number | null;
  readonly depth: number | null;
  /** null: by whether the passages have scores. */
  readonly startFrom: StartFrom | null;
  readonly place: RankerPlace;
  /** null: the usual place; false: words alone. */
  readonly encoder: string | null | false;
  readonly entry: ConfigurationEntry;
  readonly output: OutputOptions;
  readonly parallel: number;
  readonly strict: boolean;
  readonly quiet: boolean;
}

export interface OutputOptions {
  readonly format: 'list' | 'events' | ExportKind;
  readonly top: number | null;
  readonly out: string | null;
  readonly app: string | null;
}

/** Reads the command line; throws an Error that says what to mend. */
export function rerankOptions(args: readonly string[], { environment }: Pick<CommandWorld, 'environment'>): RerankOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: flagsOf([...TEXT_FLAGS, ...PLACE_FLAGS, ...ASKING_FLAGS], [...SWITCHES, ...PLACE_SWITCHES]),
  });
  const given = new Given(values);
  const place = placeOf(given, environment);
  if (place === null) throw new UsageError('Say what ranks: --instant (no language model), or --server ADDRESS --model NAME.');
  if (place.type === 'instant')
    refuse(given, [...ASKING_FLAGS, 'first-order', 'parallel', 'start-from'], '--instant asks no model, so');
  const json = given.has('json');
  if (json && given.has('format')) throw new UsageError('--json prints events; it cannot stand beside --format.');
  const format = json ? 'events' : oneOf('format', given.text('format') ?? 'list', ['list', ...EXPORT_KINDS]);
  if (format === 'html' && !given.has('app'))
    throw new UsageError('--format html puts the run into the built page: name it with --app CLONE/dist.');
  if (given.has('show') && format !== 'list')
    throw new UsageError('--show shortens the printed list; other formats hold every passage.');
  const number = (name: string): number | null => {
    const text = given.text(name);
    return text === undefined || (name === 'queries' && text === 'all') ? null : wholeFrom(name, text, 1);
  };
  const readAs = given.text('read-as');
  const encoding = given.text('encoding');
  const startFrom = given.text('start-from');
  const encoder = given.text('encoder');
  return {
    inputs: positionals,
    query: given.text('query') ?? null,
    readAs: readAs === undefined ? null : oneOf('read-as', readAs, READ_AS),
    encoding: encoding === undefined ? null : oneOf('encoding', encoding, ENCODING_NAMES),
    queries: number('queries'),
    depth: number('depth'),
    startFrom: startFrom === undefined ? null : oneOf('start-from', startFrom, STARTS),
    place,
    encoder: encoder === 'none' ? false : (encoder ?? null),
    entry: entryOf(given),
    output: { format, top: number('show'), out: given.text('out') ?? null, app: given.text('app') ?? null },
    parallel: number('parallel') ?? 1,
    strict: given.has('strict'),
    quiet: given.has('quiet'),
  };
}

/** parseArgs's table of flags that take a text and of those that take none. Throws (a bug) where a flag would have two meanings. */
export function flagsOf(texts: readonly string[], switches: readonly string[]): Record<string, { type: 'string' | 'boolean' }> {
  const twice = [...texts, ...switches].find((name, place, all) => all.indexOf(name) !== place);
  if (twice !== undefined) throw new RangeError(`--${twice} has two meanings`);
  return Object.fromEntries([
    ...texts.map((name) => [name, { type: 'string' as const }]),
    ...switches.map((name) => [name, { type: 'boolean' as const }]),
  ]) as Record<string, { type: 'string' | 'boolean' }>;
}

/** What ranks, as the flags say; null where they say nothing. */
export function placeOf(given: Given, environment: CommandWorld['environment']): RankerPlace | null {
  const address = given.text('server');
  if (address === undefined) {
    refuse(given, ['model', 'key-env', 'context', 'requests', 'json-answers'], 'without --server');
    return given.has('instant') ? { type: 'instant' } : null;
  }
  if (given.has('instant')) throw new UsageError('--instant ranks without a model; it cannot stand beside --server.');
  if (readAddress(address) === null)
    throw new UsageError(`--server takes an address such as http://127.0.0.1:8080, got ${address}.`);
  const variable = given.text('key-env');
  const key = variable === undefined ? null : (environment[variable] ?? '');
  if (key === '') throw new UsageError(`--key-env: the environment has no ${variable}. Set it: export ${variable}=…`);
  const whole = (name: string, least: number): number | null => {
    const text = given.text(name);
    return text === undefined ? null : wholeFrom(name, text, least);
  };
  return {
    type: 'server',
    address,
    model: given.text('model') ?? null,
    key,
    contextTokens: whole('context', 256),
    jsonSchema: given.has('json-answers'),
    requests: whole('requests', 1),
  };
}

/** The method and settings that the flags name; a setting by its own name is the same as by its short one. */
export function entryOf(given: Given): ConfigurationEntry {
  const values: Record<string, unknown> = {};
  for (const flag of ASKING_FLAGS) values[flag] = given.text(flag);
  const others: Record<string, number | string> = {};
  for (const [name, row] of Object.entries(SETTINGS)) {
    const long = kebab(name);
    const short = SHORT[name] ?? long;
    const text = given.text(long);
    if (text === undefined) continue;
    if (short !== long && given.has(short)) throw new UsageError(`--${long} and --${short} are the same setting: name it once.`);
    if (short !== long || name === 'temperature' || name === 'seed') values[short] = text;
    else others[name] = row.kind === 'choice' ? oneOf(long, text, row.among) : Number(text);
  }
  const read = readEntry(new Given({ ...values, ...(given.has('first-order') ? { instant: true } : {}) }));
  return { ...read, settings: { ...read.settings, ...others } as NonNullable<ConfigurationEntry['settings']> };
}

/** Throws where a flag was given that decides nothing beside the others. */
export function refuse(given: Given, names: readonly string[], why: string): void {
  const found = names.find((name) => given.has(name));
  if (found !== undefined) throw new UsageError(`--${found} has no use here: ${why} it decides nothing. Take it out.`);
}

/** `windowSize` → `window-size`. */
function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
