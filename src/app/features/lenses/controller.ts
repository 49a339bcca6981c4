import type { LoadedModel } from '../../../engines/engine-client.ts';
import { endsEngine, errorInfo } from '../../../core/errors.ts';
import type { ErrorInfo } from '../../../core/errors.ts';
import type { RunEvent } from '../../../core/log/event.ts';
import type { AppAction, AppState } from '../../page/state.ts';
import { closeLog, reduceLog } from '../../../core/log/view.ts';
import { loadStage } from '../../page/parts.ts';
import type { Store } from '../../page/store.ts';
import { lensAtWork } from './slice.ts';
import { lensFile } from '../../../core/experiment/lenses/index.ts';
import { savedFileName } from '../../../core/export/file-name.ts';
import type { LensEnd, LensName, LensPlan, RunsLens } from './slice.ts';
import { selectSettings } from '../../page/select.ts';
import type { EngineClient } from '../../../engines/engine-client.ts';
import type { LentEngine, PageActions } from '../run/controller.ts';

export interface LensSetup {
  readonly store: Store<AppState, AppAction>;
  readonly borrow: PageActions['borrow'];
  readonly newId: () => string;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly save: (file: { readonly name: string; readonly mime: string; readonly text: string }) => void;
}

/** What the lenses can ask of the engine. One job at a time; what came before a stop is kept. */
export interface LensActions {
  start(plan: LensPlan): Promise<void>;
  /**
   * Asks what nobody has pressed for. The model is not lent: whatever is begun meanwhile goes first, and what is not answered by then is left. Only of a
   * model that is there.
   */
  startByItself(plan: Extract<LensPlan, { readonly lens: 'belief' }>): Promise<void>;
  stop(): void;
  /** Opens one run of a lens as a replay in the workbench. */
  openRun(lens: RunsLens, key: string, name: string): Promise<void>;
  saveLens(lens: LensName, kind: 'json' | 'tsv'): void;
}

interface Lent {
  readonly link: EngineClient;
  readonly model: LoadedModel;
}

function lost(thrown: unknown): ErrorInfo {
  return errorInfo('worker-lost', thrown instanceof Error ? thrown.message : String(thrown));
}

/** A dead engine is ended, so that whoever borrows next gets a fresh one. */
function broken(error: ErrorInfo, link: EngineClient): LensEnd {
  if (endsEngine(error)) link.end();
  return { type: 'failed', error };
}

