import { parseLogFile } from '../../../core/log/file.ts';
import type { ParsedLogFile } from '../../../core/log/file.ts';
import { reduceLog } from '../../../core/log/view.ts';
import type { AppAction, AppState } from '../../page/state.ts';
import type { Store } from '../../page/store.ts';
import type { RunLook } from '../../shell/look.ts';
import { inputOf, openLog, replacesTyped } from '../input/open-log.ts';
import { galleryEntry, modelName } from './entries.ts';

interface GallerySetup {
  readonly store: Store<AppState, AppAction>;
  /** The text of a recorded run's file. Rejects where it can't be had. */
  readonly readRecorded: (id: string) => Promise<string>;
}

/** What can be done with recorded runs. None does anything while a run is going on; what goes wrong is told in the gallery. */
export interface GalleryActions {
  /** Shows a recorded run. Watched it plays from its beginning, studied it stands at its end. */
  open(id: string, look: RunLook): Promise<void>;
  /** Puts query and passages into the input, to be run here: with the order given, where the recorded run started from that. */
  take(id: string): Promise<void>;
  /** Lays two runs side by side. */
  pair(a: string, b: string): Promise<void>;
}

/** Nobody is made to watch for longer, where one of the speeds helps. Seconds. */
const LONGEST_WATCH = 40;

/** How many times as fast as it ran a run is played. */
function timesOf(seconds: number): number {
  return [1, 2, 4, 8].find((times) => seconds / times <= LONGEST_WATCH) ?? 8;
}

export function createGalleryActions({ store, readRecorded }: GallerySetup): GalleryActions {
  const trouble = (detail: string): null => {
    store.dispatch({ type: 'gallery-trouble', detail });
    store.dispatch({ type: 'page-view-choose', view: 'gallery' });
    return null;
  };
  const read = async (id: string): Promise<ParsedLogFile | null> => {
    if (galleryEntry(id) === null) return trouble(id);
    try {
      const parsed = parseLogFile(await readRecorded(id));
      return parsed.ok ? parsed.value : trouble(`${id}: ${parsed.error[0]?.code ?? ''}`);
    } catch (thrown) {
      return trouble(thrown instanceof Error ? thrown.message : String(thrown));
    }
  };
  const isRunning = (): boolean => store.getState().phase.type === 'running';
  return {
    async open(id, look) {
      const found = await read(id);
      const entry = galleryEntry(id);
      if (found === null || entry === null || isRunning()) return;
      const times = look === 'watch' ? timesOf(entry.seconds) : 1;
      const origin = { type: 'gallery', model: modelName(entry.model), times } as const;
      // What was typed stays: whoever wants the recorded list in its place takes it.
      await openLog(store, found, origin, replacesTyped(found, store.getState().input));
      store.dispatch({ type: 'look-ask', look });
      if (look === 'study') return;
      store.dispatch({ type: 'replay-speed', speed: times });
      store.dispatch({ type: 'cursor-move', index: 0 });
      store.dispatch({ type: 'replay-play' });
    },
    async take(id) {
      const found = await read(id);
      const start = found?.file.events[0];
      if (start?.type !== 'run-start' || isRunning()) return;
      const { input } = store.getState();
      const restored = inputOf({ request: start.request, name: `${id}.json` }, input);
      if (restored !== input) store.dispatch({ type: 'input-restore', input: restored });
      store.dispatch({
        type: 'start-from-choose',
        startFrom: start.request.firstStage === undefined ? 'given' : 'instant',
      });
      store.dispatch({ type: 'view-choose', showing: 'input' });
      store.dispatch({ type: 'page-view-choose', view: 'workbench' });
    },
    async pair(a, b) {
      const [one, other] = [await read(a), await read(b)];
      const [first, second] = [one, other].map((found) => (found === null ? null : reduceLog(found.file.events)));
      if (first == null || second == null) return;
      store.dispatch({ type: 'gallery-pair', pair: { a: { id: a, run: first }, b: { id: b, run: second } } });
    },
  };
}
