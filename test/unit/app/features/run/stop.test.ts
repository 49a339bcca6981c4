import { beforeAll, expect, test, vi } from 'vitest';
import { createLensActions } from '../../../../../src/app/features/lenses/controller.ts';
import { createPageActions } from '../../../../../src/app/features/run/controller.ts';
import { PARTS } from '../../../../../src/app/page/parts.ts';
import { initialState, mayWait, reduceApp } from '../../../../../src/app/page/reduce.ts';
import type { AppAction, AppState } from '../../../../../src/app/page/state.ts';
import { createStore } from '../../../../../src/app/page/store.ts';
import type { Store } from '../../../../../src/app/page/store.ts';
import { positionPlan } from '../../../../../src/core/experiment/lenses/position.ts';
import type { RunEvent } from '../../../../../src/core/log/event.ts';
import type { EngineClient, EngineRun, LoadedModel } from '../../../../../src/engines/engine-client.ts';
import { closingEvents } from '../../../../../src/engines/stamp-run.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../../support/sample-request.ts';
import { SCRIPTED_IDENTITY } from '../../../../support/scripted-model.ts';

const GRACE_MS = 40;
const MODEL: LoadedModel = { identity: SCRIPTED_IDENTITY, contextTokens: 8192, loadMs: 1, defaults: SAMPLE_SETTINGS };

/** An engine that hears no stop: its runs end only when it is ended, as a worker does that reads a long prompt. */
function deafEngine(): EngineClient {
  const dead = new AbortController();
  async function* run({ runId, request, settings, model }: EngineRun): AsyncGenerator<RunEvent> {
    yield { type: 'run-start', schema: 1, request, settings, model, windows: [], runId, seq: 0, at: 0 };
    await new Promise((resolve) => dead.signal.addEventListener('abort', resolve));
    const ranking = request.candidates.map(({ docId }) => docId);
    yield* closingEvents({ runId, request, settings, model, seq: 1, at: 1, ranking, outcome: { type: 'cancelled' } });
  }
  return {
    probe: () => Promise.resolve({ ok: true, value: null }),
    load: () => Promise.resolve({ ok: true, value: MODEL }),
    run,
    forecast: () => Promise.resolve({ ok: true, value: null }),
    likelihoods: () => new Promise(() => {}),
    get alive() {
      return !dead.signal.aborted;
    },
    end: () => dead.abort(),
  };
}

function page() {
  let ids = 0;
  const newId = (): string => `id-${(ids += 1)}`;
  const engines: EngineClient[] = [];
  const store: Store<AppState, AppAction> = createStore({
    initial: { ...initialState, modelId: 'scripted' },
    reduce: reduceApp,
    schedule: (tell) => tell(),
    mayWait,
  });
  const actions = createPageActions({
    store,
    connect: () => {
      const engine = deafEngine();
      engines.push(engine);
      return engine;
    },
    newId,
    requestFor: ({ request }) => Promise.resolve(request),
    graceMs: GRACE_MS,
  });
  return { store, actions, engines, newId };
}

beforeAll(async () => {
  await Promise.all([PARTS.reader.load(), PARTS.structured.load()]);
});

test('a run whose engine hears no stop ends as cancelled, and a fresh engine has the model', async () => {
  const { store, actions, engines } = page();
  store.dispatch({ type: 'query-edit', text: 'q' });
  store.dispatch({ type: 'passages-edit', text: 'one\n\ntwo' });
  void actions.rank();
  await vi.waitUntil(() => store.getState().log.length === 1);
  actions.stop();
  await vi.waitUntil(() => store.getState().phase.type === 'ready');
  expect(store.getState().log.at(-1)).toMatchObject({ type: 'run-end', seq: 1, outcome: { type: 'cancelled' } });
  expect(engines.map(({ alive }) => alive)).toEqual([false, true]);
  expect(store.getState()).toMatchObject({ model: MODEL, input: { query: 'q', passages: 'one\n\ntwo' } });
});

test('a lens whose engine hears no stop is over too, and what is asked for next gets a fresh engine', async () => {
  const { store, actions, engines, newId } = page();
  const lenses = createLensActions({ store, borrow: actions.borrow, newId, now: () => 0, save: () => {} });
  const runs = positionPlan({ request: sampleRequest(3), rotations: 3, scores: true });
  const over = lenses.start({ lens: 'position', runs });
  await vi.waitUntil(() => store.getState().lenses.jobs.position?.current !== null && engines.length === 1);
  lenses.stop();
  await over;
  expect(store.getState().lenses.jobs.position?.end).toEqual({ type: 'stopped' });
  expect(store.getState()).toMatchObject({ lent: null, model: null });
  expect(engines.map(({ alive }) => alive)).toEqual([false]);
  await actions.loadModel();
  expect(engines.map(({ alive }) => alive)).toEqual([false, true]);
});

test('a stop that is heard in time leaves the engine where it is', async () => {
  const { store, actions, engines } = page();
  const lent = await actions.borrow();
  lent?.leaveUnless(() => true);
  await new Promise((resolve) => setTimeout(resolve, 2 * GRACE_MS));
  expect(engines.map(({ alive }) => alive)).toEqual([true]);
  expect(store.getState().model).toEqual(MODEL);
});
