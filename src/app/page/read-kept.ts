import type { DocumentOutline } from '../../core/documents/document.ts';
import { readOwnPresets } from '../../core/preset/own.ts';
import type { SourceFormat } from '../../core/input/reading.ts';
import type { RunSettings } from '../../core/log/event.ts';
import { readMethod } from '../../core/run/method.ts';
import { readSettings } from '../../core/run/settings.ts';
import {
  anything,
  as,
  count,
  fields,
  flag,
  jsonOf,
  list,
  maybe,
  oneKindOf,
  oneOf,
  only,
  orNull,
  read,
  readBy,
  readFields,
  soundItems,
  text,
} from '../../core/schema.ts';
import type { TypeOf } from '../../core/schema.ts';
import { ENGINES_WANTED } from '../../engines/engine-client.ts';
import { EMPTY_DRAFT } from '../features/input/slice.ts';
import type { InputDraft } from '../features/input/slice.ts';
import { LOOKS } from '../shell/look.ts';
import { LANGUAGE_CODES } from '../words/index.ts';
import { DRAFT_SCHEMA } from './draft.ts';

// Reads what earlier visits kept. Its code comes only to pages for which something was kept: it knows every preset and method.

/** What a person chose for all visits. */
const preferences = fields({
  language: oneOf(LANGUAGE_CODES),
  /** Single-letter keys; off for people whose speech input or slips of the hand would press them (WCAG 2.1.4). */
  shortcuts: flag,
  /** Whether finished runs are kept in this browser. */
  keepRuns: flag,
  /** Whether what is written and ranked stays in the page alone. */
  keepNothing: flag,
  /** How a run is shown: the one screen to watch, or everything. */
  look: oneOf(LOOKS),
  /** Where models run. */
  engine: oneOf(ENGINES_WANTED),
  /** Lessons that were done on this device, by their names. */
  lessonsDone: list(text),
  /** Prompts of the person's own, in the order in which they were made. */
  ownPresets: readBy(readOwnPresets),
});
export type Preferences = TypeOf<typeof preferences>;

/** Reads what `JSON.stringify` of preferences wrote; whatever is unfit or missing comes from `fallback`. */
export function decodePreferences(text: string | null, fallback: Preferences): Preferences {
  return readFields(preferences, jsonOf(text), fallback);
}

const FORMATS: Readonly<Record<SourceFormat, true>> = {
  'rank-llm-json': true,
  'rank-llm-jsonl': true,
  'rank-llm-invocations': true,
  'passages-json': true,
  trec: true,
  beir: true,
  'ms-marco': true,
  table: true,
  numbered: true,
  blocks: true,
  lines: true,
  document: true,
  documents: true,
  files: true,
};

/** Where headings and pages of a kept document stand: one that does not fit is left out with its file. */
const documentOutline = as<DocumentOutline>(
  fields({
    kind: text,
    title: text,
    pages: orNull(count),
    marks: list(fields({ type: text, at: count })),
    notes: list(anything),
  }),
);

/** Column, role and cut choices are left to the guess after a reload. */
const inputDraft = fields({
  query: text,
  passages: text,
  files: soundItems(fields({ name: text, text, document: maybe(documentOutline) })),
  format: orNull(oneOf(Object.keys(FORMATS) as readonly SourceFormat[])),
  requestIndex: count,
  origin: orNull(
    oneKindOf([
      fields({ type: only('sample'), credit: text, startFrom: maybe(only('given')) }),
      fields({ type: only('files'), names: list(text) }),
    ]),
  ),
});

/** What outlives a reload: the words typed and the settings changed. Results are exported, not saved here. */
const savedDraft = fields({
  settings: readBy(readRunSettings),
  startFrom: oneOf(['instant', 'given', 'score', 'bm25']),
});
export interface SavedDraft extends TypeOf<typeof savedDraft> {
  readonly input: InputDraft;
}

/** A draft without its texts, or its texts alone; both of one stamp, which a draft that was saved whole has not. */
const savedPart = fields({ schema: only(DRAFT_SCHEMA), stamp: maybe(anything), input: maybe(anything) });

/** What every draft must have; anything else of it may lack. */
const words = fields({ query: text, passages: text });

function readRunSettings(value: unknown): Partial<RunSettings> {
  const method = readMethod(read(fields({ method: anything }), value)?.method);
  return { ...readSettings(value), ...(method === null ? {} : { method }) };
}

/**
 * Reads what an earlier load of the page saved: whole, or as a head with its texts. Anything unfit is left out, also texts of another stamp; null when
 * nothing can be used.
 */
export function decodeDraft(source: string | null, savedTexts: unknown = null): SavedDraft | null {
  const head = read(savedPart, jsonOf(source));
  if (head === null) return null;
  const texts =
    head.stamp === undefined ? null : read(savedPart, typeof savedTexts === 'string' ? jsonOf(savedTexts) : savedTexts);
  const input = { ...Object(head.input), ...(texts?.stamp === head.stamp ? texts : {}) };
  if (read(words, input) === null) return null;
  return {
    ...readFields(savedDraft, head, { settings: {}, startFrom: 'instant' }),
    input: { ...EMPTY_DRAFT, ...readFields(inputDraft, input, EMPTY_DRAFT) },
  };
}
