import type { OpenSetup } from '../features/input/controller.ts';
import { readLargeElsewhere } from '../features/input/reading.ts';
import { createFirstStageActions, LISTS_AS_GIVEN } from '../features/instant/controller.ts';
import { createPageActions } from '../features/run/controller.ts';
import type { ShelfReading } from '../features/run/shelf.ts';
import type { EngineClient, EngineWanted } from '../../engines/engine-client.ts';
import type { InstantClient } from '../../instant/client.ts';
import type { AppActions } from './actions.ts';
import { loadWords } from '../words/index.ts';
import type { RunLook } from '../shell/look.ts';
import { createKeeper } from './keep.ts';
import type { Shelves } from './keep.ts';
import type { Locks } from '../storage/drafts.ts';
import { later, loadParts } from './part.tsx';
import { PARTS } from './parts.ts';
import { mayWait, reduceApp } from './reduce.ts';
import { createRescueActions } from './rescue.ts';
import type { TakenList } from '../features/lessons/take-list.ts';
import type { TextFile } from './rescue.ts';
import type { AppAction, AppState } from './state.ts';
import { createStore } from './store.ts';
import type { Store } from './store.ts';

/** Everything around a page that is not the page itself: a browser's own parts in main.tsx, scripted ones in tests. */
export interface PageWorld extends Omit<Shelves, 'longTexts'> {
  readonly appVersion: string;
  readonly modelId: string;
  /** The browser's languages, the most wanted first. */
  readonly languages: readonly string[];
  /** Starts a fresh engine, of the kind that the person wants where there is more than one. */
  readonly connectEngine: (wanted: EngineWanted) => EngineClient;
  /** What lies on the shelf of downloaded models now; absent: this page has none. */
  readonly readShelf?: () => Promise<ShelfReading>;
  /** A model that the address asks for and that is not to be had; absent or null: none. */
  readonly goneModel?: string | null;
  /** Starts a fresh worker of the first stage. Null: there is none, so lists stand and runs start as given. */
  readonly connectInstant: (() => InstantClient) | null;
  /** Starts a fresh worker that reads large inputs; absent: the page reads all by itself. */
  readonly readerWorker?: () => Worker;
  /** Locks of this browser, by which tabs know of each other; undefined where there are none. */
  readonly locks?: Locks | undefined;
  /** Name of the database of kept runs and experiments; undefined: the page's own. */
  readonly database?: string;
  /** Runs the callback soon, at most once per frame. */
  readonly schedule: (callback: () => void) => void;
  /** Calls back once the page has nothing more pressing to do. */
  readonly whenIdle: (callback: () => void) => void;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly isoNow: () => string;
  readonly newId: () => string;
  readonly readSample: OpenSetup['readSample'];
  /** The built replay page, which stands next to this one. Rejects where it can't be had. */
  readonly readReplayTemplate: () => Promise<string>;
  readonly save: (file: TextFile) => void;
  /** Rejects where the browser does not allow it. */
  readonly copy: (text: string) => Promise<void>;
  readonly print: () => void;
  /** Takes a newer version of the page that lies ready; absent: there never is one. */
  readonly updatePage?: () => void;
  /** This page's address without a hash, and the hash that it was opened with. */
  readonly address: string;
  readonly hash: string;
  /** How the address asks a run to be shown; absent or null: it does not. */
  readonly look?: RunLook | null;
  /** The lesson that the address asks for; absent or null: none. */
  readonly lesson?: string | null;
  /** The sample that the address asks for, and the prompt by which; absent or null: none. */
  readonly taken?: TakenList | null;
  /** The text of a recorded run's file, which lies next to this page. Rejects where it can't be had; absent: there are none. */
  readonly readRecorded?: (id: string) => Promise<string>;
  /** The recorded run that the address asks for; absent or null: none. */
  readonly recorded?: string | null;
  /** Takes the hash out of the page's address. */
  readonly dropHash: () => void;
  /** Milliseconds a stop may take before its worker is left. A short prompt is read in less on most machines. */
  readonly graceMs?: number;
  /** Milliseconds that typing rests before the instant order is worked out anew. */
  readonly debounceMs?: number;
  /** Milliseconds a run waits for the encoder before it starts without it, and says so. */
  readonly patienceMs?: number;
}

