import type { ErrorInfo } from '../../../core/errors.ts';
import { endsEngine, errorInfo } from '../../../core/errors.ts';
import { bestPassages, choiceFor } from '../../../core/documents/best.ts';
import type { RunForecast } from '../../../core/log/event.ts';
import { closeLog } from '../../../core/log/view.ts';
import type { RankRequest } from '../../../core/request.ts';
import type { Resume } from '../../../core/run/resume.ts';
import type { EngineClient, EngineWanted, LoadedModel, RunStream } from '../../../engines/engine-client.ts';
import { selectSettings } from '../../page/select.ts';
import type { AppAction, AppState } from '../../page/state.ts';
import type { Store } from '../../page/store.ts';
import { selectReading } from '../input/reading.ts';
import type { FirstStageActions } from '../instant/controller.ts';
import type { ShelfReading } from './shelf.ts';

/** What a person can ask of the engine. Views call these; nothing else has side effects on it. */
export interface PageActions {
  /** Loads the model first where none is. `resume`: a run that was broken off, which goes on whatever stands in the input now. */
  rank(resume?: Resume): Promise<void>;
  loadModel(): Promise<void>;
  cancelLoad(): void;
  /**
   * Ends the run, and what was committed stays. A worker that does not answer in time, because it reads a prompt, is left: another one loads the model again
   * from cache.
   */
  stop(): void;
  chooseModel(modelId: string): void;
  /** Where models run from now on: the engine of before is ended, and it is looked again at what there is. Without effect while a run is on. */
  chooseEngine(wanted: EngineWanted): void;
  /** Looks again at what lies on the shelf: another tab may have downloaded or deleted a model. Never rejects. */
  readShelf(): Promise<void>;
  /** What a run of this list with the page's settings would cost; null: no model is loaded, or it is busy. */
  forecast(request: RankRequest): Promise<RunForecast | null>;
  /** Closes the thought of the window that is being written, so that the answer begins. The log tells what came of it. */
  skipThought(): void;
  /**
   * The live engine with its model, loaded first where need be, for work beside the workbench's own run (compare, lenses). Null: a run is on, or the
   * model could not be loaded; the state says which. The borrower's runs queue with all others.
   */
  borrow(): Promise<LentEngine | null>;
}

/** A live engine with its model, for a while. */
export interface LentEngine {
  readonly link: EngineClient;
  readonly model: LoadedModel;
  /** After a stop: the engine is left if it has not answered in time. */
  leaveUnless(isOver: () => boolean): void;
}

interface PageSetup {
  readonly store: Store<AppState, AppAction>;
  /** Starts a fresh worker. */
  readonly connect: () => EngineClient;
  readonly newId: () => string;
  /** Absent: there is no shelf. */
  readonly readShelf?: () => Promise<ShelfReading>;
  /** Milliseconds a stop may take before the worker is left. */
  readonly graceMs: number;
  /** Puts the order that a run starts from into its request. */
  readonly requestFor: FirstStageActions['requestFor'];
}

function describeThrown(thrown: unknown): ErrorInfo {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'retry' in thrown) return thrown as ErrorInfo;
  return errorInfo('worker-lost', thrown instanceof Error ? thrown.message : String(thrown));
}

/** A list as a run is given it: of documents, the passages that a model is to read. */
function readBy({ settings }: Pick<AppState, 'settings'>, request: RankRequest): RankRequest {
  return bestPassages(request, choiceFor(request, settings.rerankDepth ?? null));
}