export function createLensActions({ store, borrow, newId, now, save }: LensSetup): LensActions {
  let abort: AbortController | null = null;
  let lentNow: LentEngine | null = null;

  /** A whole log in any case; null where not even its beginning came. */
  const logOf = async (run: Parameters<EngineClient['run']>[0], link: EngineClient): Promise<readonly RunEvent[] | ErrorInfo> => {
    const events: RunEvent[] = [];
    let error = lost('The event stream ended without a run-end.');
    try {
      for await (const event of link.run(run)) events.push(event);
    } catch (thrown) {
      error = lost(thrown);
    }
    if (events.at(-1)?.type === 'run-end') return events;
    const view = reduceLog(events);
    return view === null ? error : [...events, closeLog(view, { type: 'failed', error })];
  };

  const runAll = async (
    plan: Exclude<LensPlan, { lens: 'belief' }>,
    { link, model }: Lent,
    signal: AbortSignal,
  ): Promise<LensEnd> => {
    const { lens, runs } = plan;
    const settings = store.getState().lenses.jobs[lens]?.settings ?? selectSettings(store.getState());
    for (const { key, request } of runs) {
      if (signal.aborted) break;
      store.dispatch({ type: 'lens-run-begin', lens, key });
      const events = await logOf({ runId: newId(), model: model.identity, request, settings, signal }, link);
      if ('code' in events) return broken(events, link);
      store.dispatch({ type: 'lens-run-end', lens, key, events });
      const last = events.at(-1);
      const error = last?.type === 'run-end' && last.outcome.type === 'failed' ? last.outcome.error : null;
      // The runs that are left would only fail one by one.
      if (error !== null && (endsEngine(error) || !link.alive)) return broken(error, link);
    }
    return { type: signal.aborted ? 'stopped' : 'done' };
  };

  const ask = async (plan: Extract<LensPlan, { lens: 'belief' }>, { link }: Lent, signal: AbortSignal): Promise<LensEnd> => {
    const begun = now();
    const result = await link
      .likelihoods({
        requests: plan.plan.requests,
        onAnswer: (answer) => store.dispatch({ type: 'lens-answer', answer, tookMs: now() - begun }),
        signal,
      })
      .catch((thrown: unknown) => ({ ok: false as const, error: lost(thrown) }));
    if (!result.ok && signal.aborted && !link.alive) return { type: 'stopped' };
    if (!result.ok) return broken(result.error, link);
    // Answers that the port had not brought yet when the call ended.
    const known = store.getState().lenses.jobs.belief?.answers.length ?? 0;
    for (const answer of result.value.answers.slice(known))
      store.dispatch({ type: 'lens-answer', answer, tookMs: now() - begun });
    return { type: result.value.cancelled ? 'stopped' : 'done' };
  };

  const idle = ({ lenses, phase, lent }: AppState): boolean =>
    lensAtWork(lenses) === null && phase.type !== 'running' && lent === null;

  const work = async (plan: LensPlan, controller: AbortController): Promise<void> => {
    const { lens } = plan;
    const { signal } = controller;
    let end: LensEnd = { type: 'no-model' };
    try {
      const lent = await borrow();
      lentNow = lent;
      if (lent !== null) {
        store.dispatch({ type: 'lens-model', lens, model: lent.model.identity });
        if (signal.aborted) end = { type: 'stopped' };
        else end = plan.lens === 'belief' ? await ask(plan, lent, signal) : await runAll(plan, lent, signal);
      }
    } catch (thrown) {
      end = { type: 'failed', error: lost(thrown) };
    }
    store.dispatch({ type: 'lens-end', lens, end });
  };

  return {
    async start(plan) {
      const state = store.getState();
      if (!idle(state)) return;
      const controller = new AbortController();
      abort = controller;
      store.dispatch({ type: 'lens-begin', plan, settings: selectSettings(state) });
      store.dispatch({ type: 'model-lend', to: 'lenses' });
      await work(plan, controller);
      store.dispatch({ type: 'model-lend', to: null });
    },
    async startByItself(plan) {
      const state = store.getState();
      if (!idle(state) || state.model === null) return;
      const controller = new AbortController();
      abort = controller;
      store.dispatch({ type: 'lens-begin', plan, settings: selectSettings(state), byItself: true });
      const giveWay = store.subscribe(() => {
        const { phase, lent } = store.getState();
        if (controller.signal.aborted || (phase.type !== 'running' && phase.type !== 'loading' && lent === null)) return;
        // Before anything is told: who is told asks again.
        controller.abort();
        store.dispatch({ type: 'lens-stop' });
      });
      await work(plan, controller);
      giveWay();
    },
    stop() {
      store.dispatch({ type: 'lens-stop' });
      const stopped = abort;
      stopped?.abort();
      lentNow?.leaveUnless(() => abort !== stopped || lensAtWork(store.getState().lenses) === null);
    },
    async openRun(lens, key, name) {
      const log = store.getState().lenses.jobs[lens]?.logs.get(key);
      if (log === undefined || store.getState().phase.type === 'running') return;
      await loadStage();
      store.dispatch({ type: 'log-open', log, origin: { type: 'file', name } });
    },
    saveLens(lens, kind) {
      const { jobs } = store.getState().lenses;
      const text = lensFile(jobs, lens, kind);
      if (text === null) return;
      const mime = kind === 'json' ? 'application/json' : 'text/tab-separated-values';
      const query = (lens === 'belief' ? jobs.belief?.probed.request : jobs[lens]?.runs[0]?.request)?.query.text ?? '';
      save({ name: savedFileName({ of: `${lens} ${query}`, otherwise: lens, ending: `.${kind}` }), mime, text });
    },
  };
}
