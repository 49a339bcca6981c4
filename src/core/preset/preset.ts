import {
  array,
  boolean,
  exactOptional,
  finite,
  nullable,
  number as anyNumber,
  optional,
  picklist,
  pipe,
  readonly,
  safeParse,
  strictObject,
  strictTuple,
  string,
  variant,
} from 'valibot';
import type { BaseIssue, GenericSchema, InferInput, InferOutput, ObjectEntries } from 'valibot';
import type { AnswerShape } from '../answer/shape.ts';
import { PARSER_IDS } from '../parser/ids.ts';
import type { Result } from '../request.ts';
import { STRATEGY_TYPES, strategyOf } from '../strategy/index.ts';
import type { StrategySpec } from '../strategy/index.ts';
import { checkPreset } from './check.ts';
import type { PresetFault, PresetProblem } from './problem.ts';

/*
 * How a published system asks and answers, as data. The schema says what a preset is: `Preset` is inferred from it, `readPreset` checks by it, and fields
 * with a default may be left out of files. The message of each part is what is wrong where a value does not fit: a `PresetFault` as JSON.
 */

function fault(...faults: readonly PresetFault[]): string {
  return JSON.stringify(faults);
}

const text = string(fault({ code: 'not-text' }));
const number = pipe(anyNumber(fault({ code: 'not-a-number' })), finite(fault({ code: 'not-a-number' })));
const truth = boolean(fault({ code: 'not-true-or-false' }));

function oneOf<const Word extends string>(...among: readonly Word[]) {
  return picklist(among, fault({ code: 'not-one-of', among }));
}

function listOf<Item extends GenericSchema>(item: Item) {
  return pipe(array(item, fault({ code: 'not-a-list' })), readonly());
}

/** An object with these fields. Any other field is a problem, so that a slip of the pen is not lost; valibot tells the first of them, this all. */
function record<const Own extends ObjectEntries>(own: Own) {
  // Without a prototype: `constructor` is no field of anything.
  const entries = Object.assign(Object.create(null) as object, own) as Own;
  return strictObject(entries, ({ expected, path }: BaseIssue<unknown>) => {
    if (expected === 'Object') return fault({ code: 'not-an-object' });
    if (expected !== 'never') return fault({ code: 'missing-field' });
    const unknown = Object.keys(path?.at(-1)?.input ?? {}).filter((name) => !Object.hasOwn(own, name));
    return JSON.stringify(unknown.map((name) => ({ code: 'unknown-field', name })));
  });
}

/** An object that has one of several shapes, named by its `type`. */
function oneShapeOf<Shape extends { readonly type: string }>(
  shapes: Readonly<Record<Shape['type'], ObjectEntries>>,
): GenericSchema<unknown, Shape> {
  const types = Object.keys(shapes);
  const options = Object.entries<ObjectEntries>(shapes).map(([type, entries]) => record({ ...entries, type: oneOf(type) }));
  const schema = variant('type', options as never, ({ expected }: BaseIssue<unknown>) =>
    fault(expected === 'Object' ? { code: 'not-an-object' } : { code: 'not-one-of', among: types }),
  );
  return schema as unknown as GenericSchema<unknown, Shape>;
}

const label = record({ before: text, after: text, numerals: oneOf('numbers', 'letters') });
/** What an answer stands between, and its type: `oneShapeOf` fills that in, here it has its place. */
const frame = { open: text, close: text, type: text };
const range = { least: number, most: number };

const answer = oneShapeOf<AnswerShape>({
  order: { ...frame, label, separator: text, tie: nullable(text) },
  best: { ...frame, label },
  select: { ...frame, label, separator: text },
  scores: { ...frame, label, ...range },
  word: { ...frame, yes: text, no: text },
  grade: { ...frame, yes: text, no: text, ...range },
});

const strategy = oneShapeOf<StrategySpec>(
  Object.fromEntries(
    STRATEGY_TYPES.map((type) => {
      const { numbers, sorts } = strategyOf({ type });
      const sort = sorts === undefined ? {} : { sort: oneOf(...sorts) };
      return [type, { type: text, ...sort, ...Object.fromEntries(Object.keys(numbers).map((name) => [name, number])) }];
    }),
  ) as unknown as Record<StrategySpec['type'], ObjectEntries>,
);

const message = record({
  role: oneOf('system', 'user', 'assistant'),
  /**
   * Curly names are filled in, nothing else is changed: `{query}`, `{passages}` (all, by `passage` and `separator`), `{count}`, `{take}`; in a message
   * that is repeated for each passage also `{identifier}`, `{text}`.
   */
  content: text,
  /** Neighbours with `each` are repeated together, once a passage (RankGPT's and Rearank's multi-turn form). */
  each: exactOptional(truth),
});

