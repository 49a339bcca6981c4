import { sizeOf } from '../features/input/reading.ts';
import type { InputDraft } from '../features/input/slice.ts';
import type { AppState } from './state.ts';

/** Version of the draft's JSON. */
export const DRAFT_SCHEMA = 1;

/** Column, role and cut choices are left to the guess after a reload. */
export function encodeDraft(state: Pick<AppState, 'input' | 'settings' | 'startFrom'>): string {
  return JSON.stringify({ schema: DRAFT_SCHEMA, input: state.input, settings: state.settings, startFrom: state.startFrom });
}

/**
 * The same draft in two parts, so that typing a query does not write a thousand passages anew. Both carry the stamp: parts of two drafts are never put
 * together.
 */
export function encodeDraftParts(
  { input, settings, startFrom }: Pick<AppState, 'input' | 'settings' | 'startFrom'>,
  stamp: number,
): { readonly head: string; readonly texts: DraftTexts } {
  const { passages, files } = input;
  const head = { schema: DRAFT_SCHEMA, stamp, input: { ...input, passages: '', files: [] }, settings, startFrom };
  return { head: JSON.stringify(head), texts: { schema: DRAFT_SCHEMA, stamp, passages, files } };
}

/** The part of a draft that may be long. */
export interface DraftTexts extends Pick<InputDraft, 'passages' | 'files'> {
  readonly schema: typeof DRAFT_SCHEMA;
  readonly stamp: number;
}

/** Where texts are kept that the tab's own storage has no room for. They are handed over as they are: JSON of megabytes blocks the page. No call rejects. */
export interface LongTexts {
  /** What `save` was given, unless something else lies there. Null: they are not there; undefined: nobody can look now. */
  load(key: string): Promise<unknown>;
  /** False: there is no room here either. */
  save(key: string, texts: DraftTexts): Promise<boolean>;
  /** What this page saved under a key is needed no more. */
  forget(key: string): Promise<void>;
}

/** A draft's two parts, as they were written: the texts as JSON, or as they are where they were kept so. */
type KeptParts = readonly [head: string, texts: unknown];

/** Where a draft outlives a reload. */
interface DraftStorage {
  /** What an earlier load of the page saved; null when nothing was, or storage is off. missing: there is something, and it cannot be had now. */
  kept(): Promise<KeptParts | null | 'missing'>;
  /**
   * Writes the passages only when they changed since this page last wrote them: megabytes block the page while they are written. False: there was no room, and a
   * reload would lose them.
   */
  save(state: Pick<AppState, 'input' | 'settings' | 'startFrom'>): boolean | Promise<boolean>;
  /** Deletes what was saved; a later save writes all of it anew. */
  forget(): void;
}

const HEAD_KEY = 'glassrank.draft';
const TEXTS_KEY = 'glassrank.draft.texts';
/** Characters that a tab's storage has room for in every browser (5 MB, two bytes each). JSON of more takes longer than 50 ms to write on a slow machine. */
const EVERY_TAB_HOLDS = 2_500_000;
/** Characters that no browser's has room for. */
const NO_TAB_HOLDS = 2 * EVERY_TAB_HOLDS;

/** The key that a head's texts are kept under elsewhere; null: they stand beside it. */
function elsewhereOf(head: string): string | null {
  try {
    const { elsewhere } = JSON.parse(head) as { readonly elsewhere?: unknown };
    return typeof elsewhere === 'string' ? elsewhere : null;
  } catch {
    return null;
  }
}

/** `storage` may throw, and so may all it does: then the words stay on the page, and only a reload would lose them. `page`: a name of this load of it. */
export function createDraftStorage(storage: () => Storage, long: LongTexts, page: string): DraftStorage {
  /** What the newest head's texts are, and where they lie: null for beside it. */
  let written: (Pick<InputDraft, 'passages' | 'files'> & { readonly elsewhere: string | null }) | null = null;
  // Higher than that of any page before in this tab.
  let stamp = Date.now();
  let turn = 0;
  const setHead = (state: Parameters<DraftStorage['save']>[0], elsewhere: string | null): void => {
    const { head } = encodeDraftParts(state, stamp);
    storage().setItem(HEAD_KEY, elsewhere === null ? head : JSON.stringify({ ...(JSON.parse(head) as object), elsewhere }));
  };
  const clear = (key: string): void => {
    try {
      storage().removeItem(key);
    } catch {
      // Nothing was there.
    }
  };
  const move = (texts: Pick<InputDraft, 'passages' | 'files'>, elsewhere: string | null): void => {
    const before = written?.elsewhere ?? null;
    written = { passages: texts.passages, files: texts.files, elsewhere };
    if (before !== null && before !== elsewhere) void long.forget(before);
  };

  /** Beside the head. False: there is no room. */
  const saveBeside = (state: Parameters<DraftStorage['save']>[0], same: boolean): boolean => {
    try {
      const { texts } = encodeDraftParts(state, stamp);
      // First the texts: a head without its own is read as one without passages.
      if (!same) storage().setItem(TEXTS_KEY, JSON.stringify(texts));
      setHead(state, null);
      move(state.input, null);
      return true;
    } catch {
      return false;
    }
  };

  const saveElsewhere = async (state: Parameters<DraftStorage['save']>[0], mine: number): Promise<boolean> => {
    const key = `${page}.${stamp}`;
    const kept = await long.save(key, encodeDraftParts(state, stamp).texts);
    // A newer save has the word.
    if (mine !== turn) {
      if (written?.elsewhere !== key) void long.forget(key);
      return kept;
    }
    try {
      if (kept) setHead(state, key);
    } catch {
      return saveNone(state);
    }
    if (!kept) return (sizeOf(state.input) < NO_TAB_HOLDS && saveBeside(state, false)) || saveNone(state);
    move(state.input, key);
    clear(TEXTS_KEY);
    return true;
  };

  /** The texts of an earlier edit are no longer true; the query and the settings are kept without any. */
  const saveNone = (state: Parameters<DraftStorage['save']>[0]): false => {
    clear(TEXTS_KEY);
    clear(HEAD_KEY);
    written = null;
    try {
      setHead(state, null);
    } catch {
      // Full, or off.
    }
    return false;
  };

  return {
    async kept() {
      try {
        const head = storage().getItem(HEAD_KEY);
        if (head === null) return null;
        const elsewhere = elsewhereOf(head);
        const texts = elsewhere === null ? storage().getItem(TEXTS_KEY) : await long.load(elsewhere);
        return texts === undefined ? 'missing' : [head, texts];
      } catch {
        // Something may be there: it is not written over, and the page says that it keeps nothing.
        return 'missing';
      }
    },
    save(state) {
      const { passages, files } = state.input;
      const same = written !== null && written.passages === passages && written.files === files;
      turn += 1;
      if (!same) stamp += 1;
      if (same && written !== null && written.elsewhere !== null) {
        try {
          setHead(state, written.elsewhere);
          return true;
        } catch {
          return saveNone(state);
        }
      }
      return ((same || sizeOf(state.input) < EVERY_TAB_HOLDS) && saveBeside(state, same)) || saveElsewhere(state, turn);
    },
    forget() {
      // A save that is under way elsewhere has no longer the word.
      turn += 1;
      clear(TEXTS_KEY);
      clear(HEAD_KEY);
      if (written !== null && written.elsewhere !== null) void long.forget(written.elsewhere);
      written = null;
    },
  };
}
