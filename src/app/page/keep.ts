import { decodeExperimentDraft } from '../features/compare/draft.ts';
import { createDraftStorage } from './draft.ts';
import { decodePreferences, decodeView, DEFAULT_PREFERENCES, preferredLanguage } from './preferences.ts';
import { initialState } from './reduce.ts';
import type { AppAction, AppState } from './state.ts';
import type { Store } from './store.ts';

const PREFERENCES_KEY = 'glassrank.preferences';
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
  /** From now on writes down what changes. */
  follow(store: Store<AppState, AppAction>): void;
  /** Writes what still waits to be written: the page is about to go. */
  flush(): void;
}

/** `languages`: the browser's, the most wanted first; they count until a language was chosen. */
export function createKeeper({
  local,
  session,
  modelId,
  languages,
}: Shelves & { readonly modelId: string; readonly languages: readonly string[] }): Keeper {
  const drafts = createDraftStorage(session);
  const draft = drafts.read();
  const opened: AppState = {
    ...initialState,
    modelId,
    ...draft,
    view: decodeView(read(session, VIEW_KEY)),
    preferences: decodePreferences(read(local, PREFERENCES_KEY), {
      ...DEFAULT_PREFERENCES,
      language: preferredLanguage(languages),
    }),
  };
  const experiment = decodeExperimentDraft(read(session, EXPERIMENT_KEY));
  const initial = experiment === null ? opened : { ...opened, compare: { ...opened.compare, draft: experiment } };
  let saving: ReturnType<typeof setTimeout> | undefined;
  let save = (): void => {};
  return {
    initial,
    follow(store) {
      let before = store.getState();
      save = () => {
        clearTimeout(saving);
        saving = undefined;
        drafts.save(store.getState());
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
    },
  };
}
