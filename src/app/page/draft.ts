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
): { readonly head: string; readonly texts: () => string } {
  const { passages, files } = input;
  const head = { schema: DRAFT_SCHEMA, stamp, input: { ...input, passages: '', files: [] }, settings, startFrom };
  return { head: JSON.stringify(head), texts: () => JSON.stringify({ schema: DRAFT_SCHEMA, stamp, passages, files }) };
}

/** Where a draft outlives a reload. */
interface DraftStorage {
  /** What an earlier load of the page saved, as it was written; null when nothing was, or storage is off. */
  kept(): readonly [head: string, texts: string | null] | null;
  /** Writes the passages only when they changed since this page last wrote them: megabytes block the page while they are written. False: there was no room. */
  save(state: Pick<AppState, 'input' | 'settings' | 'startFrom'>): boolean;
}

const HEAD_KEY = 'glassrank.draft';
const TEXTS_KEY = 'glassrank.draft.texts';

/** `storage` may throw, and so may all it does: then the words stay on the page, and only a reload would lose them. */
export function createDraftStorage(storage: () => Storage): DraftStorage {
  let written: Pick<InputDraft, 'passages' | 'files'> | null = null;
  // Higher than that of any page before in this tab.
  let stamp = Date.now();
  return {
    kept() {
      try {
        const head = storage().getItem(HEAD_KEY);
        return head === null ? null : [head, storage().getItem(TEXTS_KEY)];
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
        return true;
      } catch {
        written = null;
        // Full: what an earlier edit left there is no longer true.
        try {
          storage().removeItem(HEAD_KEY);
          storage().removeItem(TEXTS_KEY);
        } catch {
          // Nothing was there.
        }
        return false;
      }
    },
  };
}