const schema = record({
  id: text,
  /** As people call it. */
  title: text,
  /** Where prompt and settings come from: paper, repository and file. */
  source: text,
  /** Models that were trained with it, by their public names; empty where it is for any instruct model. */
  models: optional(listOf(text), []),
  question: oneOf('order', 'best', 'select', 'relevance', 'scores'),
  /** True: the one message is continued as plain text, without the conversation template. */
  completion: optional(truth, false),
  messages: listOf(message),
  /** One passage: `{identifier}` (a number, or a letter where the answer's labels are letters), `{text}`, `{bucket}` (first-stage score 0–9). */
  passage: text,
  separator: optional(text, '\n'),
  /** `{title}` and `{text}`, where a passage has a title. */
  titled: text,
  /** What is done to look-alikes in query and passages. marks: ours (`neutralise`). brackets: `[n]` → `(n)`, as ReasonRank and RankLLM. */
  escape: oneOf('marks', 'brackets', 'none'),
  /** `from` best: our best window for the query; start: the passage's beginning. */
  cut: record({ unit: oneOf('words', 'characters', 'tokens'), most: number, from: oneOf('best', 'start') }),
  /** What the assistant's turn begins with; the model goes on from there. */
  prefill: optional(text, ''),
  /** Null: the system does not think. `tokens` 0: the thought is opened and closed at once. */
  thought: optional(nullable(record({ open: text, close: text, tokens: number })), null),
  answer,
  /** As published; topK 0 = all. Kept as facts: greedy decoding is ours unless the person takes these. */
  sampling: optional(record({ temperature: number, topP: number, topK: number }), { temperature: 0, topP: 1, topK: 0 }),
  strategy,
  /** Reads free answers. */
  parser: optional(oneOf(...PARSER_IDS), 'glassrank'),
  /** What the system does with an answer that it cannot read, in words. */
  fallback: text,
  /** Weight of the first stage in the choice of identifiers; 0 for every system but ours. */
  priorWeight: optional(number, 0),
  /**
   * A score that the model was taught to tell at each passage's end: at the separator behind it, the logit of the first of these tokens less that of the second
   * (docs/decisions/2026-11-30-reading-score.md). `weight`: of its z-score beside the first stage's. Null: none; so for every system but ours.
   */
  reading: optional(
    nullable(record({ tokens: pipe(strictTuple([text, text], fault({ code: 'two-tokens' })), readonly()), weight: number })),
    null,
  ),
});

/** One message of a preset. */
export type PresetMessage = Readonly<InferOutput<typeof message>>;

/** How a published system asks and answers, as data, byte for byte. */
export type Preset = Readonly<InferOutput<typeof schema>>;

/** What is read at the ends of a preset's passages; null: nothing, as in prompts of run logs and experiments that are older than the field. */
export function readingOf({ reading }: { readonly reading?: Preset['reading'] }): Preset['reading'] {
  return reading ?? null;
}

/** A preset as a file may hold it: what has a default may be left out. */
export type PresetFile = Readonly<InferInput<typeof schema>>;

/**
 * A preset from any value, usually an edited copy's JSON: its form, then what it says (`checkPreset`). Fields with a default may lack. All problems of the
 * first kind are given at once, else all of the second; never throws.
 */
export function readPreset(value: unknown): Result<Preset, readonly PresetProblem[]> {
  const read = readPresetForm(value);
  if (!read.ok) return read;
  const wrong = checkPreset(read.value);
  return wrong.length > 0 ? { ok: false, error: wrong } : read;
}

/** A preset that may say wrong things, in the right form: what stands in an editor. */
export function readPresetForm(value: unknown): Result<Preset, readonly PresetProblem[]> {
  const { success, output, issues } = safeParse(schema, value);
  return success ? { ok: true, value: output } : { ok: false, error: issues.flatMap(problemsOf) };
}

function problemsOf({ message: told, path }: BaseIssue<unknown>): readonly PresetProblem[] {
  const faults = JSON.parse(told) as readonly (PresetFault & { readonly name?: string })[];
  const keys = (path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  return faults.map((one) =>
    one.code === 'unknown-field'
      ? { code: one.code, path: pathOf([...keys.slice(0, -1), one.name ?? '']) }
      : { ...one, path: pathOf(keys) },
  );
}

/** `messages[1].content`. */
function pathOf(keys: readonly (string | number)[]): string {
  return keys.reduce<string>(
    (path, key) => (typeof key === 'number' ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`),
    '',
  );
}
