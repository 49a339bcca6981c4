import type { ErrorInfo } from '../../core/errors.ts';
import type { RunEvent } from '../../core/log/event.ts';
import type { AppAction } from './action.ts';
import type { AppState, InputDraft, Phase } from './state.ts';
import { EMPTY_DRAFT } from './state.ts';
import type { FirstStageAction } from '../features/instant/slice.ts';
import { isExperimentAction, reduceCompare } from '../features/compare/slice.ts';
import { isLongInput, selectReading } from '../features/input/reading.ts';
import { reduceFirstStage } from '../features/instant/slice.ts';
import { reduceHistory } from '../features/history/slice.ts';
import { reduceLens } from '../features/lenses/slice.ts';
import { EMPTY_LOAD, reduceLoad } from '../features/run/load.ts';
import { PAUSED, reduceReplay } from '../features/timeline/slice.ts';
import { reduceRun } from '../../core/log/view.ts';

function restingPhase(state: AppState): Phase {
  if (state.run !== null && state.run.outcome !== null && state.opened === null) return { type: 'done' };
  return state.model === null ? { type: 'idle' } : { type: 'ready' };
}

/** Follows the run again, and nothing plays. */
function followed(state: AppState): AppState {
  return { ...state, cursor: { type: 'live' }, playback: { ...PAUSED, speed: state.playback.speed } };
}

/** Typed text is never dropped: what a fill or clear replaces can be brought back. */
function replaceDraft(state: AppState, input: InputDraft): AppState {
  const { query, passages, files } = state.input;
  const worthKeeping = query.trim() !== '' || passages.trim() !== '' || files.length > 0;
  return { ...state, input, replaced: worthKeeping ? state.input : state.replaced, inputNotice: null, showing: 'input' };
}

/** More characters at once than a keystroke changes. */
const PASTED = 2;

/** True for a letter typed into a text so long that reading it at each one would be felt. */
function isLetterOfLong(before: InputDraft, input: InputDraft): boolean {
  return isLongInput(input) !== 'no' && Math.abs(input.passages.length - before.passages.length) <= PASTED;
}

/** A paste that carries its own query fills an empty query field, or one that an earlier paste filled; typed words stay. */
function withPastedQuery(before: InputDraft, input: InputDraft): InputDraft {
  if (isLetterOfLong(before, input)) return input;
  const { pastedQuery } = selectReading(input);
  const free = input.query.trim() === '' || input.query === selectReading(before).pastedQuery;
  return pastedQuery !== null && free ? { ...input, query: pastedQuery } : input;
}

function endOfRun(state: AppState, event: Extract<RunEvent, { readonly type: 'run-end' }>): Phase {
  if (event.outcome.type === 'failed') return { type: 'failed', during: 'run', error: event.outcome.error };
  return state.phase.type === 'running' ? { type: 'done' } : state.phase;
}

function takeRunEvent(state: AppState, event: RunEvent): AppState {
  // The one guard against late events: only the run on stage may speak.
  if (state.phase.type !== 'running' || event.runId !== state.phase.runId) return state;
  // The run before stays on screen until the new one has really begun.
  const begins = event.type === 'run-start' && state.run?.runId !== event.runId;
  const run = reduceRun(begins ? null : state.run, event);
  if (run === state.run) return state;
  const next: AppState = begins
    ? { ...followed(state), run, log: [event], opened: null, openedNotes: [], qrels: selectReading(state.input).qrels }
    : { ...state, run, log: [...state.log, event] };
  return event.type === 'run-end' ? { ...next, phase: endOfRun(next, event) } : next;
}

function failed(during: 'load' | 'run', error: ErrorInfo): Phase {
  return { type: 'failed', during, error };
}

function withFirstStage(state: AppState, action: FirstStageAction): AppState {
  const firstStage = reduceFirstStage(state.firstStage, action);
  return firstStage === state.firstStage ? state : { ...state, firstStage };
}

