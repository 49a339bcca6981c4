import type { InputDraft } from '../features/input/slice.ts';
import type { HistoryActions } from '../features/history/controller.ts';
import type { AppAction, AppState } from './state.ts';
import type { Store } from './store.ts';

/** A text as a file. */
export interface TextFile {
  readonly name: string;
  readonly mime: string;
  readonly text: string;
}

/** What lets nothing be lost where the page cannot be drawn. None of it rejects. */
export interface RescueActions {
  saveTyped(): void;
  /** Puts the run on stage away: it is kept under "Past runs", or saved as a file where nothing can be kept. */
  setRunAside(): Promise<void>;
  /** The same with what was typed. */
  setInputAside(): Promise<void>;
}

/** What was typed as files: query and passages in one, and each file that was dropped. */
export function typedFiles({ query, passages, files }: InputDraft): readonly TextFile[] {
  const mime = 'text/plain';
  const written = [query, passages].filter((text) => text.trim() !== '').join('\n\n');
  return [
    ...(written === '' ? [] : [{ name: 'glassrank-typed.txt', mime, text: written }]),
    ...files.map(({ name, text }) => ({ name: name.split('/').at(-1) ?? name, mime, text })),
  ];
}

export function createRescueActions({
  store,
  save,
  setAside,
}: {
  readonly store: Store<AppState, AppAction>;
  readonly save: (file: TextFile) => void;
  readonly setAside: HistoryActions['setAside'];
}): RescueActions {
  const saveTyped = (): void => typedFiles(store.getState().input).forEach(save);
  return {
    saveTyped,
    async setRunAside() {
      const { log } = store.getState();
      // The code that keeps it may not be had.
      const kept = await setAside('run').catch(() => undefined);
      if (kept === undefined) save({ name: 'glassrank-run.json', mime: 'application/json', text: JSON.stringify(log) });
      store.dispatch({ type: 'stage-clear' });
    },
    async setInputAside() {
      const kept = await setAside('input').catch(() => undefined);
      if (kept === undefined) saveTyped();
      store.dispatch({ type: 'input-clear' });
    },
  };
}
