import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connectEngine, loadModel, planRun, probeGpu, readLikelihoods, startRun } from './engines/webllm/client.ts';
import { connectFirstStage, loadEncoder, orderList } from './instant/client.ts';
import catalog from './engines/webllm/model-catalog.json' with { type: 'json' };
import { openExperiments } from './app/storage/experiments.ts';
import { openHistory } from './app/storage/history.ts';
import type { AppAction } from './app/page/action.ts';
import type { AppState } from './app/page/state.ts';
import { EMPTY_DRAFT, initialState } from './app/page/state.ts';
import { createStore } from './app/page/store.ts';
import { decodeExperimentDraft } from './app/features/compare/draft.ts';
import { decodePreferences, decodeView, DEFAULT_PREFERENCES, preferredLanguage } from './app/page/preferences.ts';
import { mayWait, reduceApp } from './app/page/reduce.ts';
import { APP_VERSION } from './app/shell/app-version.ts';
import { App } from './app/shell/app.tsx';
import { createDraftStorage } from './app/page/draft.ts';
import type { EngineLink } from './app/features/run/controller.ts';
import { createExportActions } from './app/features/export/controller.ts';
import { createFirstStageActions } from './app/features/instant/controller.ts';
import type { FirstStageLink } from './app/features/instant/controller.ts';
import { createHistoryActions } from './app/features/history/controller.ts';
import { createLensActions } from './app/features/lenses/controller.ts';
import { createLabActions } from './app/features/compare/controller.ts';
import { createOpenActions } from './app/features/input/controller.ts';
import { createPageActions } from './app/features/run/controller.ts';
import { saveFile } from './app/shell/save-file.ts';
import { readSample } from './app/features/input/read-sample.ts';
import './app/design/tokens.css';
import './app/design/base.css';
import './app/design/layout.css';
import './app/design/input.css';
import './app/design/history.css';
import './app/design/run.css';
import './app/design/method.css';
import './app/design/trace.css';
import './app/design/timeline.css';
import './app/design/ranking.css';
import './app/design/charts.css';
import './app/design/view-switch.css';
import './app/design/touch.css';
import './app/design/print.css';

/** Composition root: the only file that sees all rooms. `?model=`, `?library=` and `?encoder=` choose what tests run on. */
const DEFAULT_MODEL = 'glassrank-135m-q4f32_1';
/** How long a stop may take before it can be forced. A short prompt is read in less on most machines. */
const GRACE_MS = 4000;
/** Typing rests this long before the instant order is worked out anew. */
const DEBOUNCE_MS = 250;
/** How long a run waits for the encoder before it starts without it, and says so. */
const PATIENCE_MS = 10_000;
const PREFERENCES_KEY = 'glassrank.preferences';
const VIEW_KEY = 'glassrank.view';
const EXPERIMENT_KEY = 'glassrank.experiment-draft';
/** A draft is saved when editing has rested this long: a long one takes a while to write. */
const SAVE_MS = 400;

const address = new URLSearchParams(location.search);
const askedModel = address.get('model');
const askedLibrary = address.get('library') || null;
const askedEncoder = address.get('encoder') === 'webgpu' ? { device: 'webgpu' as const } : {};
const known =
  catalog.models.find((model) => model.id === askedModel) ?? catalog.models.find((model) => model.id === DEFAULT_MODEL);
const modelId = known?.id ?? askedModel ?? DEFAULT_MODEL;
// Test models are for tests: they are listed only when asked for by name.
const models = catalog.models.filter((model) => !model.id.startsWith('test-') || model.id === modelId);

function connect(): EngineLink {
  const engine = connectEngine();
  return {
    probe: () => probeGpu(engine),
    async load(id, onEvent) {
      const load = loadModel({ engine, modelId: id, ...(askedLibrary === null ? {} : { options: { library: askedLibrary } }) });
      for await (const event of load.events) onEvent(event);
      return load.result;
    },
    // The page offers "force stop" itself, so the worker is never killed behind the person's back.
    run(run) {
      const { events, skip } = startRun({ engine, ...run, graceMs: Number.POSITIVE_INFINITY });
      return { [Symbol.asyncIterator]: () => events[Symbol.asyncIterator](), skip };
    },
    forecast: (run) => planRun(engine, run),
    likelihoods: (asked) => readLikelihoods({ engine, ...asked }),
    isAlive: () => !engine.lost.aborted,
    end: () => engine.terminate(),
  };
}

