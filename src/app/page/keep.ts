import { createDraftStorage } from './draft.ts';
import { PARTS } from './parts.ts';
import { decodeView, DEFAULT_PREFERENCES, PREFERENCES_KEY, preferredLanguage } from './preferences.ts';
import { initialState } from './reduce.ts';
import type { AppAction, AppState } from './state.ts';
import type { Store } from './store.ts';

const VIEW_KEY = 'glassrank.view';
const EXPERIMENT_KEY = 'glassrank.experiment-draft';
/** A draft is saved when editing has rested this long: a long one takes a while to write. */
const SAVE_MS = 400;

/** Where a page keeps what outlives a reload. Both may throw, and so may all they do: then only a reload loses what was kept. */
export interface Shelves {
  /** What was chosen for all visits. */
  readonly local: () => Storage;
  /** What is written in this tab. */
  readonly session: () => Storage;
}

function read(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

function write(storage: () => Storage, key: string, text: string): void {
  try {
    storage().setItem(key, text);
  } catch {
    // Off or full: the words stay on the page. What an earlier edit left there is no longer true.
    try {
      storage().removeItem(key);
    } catch {
      // Nothing was there.
    }
  }
}

/** What was kept, and what goes on keeping it. */
export interface Keeper {
  /** The page as it was left. */
  readonly initial: AppState;
  /** The experiment that was being put together, as it was written; null: none. */
  readonly experiment: string | null;
  /** From now on writes down what changes. */
  follow(store: Store<AppState, AppAction>): void;
  /** Writes what still waits to be written: the page is about to go. False: what is written in it would be lost. */
  flush(): boolean;
}

/** `languages`: the browser's, the most wanted first; they count until a language was chosen. */
export async function createKeeper({
  local,
  session,
  modelId,
  languages,
}: Shelves & { readonly modelId: string; readonly languages: readonly string[] }): Promise<Keeper> {
  const drafts = createDraftStorage(session);
  const fresh = { ...DEFAULT_PREFERENCES, language: preferredLanguage(languages) };
  const draft = drafts.kept();
  const chosen = read(local, PREFERENCES_KEY);
  // Null where nothing was kept. Where it cannot be fetched nothing is written either: what was kept waits for the next load of the page.
  const reader = draft === null && chosen === null ? null : await PARTS.kept.load().catch(() => 'missing' as const);
  const initial: AppState = {
    ...initialState,
    modelId,
    ...(reader === null || reader === 'missing' || draft === null ? {} : reader.decodeDraft(...draft)),
    view: decodeView(read(session, VIEW_KEY)),
    preferences: reader === null || reader === 'missing' ? fresh : reader.decodePreferences(chosen, fresh),
  };
  let saving: ReturnType<typeof setTimeout> | undefined;
  let save = (): void => {};
  let kept = true;
  return {
    initial,
    experiment: read(session, EXPERIMENT_KEY),
    follow(store) {
      if (reader === 'missing') return;
      let before = store.getState();
      save = () => {
        clearTimeout(saving);
        saving = undefined;
        kept = drafts.save(store.getState());
      };
      store.subscribe(() => {
        const state = store.getState();
        const { input, settings, startFrom, preferences, view, compare } = state;
        if (view !== before.view) write(session, VIEW_KEY, view);
        if (compare.draft !== before.compare.draft) write(session, EXPERIMENT_KEY, JSON.stringify(compare.draft));
        if (preferences !== before.preferences) write(local, PREFERENCES_KEY, JSON.stringify(preferences));
        if (input !== before.input || settings !== before.settings || startFrom !== before.startFrom)
          saving ??= setTimeout(save, SAVE_MS);
        before = state;
      });
    },
    flush() {
      if (saving !== undefined) save();
      return kept;
    },
  };
}
