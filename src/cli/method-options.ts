// The flags by which a person names a method and its settings, of every command that ranks.
import { readFileSync } from 'node:fs';
import { ANSWER_MODES } from '../core/run/settings.ts';
import type { FuseRule, Scaling } from '../core/run/method.ts';
import { STRATEGY_TYPES, strategyOf } from '../core/strategy/index.ts';
import type { ConfigurationEntry, MethodEntry, SweepEntry } from './configurations.ts';

const STRATEGIES = STRATEGY_TYPES.map((type) => strategyOf({ type }));
/** The command line's word for a number of a strategy: what a call shows is a window or a group. */
const WORDS: Readonly<Record<string, string>> = { size: 'window', groupSize: 'group' };
/** Of every strategy, but for the window and its stride, which a run without a method has too. */
export const STRATEGY_NUMBERS: readonly string[] = [
  ...new Set(STRATEGIES.flatMap(({ numbers }) => Object.keys(numbers)).map((name) => WORDS[name] ?? name)),
].filter((name) => name !== 'window' && name !== 'stride');
export const SORTS: readonly string[] = [...new Set(STRATEGIES.flatMap(({ sorts }) => sorts ?? []))];
export const FUSES: readonly FuseRule[] = ['borda', 'kemeny', 'reciprocal-rank'];
const STRATEGY_FLAGS = ['strategy', 'sort', ...STRATEGY_NUMBERS];
const SCALING_FLAGS = ['samples', 'fuse', 'waits', 'early-stop'];
export const SETTING_FLAGS: readonly string[] = ['window', 'stride', 'mode', 'thought', 'words', 'prior', 'temperature'];
export const METHOD_FLAGS: readonly string[] = ['preset', 'parser', 'instant', ...STRATEGY_FLAGS, ...SCALING_FLAGS];

/** Flags as they were given: texts, and `true` for switches. */
export class Given {
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

/** Window, stride and words are the run's own settings without a method, and the method's with one. */
export function readEntry(given: Given, sweep: SweepEntry | null = null): Omit<ConfigurationEntry, 'sweep'> {
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

/** A preset's file with its text, or the id of a built-in one. */
export function readPresetName(text: string): NonNullable<MethodEntry['preset']> {
  return /\.(json|ya?ml)$/i.test(text) ? { file: text, text: read(text) } : text;
}

/** `SENTENCES:TOP[:beliefs]`. */
export function readEarlyStop(text: string): NonNullable<Scaling['earlyStop']> {
  const [, sentences, top, beliefs] = /^(\d+):(\d+)(:beliefs)?$/.exec(text) ?? [];
  if (sentences === undefined || top === undefined)
    throw new Error(`--early-stop takes SENTENCES:TOP, such as 3:5, or 3:5:beliefs; got ${text}.`);
  const numbers = { sentences: whole('early-stop', sentences, 1), top: whole('early-stop', top, 1) };
  return beliefs === undefined ? numbers : { ...numbers, by: 'beliefs' };
}

/** A flag's whole number, `least` or more. Throws an Error that says what to write. */
export function whole(name: string, text: string, least: number): number {
  const number = Number(text);
  if (text.trim() !== '' && Number.isInteger(number) && number >= least) return number;
  throw new Error(`--${name} takes a whole number from ${least} on, got ${text}.`);
}

/** A flag's number, both ends allowed. */
export function between(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (text.trim() !== '' && number >= least && number <= most) return number;
  throw new Error(`--${name} takes a number from ${least} to ${most}, got ${text}.`);
}

/** A flag's word, one of a few. */
export function oneOf<T extends string>(name: string, text: string, allowed: readonly T[]): T {
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

/** A file's JSON. */
export function readJson(file: string): unknown {
  const text = read(file).replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`, { cause: error });
  }
}