function connectInstantOrder(): FirstStageLink {
  const firstStage = connectFirstStage();
  return {
    load: (onEvent) => loadEncoder({ firstStage, options: askedEncoder, onEvent }),
    order: (request) => orderList(firstStage, request),
    isAlive: () => !firstStage.lost.aborted,
    end: () => firstStage.terminate(),
  };
}

function readStored(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

function keepText(storage: () => Storage, key: string, text: string): void {
  try {
    storage().setItem(key, text);
  } catch {
    // Storage is off or full: the words stay on the page, only a reload would lose them. What an earlier edit left there is no longer true.
    try {
      storage().removeItem(key);
    } catch {
      // Nothing was there.
    }
  }
}

const local = (): Storage => localStorage;
const session = (): Storage => sessionStorage;
const draftStorage = createDraftStorage(session);
const draft = draftStorage.read();
const store = createStore<AppState, AppAction>({
  initial: initialState({
    modelId,
    input: draft?.input ?? EMPTY_DRAFT,
    settings: draft?.settings ?? {},
    startFrom: draft?.startFrom ?? 'instant',
    view: decodeView(readStored(session, VIEW_KEY)),
    preferences: decodePreferences(readStored(local, PREFERENCES_KEY), {
      ...DEFAULT_PREFERENCES,
      language: preferredLanguage(navigator.languages),
    }),
  }),
  reduce: reduceApp,
  schedule: (callback) => requestAnimationFrame(callback),
  mayWait,
});

const heldExperiment = decodeExperimentDraft(readStored(session, EXPERIMENT_KEY));
if (heldExperiment !== null) store.dispatch({ type: 'experiment-draft', change: heldExperiment });

let saved = store.getState();
let saving: ReturnType<typeof setTimeout> | undefined;
const saveDraft = (): void => {
  clearTimeout(saving);
  saving = undefined;
  draftStorage.save(store.getState());
};
store.subscribe(() => {
  const state = store.getState();
  const { input, settings, startFrom, preferences, view, experiment } = state;
  if (view !== saved.view) keepText(session, VIEW_KEY, view);
  if (experiment.draft !== saved.experiment.draft) keepText(session, EXPERIMENT_KEY, JSON.stringify(experiment.draft));
  if (preferences !== saved.preferences) keepText(local, PREFERENCES_KEY, JSON.stringify(preferences));
  if (input !== saved.input || settings !== saved.settings || startFrom !== saved.startFrom)
    saving ??= setTimeout(saveDraft, SAVE_MS);
  saved = state;
});
addEventListener('pagehide', () => {
  if (saving !== undefined) saveDraft();
});

const firstStage = createFirstStageActions({
  store,
  connect: connectInstantOrder,
  debounceMs: DEBOUNCE_MS,
  patienceMs: PATIENCE_MS,
  // Safari has no requestIdleCallback.
  whenIdle: (callback) =>
    'requestIdleCallback' in globalThis ? requestIdleCallback(callback, { timeout: 2000 }) : setTimeout(callback, 500),
  now: () => performance.now(),
  save: saveFile,
});
const newId = (): string => crypto.randomUUID();
const isoNow = (): string => new Date().toISOString();
const page = createPageActions({ store, connect, newId, requestFor: firstStage.requestFor, graceMs: GRACE_MS });
const open = createOpenActions({
  store,
  newId,
  readSample: (id) => readSample(new URL(`samples/${id}.json`, document.baseURI)),
});
const exports = createExportActions({
  store,
  appVersion: APP_VERSION,
  isoNow,
  save: saveFile,
  async readReplayTemplate() {
    const response = await fetch(new URL('replay-template.html', document.baseURI));
    if (!response.ok) throw new Error(`replay-template.html: ${response.status}`);
    return response.text();
  },
  copy: (text) => navigator.clipboard.writeText(text),
  address: `${location.origin}${location.pathname}`,
  print: () => globalThis.print(),
});
const pastRuns = openHistory({ isoNow });
const history = createHistoryActions({ store, history: pastRuns, appVersion: APP_VERSION, isoNow });
const lab = createLabActions({
  store,
  page,
  experiments: openExperiments({ isoNow }),
  usage: pastRuns.usage,
  requestFor: firstStage.requestFor,
  newId,
  isoNow,
  appVersion: APP_VERSION,
  async sha256(bytes) {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  },
  save: saveFile,
});

const lenses = createLensActions({ store, borrow: page.borrow, newId, now: () => performance.now(), save: saveFile });

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App store={store} actions={{ ...page, ...open, ...exports, firstStage, history, lab, lenses }} models={models} />
  </StrictMode>,
);
void page.start();
firstStage.start();
void history.start();
void lab.start();
open.openShareLink(location.hash);