/** The page's one reducer. Pure: time, ids and randomness come in with the actions. */
export function reduceApp(state: AppState, action: AppAction): AppState {
  if (isExperimentAction(action)) return { ...state, compare: reduceCompare(state.compare, action) };
  switch (action.type) {
    case 'query-edit':
      return { ...state, input: { ...state.input, query: action.text } };
    case 'passages-edit':
      return {
        ...state,
        input: withPastedQuery(state.input, {
          ...state.input,
          passages: action.text,
          files: [],
          requestIndex: 0,
          origin: null,
        }),
        inputNotice: null,
      };
    case 'input-fill':
      return replaceDraft(
        state,
        withPastedQuery(state.input, {
          ...EMPTY_DRAFT,
          query: action.query ?? state.input.query,
          passages: action.passages,
          origin: action.origin,
        }),
      );
    case 'files-fill': {
      const { query } = state.input;
      return replaceDraft(
        state,
        withPastedQuery(state.input, { ...EMPTY_DRAFT, query, files: action.files, origin: action.origin }),
      );
    }
    case 'file-remove': {
      const files = state.input.files.filter(({ name }) => name !== action.name);
      return replaceDraft(state, { ...state.input, files, requestIndex: 0 });
    }
    case 'choices-edit': {
      const choices = { ...state.input.choices, ...action.change };
      return { ...state, input: withPastedQuery(state.input, { ...state.input, choices, requestIndex: 0 }), showing: 'input' };
    }
    case 'input-clear':
      return replaceDraft(state, EMPTY_DRAFT);
    case 'input-undo':
      return state.replaced === null
        ? state
        : { ...state, input: state.replaced, replaced: state.input, inputNotice: null, showing: 'input' };
    case 'input-refuse':
      return { ...state, inputNotice: action.notice };
    case 'input-notice-dismiss':
      return { ...state, inputNotice: null };
    case 'format-choose':
      return { ...state, input: { ...state.input, format: action.format, requestIndex: 0 }, showing: 'input' };
    case 'request-choose':
      return { ...state, input: { ...state.input, requestIndex: action.index, query: action.query }, showing: 'input' };
    case 'encoder-begin':
    case 'encoder-event':
    case 'encoder-end':
    case 'order-ask':
    case 'order-answer':
    case 'order-late':
      return withFirstStage(state, action);
    case 'cursor-move':
    case 'cursor-live':
    case 'cursor-step-window':
    case 'replay-play':
    case 'replay-pause':
    case 'replay-speed':
    case 'replay-tick':
      return reduceReplay(state, action);
    case 'log-open': {
      const next = reduceReplay(state, action);
      // The notes and judgements of the run before go with it.
      // A replay is seen in the workbench, whichever view asked for it.
      return next === state
        ? state
        : { ...next, view: 'workbench', openedNotes: [], qrels: null, inputNotice: null, exported: null };
    }
    case 'opened-notes':
      return { ...state, openedNotes: action.notes, qrels: action.qrels };
    case 'history-list':
    case 'history-trouble':
    case 'history-choose':
    case 'history-compare':
      return { ...state, history: reduceHistory(state.history, action) };
    case 'lens-edit':
    case 'lens-begin':
    case 'lens-model':
    case 'lens-run-begin':
    case 'lens-run-end':
    case 'lens-answer':
    case 'lens-stop':
    case 'lens-end': {
      const lenses = reduceLens(state.lenses, action);
      return lenses === state.lenses ? state : { ...state, lenses };
    }
    case 'model-lend':
      return { ...state, lent: action.to };
    case 'export-end':
      return { ...state, exported: action.notice };
    case 'preference-choose':
      return { ...state, preferences: { ...state.preferences, ...action.change } };
    case 'start-from-choose':
      return { ...state, startFrom: action.startFrom };
    case 'settings-edit':
      return { ...state, settings: { ...state.settings, ...action.change } };
    case 'settings-reset':
      return { ...state, settings: {} };
    case 'method-choose': {
      const { method: _, ...rest } = state.settings;
      const { method, answerMode } = action;
      const mode = answerMode === undefined ? {} : { answerMode };
      return { ...state, settings: { ...rest, ...mode, ...(method === null ? {} : { method }) } };
    }
    case 'model-choose':
      return action.modelId === state.modelId
        ? state
        : { ...state, modelId: action.modelId, model: null, settings: {}, phase: { type: 'idle' } };
    case 'probe-end':
      return {
        ...state,
        probe: action.result.ok
          ? { type: 'found', adapter: action.result.value }
          : { type: 'missing', error: action.result.error },
      };
    case 'load-begin':
      return {
        ...state,
        model: null,
        phase: { type: 'loading', loadId: action.loadId, load: EMPTY_LOAD, thenRun: action.thenRun },
      };
    case 'load-event':
      if (state.phase.type !== 'loading' || state.phase.loadId !== action.loadId) return state;
      return { ...state, phase: { ...state.phase, load: reduceLoad(state.phase.load, action.event) } };
    case 'load-end':
      if (state.phase.type !== 'loading' || state.phase.loadId !== action.loadId) return state;
      if (!action.result.ok) return { ...state, phase: failed('load', action.result.error) };
      return {
        ...state,
        phase: { type: 'ready' },
        model: action.result.value,
        lastLoad: state.phase.load,
        probe: { type: 'found', adapter: action.result.value.adapter },
      };
    case 'load-cancel':
      return state.phase.type === 'loading' ? { ...state, phase: { type: 'idle' } } : state;
    case 'run-begin':
      return {
        ...followed(state),
        phase: { type: 'running', runId: action.runId, stop: 'no' },
        showing: 'run',
        exported: null,
      };
    case 'run-event':
      return takeRunEvent(state, action.event);
    case 'run-stop':
      return state.phase.type === 'running' && state.phase.stop === 'no'
        ? { ...state, phase: { ...state.phase, stop: 'asked' } }
        : state;
    case 'run-overdue':
      if (state.phase.type !== 'running' || state.phase.runId !== action.runId || state.phase.stop !== 'asked') return state;
      return { ...state, phase: { ...state.phase, stop: 'overdue' } };
    case 'engine-gone':
      return { ...state, model: null };
    case 'run-refuse':
      return { ...state, phase: failed('run', action.error) };
    case 'error-dismiss':
      return state.phase.type === 'failed' ? { ...state, phase: restingPhase(state) } : state;
    case 'page-view-choose':
      return { ...state, view: action.view };
    case 'view-choose':
      return { ...state, showing: action.showing };
  }
}

/** Stream events may wait for the next frame; a run's first and last event may not. */
export function mayWait(action: AppAction): boolean {
  return (
    action.type === 'load-event' ||
    action.type === 'encoder-event' ||
    action.type === 'experiment-progress' ||
    (action.type === 'run-event' && action.event.type !== 'run-end' && action.event.type !== 'run-start')
  );
}