/** A page without its pixels: `App` draws it. */
export interface Page {
  readonly store: Store<AppState, AppAction>;
  readonly actions: AppActions;
  /** Fetches what the first picture of the page needs beyond the first script: words, the view and the reader of what was kept. Never rejects. */
  prepare(): Promise<void>;
  /** Looks at the GPU, reads what is kept, opens the address's run. Resolves when all of that has been tried. */
  start(): Promise<void>;
  /** The page is about to go: what still waits is written down. False: what is written in the page would be lost. */
  hide(): boolean;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The only place where the page is put together. Waits for the code that reads what earlier visits kept, where there is anything. */
export async function createPage(world: PageWorld): Promise<Page> {
  const { appVersion, newId, isoNow, now, save } = world;
  const database = { isoNow, ...(world.database === undefined ? {} : { name: world.database }) };
  const longDrafts = later(PARTS.drafts, ({ openDrafts }) => openDrafts({ ...database, now: Date.now, locks: world.locks }));
  const keeper = await createKeeper({ ...world, longTexts: longDrafts });
  const store = createStore<AppState, AppAction>({
    initial: {
      ...keeper.initial,
      linkedLook: world.look ?? null,
      ...(world.lesson == null ? {} : { lesson: world.lesson, view: 'lessons' }),
    },
    reduce: reduceApp,
    schedule: world.schedule,
    mayWait,
  });
  keeper.follow(store);
  const firstStage =
    world.connectInstant === null
      ? LISTS_AS_GIVEN
      : createFirstStageActions({
          store,
          connect: world.connectInstant,
          debounceMs: world.debounceMs ?? 250,
          patienceMs: world.patienceMs ?? 10_000,
          whenIdle: world.whenIdle,
          now,
        });
  const { requestFor } = firstStage;
  const run = createPageActions({
    store,
    connect: () => world.connectEngine(store.getState().preferences.engine),
    newId,
    requestFor,
    graceMs: world.graceMs ?? 1500,
    ...(world.readShelf === undefined ? {} : { readShelf: world.readShelf }),
  });
  const { readerWorker } = world;
  const large =
    readerWorker === undefined
      ? null
      : later(PARTS.large, ({ createLargeReader }) => createLargeReader({ store, makeWorker: readerWorker }));
  readLargeElsewhere(large !== null);
  const open = later(PARTS.open, ({ createOpenActions }) =>
    createOpenActions({ store, newId, readSample: world.readSample, dropHash: world.dropHash, large }),
  );
  const exports = later(PARTS.exporter, ({ createExportActions }) => createExportActions({ ...world, store }));
  const history = later(PARTS.history, ({ createHistoryActions, openHistory, openAside }) =>
    createHistoryActions({
      store,
      history: openHistory(database),
      aside: openAside(database),
      newId,
      save,
      appVersion,
      isoNow,
    }),
  );
  const compare = later(PARTS.experiments, ({ createCompareActions, openExperiments, openHistory }) =>
    createCompareActions({
      store,
      page: run,
      experiments: openExperiments(database),
      makeReader: readerWorker,
      usage: openHistory(database).usage,
      keptDraft: keeper.experiment,
      requestFor,
      newId,
      isoNow,
      appVersion,
      sha256,
      save,
    }),
  );
  const lenses = later(PARTS.lensRuns, ({ createLensActions }) =>
    createLensActions({ store, borrow: run.borrow, newId, now, save }),
  );
  const gallery = later(PARTS.galleryRuns, ({ createGalleryActions }) =>
    createGalleryActions({ store, readRecorded: world.readRecorded ?? ((id) => Promise.reject(new Error(id))) }),
  );
  let leave = (): void => {};
  const recovery = later(PARTS.recovery, ({ openRecovery }) => {
    const made = openRecovery({ ...world, ...database, store, page: run });
    ({ leave } = made);
    return made;
  });
  const linked = later(PARTS.taken, ({ takeList }) => ({ takeList }));
  const rescue = createRescueActions({ store, save, setAside: history.setAside });
  for (const one of [PARTS.reader, PARTS.structured])
    one.subscribe(() => {
      if (one.here !== null) store.dispatch({ type: 'input-read' });
    });
  return {
    store,
    actions: {
      ...run,
      open,
      exports,
      firstStage,
      gallery,
      history,
      compare,
      lenses,
      recovery,
      rescue,
      updatePage: world.updatePage ?? (() => {}),
    },
    async prepare() {
      const { input, view, preferences } = store.getState();
      const written = input.passages !== '' || input.files.length > 0;
      const wanted = [
        ...(written ? [PARTS.reader, PARTS.structured, PARTS.windowedList] : []),
        ...(view === 'workbench' ? [] : [PARTS[view]]),
      ];
      // What cannot be fetched says so on the page.
      await Promise.allSettled([loadWords(preferences.language), ...wanted.map((one) => one.load())]);
      if (world.recorded != null) await gallery.open(world.recorded, world.look ?? 'study');
    },
    async start() {
      firstStage.start();
      const { goneModel = null } = world;
      if (goneModel !== null) store.dispatch({ type: 'shelf-gone', modelId: goneModel });
      for (const one of [PARTS.reader, PARTS.structured]) one.load().catch(() => {});
      void large?.follow().then((follows: boolean | undefined) => {
        if (follows === true) return;
        // Its code cannot be had: the page reads by itself.
        readLargeElsewhere(false);
        store.dispatch({ type: 'input-read' });
      });
      world.whenIdle(() => void loadParts());
      await Promise.all([
        run.start(),
        run.readShelf(),
        history.start(),
        recovery.start(),
        longDrafts.sweep(),
        keeper.unread !== null && history.keepUnread(keeper.unread),
        compare.start(),
        world.hash.length > 1 && open.openShareLink(world.hash),
        world.taken != null && linked.takeList(world.taken, { open, dispatch: store.dispatch }),
      ]);
    },
    hide() {
      leave();
      return keeper.flush();
    },
  };
}
