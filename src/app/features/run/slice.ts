import type { ErrorInfo } from '../../../core/errors.ts';
import type { Judgements } from '../../../core/input/reading.ts';
import type { RunEvent } from '../../../core/log/event.ts';
import type { OpenedNote } from '../../../core/log/invocations.ts';
import type { RunView } from '../../../core/log/view.ts';
import { reduceLog, reduceRun } from '../../../core/log/view.ts';
import type { Result } from '../../../core/request.ts';
import type { AdapterSummary, LoadedModel, LoadEvent, ProcessorSummary } from '../../../engines/engine-client.ts';
import type { Slice } from '../../page/slice.ts';
import type { LoadView } from './load.ts';
import { EMPTY_LOAD, reduceLoad } from './load.ts';

/** What a model would run on, as far as it is known: a GPU, or the processor in its place. Neither: nothing of this machine is needed. */
export type Probe =
  | { readonly type: 'asking' }
  | { readonly type: 'found'; readonly adapter: AdapterSummary | null; readonly processor?: ProcessorSummary }
  | { readonly type: 'missing'; readonly error: ErrorInfo };

/** no: running freely. asked: the engine was told. */
export type StopState = 'no' | 'asked';

/** What the page is doing. The last run's log and view live beside it, so no phase can lose them. */
export type Phase =
  | { readonly type: 'idle' }
  /** `replaced`: the engine of before did not stop in time. */
  | {
      readonly type: 'loading';
      readonly loadId: string;
      readonly load: LoadView;
      readonly thenRun: boolean;
      readonly replaced: boolean;
    }
  | { readonly type: 'ready' }
  | { readonly type: 'running'; readonly runId: string; readonly stop: StopState }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly during: 'load' | 'run'; readonly error: ErrorInfo };

/** Where a log that is looked at without a run came from. */
export type LogOrigin =
  | { readonly type: 'file'; readonly name: string }
  | { readonly type: 'history'; readonly name: string }
  /** One run of an experiment. */
  | { readonly type: 'experiment'; readonly name: string; readonly configuration: string; readonly qid: string }
  | { readonly type: 'link' }
  /** A recorded run of the gallery; `model`: its name, `times`: how many times as fast as it ran it is played. */
  | { readonly type: 'gallery'; readonly model: string; readonly times: number }
  /** A run of this page that a reload ended, as far as it went. */
  | { readonly type: 'lost' }
  /** Model calls stored by RankLLM: the run was made by another program. */
  | { readonly type: 'invocations' };

/** The engine, and the run on stage. */
export interface RunState {
  readonly phase: Phase;
  readonly probe: Probe;
  readonly modelId: string;
  /** The model that is in GPU memory now, or behind the server. */
  readonly model: LoadedModel | null;
  /** What the last finished load fetched, for "where did the bytes come from". */
  readonly lastLoad: LoadView | null;
  /** Which view beside the workbench is using the model; its runs and the workbench's queue with each other. */
  readonly lent: 'compare' | 'lenses' | null;
  readonly log: readonly RunEvent[];
  /** The whole log's view; what the cursor shows of it is `selectShown`. */
  readonly run: RunView | null;
  /** Where the log came from when no run of this page wrote it; else null. */
  readonly opened: LogOrigin | null;
  /** What an opened log lacks. */
  readonly openedNotes: readonly OpenedNote[];
  /** The judgements that came with the input of the run on stage. */
  readonly qrels: Judgements | null;
}

/** What can happen to the engine and the run on stage. */
export type RunAction =
  | { readonly type: 'model-choose'; readonly modelId: string }
  /** It is looked again at what there is to run on. */
  | { readonly type: 'probe-begin' }
  | { readonly type: 'probe-end'; readonly result: Result<AdapterSummary | ProcessorSummary | null, ErrorInfo> }
  | { readonly type: 'load-begin'; readonly loadId: string; readonly thenRun: boolean; readonly replaced?: boolean }
  | { readonly type: 'load-event'; readonly loadId: string; readonly event: LoadEvent }
  | { readonly type: 'load-end'; readonly loadId: string; readonly result: Result<LoadedModel, ErrorInfo> }
  | { readonly type: 'load-cancel' }
  /** `done`: the log that it goes on from; absent: it begins. */
  | { readonly type: 'run-begin'; readonly runId: string; readonly done?: readonly RunEvent[] | undefined }
  | { readonly type: 'run-event'; readonly event: RunEvent }
  | { readonly type: 'run-stop' }
  /** The engine is gone (lost or ended on purpose): its model is no longer in memory. */
  | { readonly type: 'engine-gone' }
  /** The run could not even begin. */
  | { readonly type: 'run-refuse'; readonly error: ErrorInfo }
  | { readonly type: 'error-dismiss' }
  /** The run on stage is taken away. Not while one is going on. */
  | { readonly type: 'stage-clear' }
  /** Compare or Lenses take the model, or leave it. */
  | { readonly type: 'model-lend'; readonly to: RunState['lent'] }
  /** A log from elsewhere takes the place of the last run. Without effect while a run is going on: its own log must not be lost. */
  | { readonly type: 'log-open'; readonly log: readonly RunEvent[]; readonly origin: LogOrigin }
  /** What a log just opened lacks; follows its log-open. */
  | { readonly type: 'opened-notes'; readonly notes: readonly OpenedNote[]; readonly qrels: Judgements | null };

