import { createDraftStorage } from './draft.ts';
import type { LongTexts } from './draft.ts';
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
  /** Texts that neither has room for. */
  readonly longTexts: LongTexts;
  readonly newId: () => string;
}

function readFrom(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

/** False: there was no room. */
function write(storage: () => Storage, key: string, text: string): boolean {
  try {
    storage().setItem(key, text);
    return true;
  } catch {
    // Off or full: the words stay on the page, and what was there before stays there.
    return false;
  }
}

function clear(storage: () => Storage, key: string): void {
  try {
    storage().removeItem(key);
  } catch {
    // Off: nothing is there.
  }
}

/** What was kept, and what goes on keeping it. */
export interface Keeper {
  /** The page as it was left. */
  readonly initial: AppState;
  /** The experiment that was being put together, as it was written; null: none. */
  readonly experiment: string | null;
  /** A draft that was kept and cannot be read, as it was written; null: none. */
  readonly unread: string | null;
  /** From now on writes down what changes. */
  follow(store: Store<AppState, AppAction>): void;
  /** Writes what still waits to be written: the page is about to go. False: what is written in it would be lost. */
  flush(): boolean;
}

/** `languages`: the browser's, the most wanted first; they count until a language was chosen. */
export async function createKeeper({
  local,
  session,
  longTexts,
  newId,
  modelId,
  languages,
}: Shelves & { readonly modelId: string; readonly languages: readonly string[] }): Promise<Keeper> {
  const drafts = createDraftStorage(session, longTexts, newId());
  const fresh = { ...DEFAULT_PREFERENCES, language: preferredLanguage(languages) };
  const found = await drafts.kept();
  const draft = found === 'missing' ? null : found;
  const chosen = readFrom(local, PREFERENCES_KEY);
  // Null where nothing was kept.
  const reader =
    found === 'missing' || (draft === null && chosen === null) ? null : await PARTS.kept.load().catch(() => 'missing' as const);
  /** What was kept waits for another load of the page: nothing is written in its place. */
  const waits = found === 'missing' || reader === 'missing';
  const read = reader === null || reader === 'missing' || draft === null ? null : reader.decodeDraft(...draft);
  const initial: AppState = {
    ...initialState,
    modelId,
    ...read,
    view: decodeView(readFrom(session, VIEW_KEY)),
    kept: { ...initialState.kept, draft: !waits },
    preferences: reader === null || reader === 'missing' ? fresh : reader.decodePreferences(chosen, fresh),
  };
  let saving: ReturnType<typeof setTimeout> | undefined;
  let save = (): void => {};
  let kept = !waits;
  return {
    initial,
    unread:
      draft !== null && reader !== 'missing' && read === null
        ? draft.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join('\n')
        : null,
    experiment: readFrom(session, EXPERIMENT_KEY),
    follow(store) {
      if (waits) return;
      let before = store.getState();
      const tell = (what: keyof AppState['kept'], done: boolean): void => {
        if (store.getState().kept[what] !== done) store.dispatch({ type: 'keeping', what, kept: done });
      };
      save = () => {
        clearTimeout(saving);
        saving = undefined;
        // Asked for in between.
        if (store.getState().preferences.keepNothing) return;
        const saved = drafts.save(store.getState());
        const settle = (done: boolean): void => {
          kept = done;
          tell('draft', done);
        };
        if (typeof saved === 'boolean') return settle(saved);
        // Until it is known, a page that goes says that it would be lost.
        kept = false;
        void saved.then(settle);
      };
      /** Nothing of what is written stays behind; what is chosen does. */
      const forget = (): void => {
        clearTimeout(saving);
        saving = undefined;
        drafts.forget();
        for (const key of [VIEW_KEY, EXPERIMENT_KEY]) clear(session, key);
        kept = true;
        tell('draft', true);
        tell('experiment', true);
      };
      if (before.preferences.keepNothing) forget();
      store.subscribe(() => {
        const state = store.getState();
        const { input, settings, startFrom, preferences, view, compare } = state;
        const was = before;
        before = state;
        if (preferences !== was.preferences) tell('choices', write(local, PREFERENCES_KEY, JSON.stringify(preferences)));
        const forgotten = state.offline.forgotten !== was.offline.forgotten;
        if (forgotten || (preferences.keepNothing && !was.preferences.keepNothing)) forget();
        if (forgotten || preferences.keepNothing) return;
        if (view !== was.view) write(session, VIEW_KEY, view);
        if (compare.draft !== was.compare.draft)
          tell('experiment', write(session, EXPERIMENT_KEY, JSON.stringify(compare.draft)));
        if (input !== was.input || settings !== was.settings || startFrom !== was.startFrom) saving ??= setTimeout(save, SAVE_MS);
      });
    },
    flush() {
      if (saving !== undefined) save();
      return kept;
    },
  };
}
