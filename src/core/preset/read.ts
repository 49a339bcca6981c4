import type { AnswerShape, LabelForm, Question } from '../answer/shape.ts';
import { PARSER_IDS } from '../parser/index.ts';
import type { Preset, PresetMessage, PresetProblem } from './preset.ts';
import type { Result } from '../request.ts';
import { STRATEGY_TYPES, strategyOf } from '../strategy/index.ts';
import type { StrategySpec } from '../strategy/index.ts';
import { checkPreset } from './check.ts';

type Reader<T> = (value: unknown, field: string, problems: PresetProblem[]) => T | undefined;
type Fields<T> = { readonly [Key in keyof T]-?: Reader<T[Key]> };

/**
 * A preset from any value, usually an edited copy's JSON: its shape, then what it says (`checkPreset`). All problems of the first kind found are
 * given at once, else all of the second; never throws.
 */
export function readPreset(value: unknown): Result<Preset, readonly PresetProblem[]> {
  const problems: PresetProblem[] = [];
  const preset = presetShape(value, '', problems);
  if (preset === undefined || problems.length > 0) return { ok: false, error: problems };
  const wrong = checkPreset(preset);
  return wrong.length > 0 ? { ok: false, error: wrong } : { ok: true, value: preset };
}

const text: Reader<string> = (value, field, problems) =>
  typeof value === 'string' ? value : wrong(problems, field, 'must be a text. Put it between double quotes.');
const number: Reader<number> = (value, field, problems) =>
  typeof value === 'number' && Number.isFinite(value)
    ? value
    : wrong(problems, field, 'must be a number. Write it without quotes.');
const truth: Reader<boolean> = (value, field, problems) =>
  typeof value === 'boolean' ? value : wrong(problems, field, 'must be true or false. Write one of them without quotes.');

function oneOf<const T extends string>(...names: readonly T[]): Reader<T> {
  return (value, field, problems) =>
    names.find((name) => name === value) ??
    wrong(problems, field, `must be one of ${names.join(', ')}. Write one of them between double quotes.`);
}

function orNull<T>(read: Reader<T>): Reader<T | null> {
  return (value, field, problems) => (value === null ? null : read(value, field, problems));
}

function listOf<T>(read: Reader<T>): Reader<readonly T[]> {
  return (value, field, problems) => {
    if (!Array.isArray(value)) return wrong(problems, field, 'must be a list. Put it between square brackets.');
    const items = value.map((item: unknown, place) => read(item, `${field}[${place}]`, problems));
    return items.filter((item) => item !== undefined);
  };
}

/** An object with these fields and, where named, optional ones; any other field is a problem, so that a slip of the pen is not lost. */
function record<T extends object>(fields: Fields<T>, optional: readonly (keyof T & string)[] = []): Reader<T> {
  return (value, field, problems) => {
    if (!isRecord(value)) return wrong(problems, field, 'must be an object. Put its fields between curly brackets.');
    const before = problems.length;
    const at = (name: string): string => (field === '' ? name : `${field}.${name}`);
    for (const name of Object.keys(value)) {
      if (!Object.hasOwn(fields, name)) wrong(problems, at(name), 'is not known here. Correct its name or remove it.');
    }
    const read: [string, unknown][] = [];
    for (const [name, reader] of Object.entries<Reader<unknown>>(fields)) {
      if (Object.hasOwn(value, name)) read.push([name, reader(value[name], at(name), problems)]);
      else if (!optional.some((other) => other === name)) wrong(problems, at(name), 'is missing. Add it.');
    }
    // Every field has been read by its own reader, or a problem was added.
    return problems.length > before ? undefined : (Object.fromEntries(read) as T);
  };
}

/** An object that has one of several shapes, named by its `type`. */
function byType<T extends { readonly type: string }>(shapes: { readonly [Type in T['type']]: Reader<T> }): Reader<T> {
  const names = Object.keys(shapes) as T['type'][];
  return (value, field, problems) => {
    if (!isRecord(value)) return wrong(problems, field, 'must be an object. Put its fields between curly brackets.');
    const type = oneOf(...names)(value['type'], field === '' ? 'type' : `${field}.type`, problems);
    return type === undefined ? undefined : shapes[type as T['type']](value, field, problems);
  };
}

const label = record<LabelForm>({ before: text, after: text, numerals: oneOf('numbers', 'letters') });
const frame = { open: text, close: text };
const answer = byType<AnswerShape>({
  order: record({ ...frame, type: oneOf('order'), label, separator: text, tie: orNull(text) }),
  best: record({ ...frame, type: oneOf('best'), label }),
  select: record({ ...frame, type: oneOf('select'), label, separator: text }),
  scores: record({ ...frame, type: oneOf('scores'), label, least: number, most: number }),
  word: record({ ...frame, type: oneOf('word'), yes: text, no: text }),
  grade: record({ ...frame, type: oneOf('grade'), yes: text, no: text, least: number, most: number }),
});
const strategy = byType<StrategySpec>(
  Object.fromEntries(
    STRATEGY_TYPES.map((type) => {
      const { numbers, sorts } = strategyOf({ type });
      const sort = sorts === undefined ? {} : { sort: oneOf(...sorts) };
      const fields = Object.fromEntries(Object.keys(numbers).map((name) => [name, number]));
      return [type, record<Record<string, unknown>>({ type: oneOf(type), ...sort, ...fields })];
    }),
  ) as unknown as { readonly [Type in StrategySpec['type']]: Reader<StrategySpec> },
);
const presetShape = record<Preset>({
  id: text,
  title: text,
  source: text,
  models: listOf(text),
  question: oneOf<Question>('order', 'best', 'select', 'relevance', 'scores'),
  completion: truth,
  messages: listOf(record<PresetMessage>({ role: oneOf('system', 'user', 'assistant'), content: text, each: truth }, ['each'])),
  passage: text,
  separator: text,
  titled: text,
  escape: oneOf('marks', 'brackets', 'none'),
  cut: record<Preset['cut']>({ unit: oneOf('words', 'characters', 'tokens'), most: number, from: oneOf('best', 'start') }),
  prefill: text,
  thought: orNull(record<NonNullable<Preset['thought']>>({ open: text, close: text, tokens: number })),
  answer,
  sampling: record<Preset['sampling']>({ temperature: number, topP: number, topK: number }),
  strategy,
  parser: oneOf(...PARSER_IDS),
  fallback: text,
  priorWeight: number,
});

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(problems: PresetProblem[], field: string, message: string): undefined {
  problems.push({ field, message: `${field === '' ? 'The preset' : field} ${message}` });
  return undefined;
}
