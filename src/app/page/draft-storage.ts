import type { AppState, InputDraft } from './state.ts';
import { decodeDraft, encodeDraftParts } from './saved-draft.ts';
import type { SavedDraft } from './saved-draft.ts';

/** Where a draft outlives a reload. */
export interface DraftStorage {
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
