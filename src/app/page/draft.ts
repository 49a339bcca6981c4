import { EMPTY_DRAFT } from '../features/input/slice.ts';
import type { InputDraft } from '../features/input/slice.ts';
import type { InputFile, SourceFormat } from '../../core/input/reading.ts';
import type { RunSettings } from '../../core/log/event.ts';
import { readSettings } from '../../core/run/settings.ts';
import { readMethod } from '../../core/run/method.ts';
import type { StartFrom } from '../features/instant/slice.ts';
import type { AppState } from './state.ts';

/** What outlives a reload: the words typed and the settings changed. Results are exported, not saved here. */
interface SavedDraft {
  readonly input: InputDraft;
  readonly settings: Partial<RunSettings>;
  readonly startFrom: StartFrom;
}

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
const STARTS: readonly StartFrom[] = ['instant', 'given', 'score', 'bm25'];

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

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readRunSettings(value: unknown): Partial<RunSettings> {
  const method = isRecord(value) ? readMethod(value['method']) : null;
  return { ...readSettings(value), ...(method === null ? {} : { method }) };
}

function readOrigin(value: unknown): InputDraft['origin'] {
  if (!isRecord(value)) return null;
  const { type, credit, names } = value;
  if (type === 'sample' && typeof credit === 'string') return { type, credit };
  const isNames = Array.isArray(names) && names.every((name): name is string => typeof name === 'string');
  return type === 'files' && isNames ? { type, names } : null;
}

function readFiles(value: unknown): readonly InputFile[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((file: unknown) => {
    if (!isRecord(file)) return [];
    const { name, text } = file;
    return typeof name === 'string' && typeof text === 'string' ? [{ name, text }] : [];
  });
}

function parseSaved(text: string | null): Readonly<Record<string, unknown>> | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && value['schema'] === SCHEMA ? value : null;
  } catch {
    return null;
  }
}

/**
 * Reads what an earlier load of the page saved: whole, or as a head with its texts. Anything unfit is left out, also texts of another stamp; null when
 * nothing can be used.
 */
export function decodeDraft(text: string | null, savedTexts: string | null = null): SavedDraft | null {
  const value = parseSaved(text);
  if (value === null || !isRecord(value['input'])) return null;
  const texts = value['stamp'] === undefined ? null : parseSaved(savedTexts);
  const own = texts !== null && texts['stamp'] === value['stamp'] ? texts : {};
  const { query, passages, files, format, requestIndex, origin } = { ...value['input'], ...own };
  if (typeof query !== 'string' || typeof passages !== 'string') return null;
  return {
    input: {
      ...EMPTY_DRAFT,
      query,
      passages,
      files: readFiles(files),
      format: typeof format === 'string' && Object.hasOwn(FORMATS, format) ? (format as SourceFormat) : null,
      requestIndex: typeof requestIndex === 'number' && Number.isInteger(requestIndex) && requestIndex >= 0 ? requestIndex : 0,
      origin: readOrigin(origin),
    },
    settings: readRunSettings(value['settings']),
    startFrom: STARTS.find((start) => start === value['startFrom']) ?? 'instant',
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
