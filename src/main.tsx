import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connectEngine } from './client/connect-engine.ts';
import { connectFirstStage } from './client/connect-first-stage.ts';
import { loadEncoder } from './client/load-encoder.ts';
import { loadModel } from './client/load-model.ts';
import { orderList } from './client/order-list.ts';
import { probeGpu } from './client/probe-gpu.ts';
import { startRun } from './client/start-run.ts';
import catalog from './engine/model-catalog.json' with { type: 'json' };
import type { AppAction } from './state/app-action.ts';
import type { AppState } from './state/app-state.ts';
import { EMPTY_DRAFT, initialState } from './state/app-state.ts';
import { createStore } from './state/create-store.ts';
import { mayWait, reduceApp } from './state/reduce-app.ts';
import { decodeDraft, encodeDraft } from './state/saved-draft.ts';
import { APP_VERSION } from './ui/app/app-version.ts';
import { App } from './ui/app/app.tsx';
import type { EngineLink } from './ui/app/engine-link.ts';
import { createFirstStageActions } from './ui/app/first-stage-actions.ts';
import type { FirstStageLink } from './ui/app/first-stage-link.ts';
import { createPageActions } from './ui/app/page-actions.ts';
import { saveFile } from './ui/app/save-file.ts';
import { readSample } from './ui/input/read-sample.ts';
import './ui/styles/tokens.css';
import './ui/styles/base.css';
import './ui/styles/layout.css';
import './ui/styles/input.css';
import './ui/styles/run.css';
import './ui/styles/trace.css';
import './ui/styles/ranking.css';

/** Composition root: the only file that sees all rooms. `?model=`, `?library=` and `?encoder=` choose what tests run on. */
const DEFAULT_MODEL = 'glassrank-135m-q4f32_1';
/** How long a stop may take before it can be forced. A short prompt is read in less on most machines. */
const GRACE_MS = 4000;
/** Typing rests this long before the instant order is worked out anew. */
const DEBOUNCE_MS = 250;
/** How long a run waits for the encoder before it starts without it, and says so. */
const PATIENCE_MS = 10_000;
const DRAFT_KEY = 'glassrank.draft';

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
    run: (run) => startRun({ engine, ...run, graceMs: Number.POSITIVE_INFINITY }).events,
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

function readDraft(): ReturnType<typeof decodeDraft> {
  try {
    return decodeDraft(sessionStorage.getItem(DRAFT_KEY));
  } catch {
    return null;
  }
}

const draft = readDraft();
const store = createStore<AppState, AppAction>({
  initial: initialState({
    modelId,
    input: draft?.input ?? EMPTY_DRAFT,
    settings: draft?.settings ?? {},
    startFrom: draft?.startFrom ?? 'instant',
  }),
  reduce: reduceApp,
  schedule: (callback) => requestAnimationFrame(callback),
  mayWait,
});

let saved = store.getState();
store.subscribe(() => {
  const state = store.getState();
  if (state.input === saved.input && state.settings === saved.settings && state.startFrom === saved.startFrom) return;
  saved = state;
  try {
    sessionStorage.setItem(DRAFT_KEY, encodeDraft(state));
  } catch {
    // Storage is off or full: the words stay on the page, only a reload would lose them.
  }
});

const firstStage = createFirstStageActions({
  store,
  connect: connectInstantOrder,
  debounceMs: DEBOUNCE_MS,
  patienceMs: PATIENCE_MS,
  // Safari has no requestIdleCallback.
  whenIdle: (callback) =>
    'requestIdleCallback' in globalThis ? requestIdleCallback(callback, { timeout: 2000 }) : setTimeout(callback, 500),
  save: saveFile,
});
const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
const actions = createPageActions({
  store,
  connect,
  newId: () => crypto.randomUUID(),
  requestFor: firstStage.requestFor,
  graceMs: GRACE_MS,
  appVersion: APP_VERSION,
  isoNow: () => new Date().toISOString(),
  readSample: (id) => readSample(new URL(`samples/${id}.json`, document.baseURI)),
  save: saveFile,
  sha256:
    subtle === undefined
      ? null
      : async (text) => {
          const hash = await subtle.digest('SHA-256', new TextEncoder().encode(text));
          return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
        },
});

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App store={store} actions={{ ...actions, firstStage }} models={models} />
  </StrictMode>,
);
void actions.start();
firstStage.start();
