import { EMPTY_DRAFT } from '../features/input/slice.ts';
import type { InputDraft } from '../features/input/slice.ts';
import type { SourceFormat } from '../../core/input/reading.ts';
import type { RunSettings } from '../../core/log/event.ts';
import { readSettings } from '../../core/run/settings.ts';
import { readMethod } from '../../core/run/method.ts';
import {
  anything,
  count,
  fields,
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
import type { AppState } from './state.ts';

const SCHEMA = 1;

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
  files: true,
};

/** Column, role and cut choices are left to the guess after a reload. */
const inputDraft = fields({
  query: text,
  passages: text,
  files: soundItems(fields({ name: text, text })),
  format: orNull(oneOf(Object.keys(FORMATS) as readonly SourceFormat[])),
  requestIndex: count,
  origin: orNull(oneKindOf([fields({ type: only('sample'), credit: text }), fields({ type: only('files'), names: list(text) })])),
});

/** What outlives a reload: the words typed and the settings changed. Results are exported, not saved here. */
const savedDraft = fields({
  settings: readBy(readRunSettings),
  startFrom: oneOf(['instant', 'given', 'score', 'bm25']),
});
interface SavedDraft extends TypeOf<typeof savedDraft> {
  readonly input: InputDraft;
}

/** A draft without its texts, or its texts alone; both of one stamp, which a draft that was saved whole has not. */
const savedPart = fields({ schema: only(SCHEMA), stamp: maybe(anything), input: maybe(anything) });

/** What every draft must have; anything else of it may lack. */
const words = fields({ query: text, passages: text });

/** Column, role and cut choices are left to the guess after a reload. */
export function encodeDraft(state: Pick<AppState, 'input' | 'settings' | 'startFrom'>): string {
  return JSON.stringify({ schema: SCHEMA, input: state.input, settings: state.settings, startFrom: state.startFrom });
}

/**
 * The same draft in two parts, so that typing a query does not write a thousand passages anew. Both carry the stamp: parts of two drafts are never put
 * together.
 */
export function encodeDraftParts(
  { input, settings, startFrom }: Pick<AppState, 'input' | 'settings' | 'startFrom'>,
  stamp: number,
): { readonly head: string; readonly texts: () => string } {
  const { passages, files } = input;
  const head = { schema: SCHEMA, stamp, input: { ...input, passages: '', files: [] }, settings, startFrom };
  return { head: JSON.stringify(head), texts: () => JSON.stringify({ schema: SCHEMA, stamp, passages, files }) };
}

function readRunSettings(value: unknown): Partial<RunSettings> {
  const method = readMethod(read(fields({ method: anything }), value)?.method);
  return { ...readSettings(value), ...(method === null ? {} : { method }) };
}

/**
 * Reads what an earlier load of the page saved: whole, or as a head with its texts. Anything unfit is left out, also texts of another stamp; null when
 * nothing can be used.
 */
export function decodeDraft(source: string | null, savedTexts: string | null = null): SavedDraft | null {
  const head = read(savedPart, jsonOf(source));
  if (head === null) return null;
  const texts = head.stamp === undefined ? null : read(savedPart, jsonOf(savedTexts));
  const input = { ...Object(head.input), ...(texts?.stamp === head.stamp ? texts : {}) };
  if (read(words, input) === null) return null;
  return {
    ...readFields(savedDraft, head, { settings: {}, startFrom: 'instant' }),
    input: { ...EMPTY_DRAFT, ...readFields(inputDraft, input, EMPTY_DRAFT) },
  };
}

/** Where a draft outlives a reload. */
interface DraftStorage {
  /** Null when nothing was saved, or storage is off. */
  read(): SavedDraft | null;
  /** Writes the passages only when they changed since this page last wrote them: megabytes block the page while they are written. */
  save(state: Pick<AppState, 'input' | 'settings' | 'startFrom'>): void;
}

const HEAD_KEY = 'glassrank.draft';
const TEXTS_KEY = 'glassrank.draft.texts';

/** `storage` may throw, and so may all it does: then the words stay on the page, and only a reload would lose them. */
export function createDraftStorage(storage: () => Storage): DraftStorage {
  let written: Pick<InputDraft, 'passages' | 'files'> | null = null;
  // Higher than that of any page before in this tab.
  let stamp = Date.now();
  return {
    read() {
      try {
        return decodeDraft(storage().getItem(HEAD_KEY), storage().getItem(TEXTS_KEY));
      } catch {
        return null;
      }
    },
    save(state) {
      const { passages, files } = state.input;
      const same = written !== null && written.passages === passages && written.files === files;
      if (!same) stamp += 1;
      const { head, texts } = encodeDraftParts(state, stamp);
      try {
        // First the texts: a head without its own is read as one without passages.
        if (!same) storage().setItem(TEXTS_KEY, texts());
        storage().setItem(HEAD_KEY, head);
        written = { passages, files };
      } catch {
        written = null;
        // Full: what an earlier edit left there is no longer true.
        try {
          storage().removeItem(HEAD_KEY);
          storage().removeItem(TEXTS_KEY);
        } catch {
          // Nothing was there.
        }
      }
    },
  };
}