function found(what: AdapterSummary | ProcessorSummary | null): Probe {
  return what !== null && 'threads' in what
    ? { type: 'found', adapter: null, processor: what }
    : { type: 'found', adapter: what };
}

function restingPhase(state: RunState): Phase {
  if (state.run !== null && state.run.outcome !== null && state.opened === null) return { type: 'done' };
  return state.model === null ? { type: 'idle' } : { type: 'ready' };
}

function endOfRun(phase: Phase, event: Extract<RunEvent, { readonly type: 'run-end' }>): Phase {
  if (event.outcome.type === 'failed') return { type: 'failed', during: 'run', error: event.outcome.error };
  return phase.type === 'running' ? { type: 'done' } : phase;
}

function takeRunEvent<Whole extends RunState>(state: Whole, event: RunEvent): Whole {
  // The one guard against late events: only the run on stage may speak.
  if (state.phase.type !== 'running' || event.runId !== state.phase.runId) return state;
  // The run before stays on screen until the new one has really begun.
  const begins = event.type === 'run-start' && state.run?.runId !== event.runId;
  const run = reduceRun(begins ? null : state.run, event);
  if (run === state.run) return state;
  const phase = event.type === 'run-end' ? endOfRun(state.phase, event) : state.phase;
  if (!begins) return { ...state, phase, run, log: [...state.log, event] };
  return { ...state, phase, run, log: [event], opened: null, openedNotes: [] };
}

/** The phase without the run on stage: what is said about it goes with it; a load's failure stays. */
function restOf({ phase, model }: RunState): Phase {
  const rests = phase.type === 'done' || (phase.type === 'failed' && phase.during === 'run');
  return rests ? { type: model === null ? 'idle' : 'ready' } : phase;
}

function openLog<Whole extends RunState>(
  state: Whole,
  { log, origin }: Extract<RunAction, { readonly type: 'log-open' }>,
): Whole {
  const run = reduceLog(log);
  if (run === null || state.phase.type === 'running') return state;
  const phase = restOf(state);
  // The notes and judgements of the run before go with it.
  return { ...state, phase, log, run, opened: origin, openedNotes: [], qrels: null };
}

export const runSlice: Slice<RunState, RunAction> = {
  initial: {
    phase: { type: 'idle' },
    probe: { type: 'asking' },
    modelId: '',
    model: null,
    lastLoad: null,
    lent: null,
    log: [],
    run: null,
    opened: null,
    openedNotes: [],
    qrels: null,
  },
  reduce(state, action) {
    const { phase } = state;
    switch (action.type) {
      case 'model-choose':
        return action.modelId === state.modelId
          ? state
          : { ...state, modelId: action.modelId, model: null, phase: { type: 'idle' } };
      case 'probe-begin':
        return { ...state, probe: { type: 'asking' } };
      case 'probe-end': {
        const { result } = action;
        return { ...state, probe: result.ok ? found(result.value) : { type: 'missing', error: result.error } };
      }
      case 'load-begin': {
        const { loadId, thenRun, replaced = false } = action;
        return { ...state, model: null, phase: { type: 'loading', loadId, load: EMPTY_LOAD, thenRun, replaced } };
      }
      case 'load-event':
        if (phase.type !== 'loading' || phase.loadId !== action.loadId) return state;
        return { ...state, phase: { ...phase, load: reduceLoad(phase.load, action.event) } };
      case 'load-end': {
        const { result } = action;
        if (phase.type !== 'loading' || phase.loadId !== action.loadId) return state;
        if (!result.ok) return { ...state, phase: { type: 'failed', during: 'load', error: result.error } };
        const probe = found(result.value.adapter ?? result.value.processor ?? null);
        return { ...state, phase: { type: 'ready' }, model: result.value, lastLoad: phase.load, probe };
      }
      case 'load-cancel':
        return phase.type === 'loading' ? { ...state, phase: { type: 'idle' } } : state;
      case 'run-begin': {
        const { runId, done } = action;
        const going = done && { log: done, run: reduceLog(done), opened: null, openedNotes: [] };
        return { ...state, ...going, phase: { type: 'running', runId, stop: 'no' } };
      }
      case 'run-event':
        return takeRunEvent(state, action.event);
      case 'run-stop':
        if (phase.type !== 'running' || phase.stop !== 'no') return state;
        return { ...state, phase: { ...phase, stop: 'asked' } };
      case 'engine-gone':
        return { ...state, model: null };
      case 'run-refuse':
        return { ...state, phase: { type: 'failed', during: 'run', error: action.error } };
      case 'error-dismiss':
        return phase.type === 'failed' ? { ...state, phase: restingPhase(state) } : state;
      case 'stage-clear':
        if (phase.type === 'running') return state;
        return { ...state, phase: restOf(state), log: [], run: null, opened: null, openedNotes: [], qrels: null };
      case 'model-lend':
        return { ...state, lent: action.to };
      case 'log-open':
        return openLog(state, action);
      case 'opened-notes':
        return { ...state, openedNotes: action.notes, qrels: action.qrels };
    }
  },
  // A run's first and last event are told at once.
  mayWait: (action) =>
    action.type === 'load-event' ||
    (action.type === 'run-event' && action.event.type !== 'run-end' && action.event.type !== 'run-start'),
};