/** Joins the store to an engine. Holds the one live link; every method may be called at any time. */
export function createPageActions(setup: PageSetup): PageActions & { start(): Promise<void> } {
  const { store } = setup;
  let link: EngineClient | null = null;
  let abort: AbortController | null = null;
  let stream: RunStream | null = null;

  const liveLink = (): EngineClient => {
    // A page that comes back from the back-forward cache finds its worker gone.
    if (link === null || !link.alive) link = setup.connect();
    return link;
  };
  const dropLink = (): void => {
    link?.end();
    link = null;
    store.dispatch({ type: 'engine-gone' });
  };

  const readShelf = async (): Promise<void> => {
    const reading = await setup.readShelf?.().catch(() => undefined);
    if (reading !== undefined) store.dispatch({ type: 'shelf-read', ...reading });
  };

  const load = async (thenRun: boolean, replaced = false, resume?: Resume): Promise<void> => {
    const loadId = setup.newId();
    if (store.getState().model !== null) dropLink();
    store.dispatch({ type: 'load-begin', loadId, thenRun, replaced });
    const result = await liveLink()
      .load(store.getState().modelId, (event) => store.dispatch({ type: 'load-event', loadId, event }))
      .catch((thrown: unknown) => ({ ok: false as const, error: describeThrown(thrown) }));
    const { phase } = store.getState();
    if (phase.type !== 'loading' || phase.loadId !== loadId) return;
    store.dispatch({ type: 'load-end', loadId, result });
    // It says now when the model was used last, or that it is damaged.
    void readShelf();
    // A worker loads once: after a failure the next try needs a fresh one.
    if (!result.ok) dropLink();
    else if (phase.thenRun) await run(resume);
  };

  const finishLost = (runId: string, error: ErrorInfo): void => {
    const { run: view, phase } = store.getState();
    if (phase.type !== 'running' || phase.runId !== runId) return;
    if (view !== null && view.runId === runId && view.outcome === null) {
      store.dispatch({ type: 'run-event', event: closeLog(view, { type: 'failed', error }) });
    } else store.dispatch({ type: 'run-refuse', error });
  };

  const run = async (resume?: Resume): Promise<void> => {
    const state = store.getState();
    const { request, ready } = selectReading(state.input);
    const begun = resume?.log[0];
    const start = begun?.type === 'run-start' ? begun : null;
    const asked = start?.request ?? (ready ? request : null);
    if (asked === null || state.model === null || state.phase.type === 'running') return;
    const runId = start?.runId ?? setup.newId();
    const controller = new AbortController();
    abort = controller;
    store.dispatch({ type: 'run-begin', runId, done: resume?.log });
    try {
      const { signal } = controller;
      // All passages of documents have their first-stage order; the best of each are what a model reads.
      const started = start?.request ?? readBy(state, await setup.requestFor({ request: asked, runId, signal }));
      const { phase: now } = store.getState();
      // Stopped by force while it waited for the first stage.
      if (now.type !== 'running' || now.runId !== runId) return;
      const events = liveLink().run({
        runId,
        model: state.model.identity,
        request: started,
        settings: start?.settings ?? selectSettings(state),
        ...(resume && { resume }),
        signal,
      });
      stream = events;
      for await (const event of events) {
        store.dispatch({ type: 'run-event', event });
      }
      finishLost(runId, errorInfo('worker-lost', 'The event stream ended without a run-end.'));
    } catch (thrown) {
      finishLost(runId, describeThrown(thrown));
    }
    stream = null;
    const { phase } = store.getState();
    if (phase.type === 'failed' && endsEngine(phase.error)) dropLink();
  };

  /** The run's worker has not answered its stop. */
  const leave = async (runId: string): Promise<void> => {
    const { phase, run: view } = store.getState();
    if (phase.type !== 'running' || phase.runId !== runId) return;
    // The log is closed first, so that the dying worker's own words come too late to count.
    if (view !== null && view.runId === runId)
      store.dispatch({ type: 'run-event', event: closeLog(view, { type: 'cancelled' }) });
    dropLink();
    await load(false, true);
  };

  const look = async (): Promise<void> => {
    const asked = liveLink();
    const result = await asked.probe().catch((thrown: unknown) => ({ ok: false as const, error: describeThrown(thrown) }));
    // Another engine may have been chosen since.
    if (store.getState().probe.type === 'asking' && asked === link) store.dispatch({ type: 'probe-end', result });
  };

  return {
    readShelf,
    start: look,
    async rank(resume) {
      const { phase, model, input, settings } = store.getState();
      if (phase.type === 'running' || phase.type === 'loading') return;
      // Where only the instant order is wanted, it is there.
      if (resume === undefined && (settings.rerankDepth === 0 || !selectReading(input).ready)) return;
      await (model === null || link === null || !link.alive ? load(true, false, resume) : run(resume));
    },
    loadModel: async () => {
      const { phase } = store.getState();
      if (phase.type !== 'running' && phase.type !== 'loading') await load(false);
    },
    cancelLoad() {
      store.dispatch({ type: 'load-cancel' });
      dropLink();
    },
    stop() {
      const { phase } = store.getState();
      if (phase.type !== 'running') return;
      const { runId } = phase;
      store.dispatch({ type: 'run-stop' });
      abort?.abort();
      setTimeout(() => void leave(runId), setup.graceMs);
    },
    async borrow() {
      const { phase } = store.getState();
      if (phase.type === 'running' || phase.type === 'loading') return null;
      if (store.getState().model === null || link === null || !link.alive) await load(false);
      const { model } = store.getState();
      const lent = link;
      if (model === null || lent === null) return null;
      const leaveUnless: LentEngine['leaveUnless'] = (isOver) =>
        void setTimeout(() => {
          if (!isOver() && link === lent) dropLink();
        }, setup.graceMs);
      return { link: lent, model, leaveUnless };
    },
    async forecast(request) {
      const state = store.getState();
      if (state.model === null || link === null || !link.alive || state.phase.type === 'running') return null;
      const result = await link.forecast({ request: readBy(state, request), settings: selectSettings(state) }).catch(() => null);
      return result?.ok === true ? result.value : null;
    },
    skipThought() {
      const { phase } = store.getState();
      if (phase.type === 'running' && phase.stop === 'no') stream?.skip?.();
    },
    chooseEngine(wanted) {
      const { phase, preferences } = store.getState();
      if (phase.type === 'running' || wanted === preferences.engine) return;
      store.dispatch({ type: 'load-cancel' });
      dropLink();
      store.dispatch({ type: 'preference-choose', change: { engine: wanted } });
      store.dispatch({ type: 'probe-begin' });
      void look();
    },
    chooseModel(modelId) {
      const { phase, probe, preferences } = store.getState();
      if (phase.type === 'running' || modelId === store.getState().modelId) return;
      dropLink();
      store.dispatch({ type: 'model-choose', modelId });
      // It may have been put there a moment ago.
      void readShelf();
      // What runs the one model need not run the other.
      if (probe.type !== 'found' || probe.processor === undefined || preferences.engine === 'processor') return;
      store.dispatch({ type: 'probe-begin' });
      void look();
    },
  };
}
