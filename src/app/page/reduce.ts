import { selectReading } from '../features/input/reading.ts';
import { followed } from '../features/timeline/slice.ts';
import { combine } from './slice.ts';
import type { AppAction, AppState } from './state.ts';
import { SLICES } from './state.ts';

/** A sample may say where a run of it starts; what takes its place starts where lists do. */
function startOfSample(state: AppState, before: AppState): AppState {
  if (state.input.origin === before.input.origin) return state;
  const asked = ({ input: { origin } }: AppState): 'given' | undefined =>
    origin?.type === 'sample' ? origin.startFrom : undefined;
  if (asked(state) === asked(before)) return state;
  const chosen = state.startFrom === asked(before) ? 'instant' : state.startFrom;
  return { ...state, startFrom: asked(state) ?? chosen };
}

/** What an action of one feature means for another's fields. */
function across(reduced: AppState, action: AppAction, before: AppState): AppState {
  if (reduced === before) return reduced;
  const state = startOfSample(reduced, before);
  switch (action.type) {
    case 'input-fill':
    case 'files-fill':
    case 'file-remove':
    case 'choices-edit':
    case 'input-clear':
    case 'input-undo':
    case 'format-choose':
    case 'request-choose':
      return { ...state, showing: 'input' };
    case 'model-choose':
      // Whoever chooses a model has seen what was said of another.
      return { ...state, settings: {}, shelf: { ...state.shelf, gone: null } };
    case 'run-begin':
      return { ...state, ...followed(state), showing: 'run', exported: null };
    case 'run-event':
      if (state.run?.runId === before.run?.runId) return state;
      // A new run has really begun: it is measured against the judgements of the input that it was made of.
      return { ...state, ...followed(state), qrels: selectReading(state.input).qrels };
    case 'stage-clear':
      return { ...state, ...followed(state), showing: 'input', exported: null };
    case 'log-open':
      // A replay is seen in the workbench, whichever view asked for it.
      return { ...state, ...followed(state), showing: 'run', view: 'workbench', inputNotice: null, exported: null };
    default:
      return state;
  }
}

const page = combine(SLICES, across);

/** A page as it opens, without anything that was kept of an earlier visit. */
export const initialState: AppState = page.initial;

/** The page's one reducer. Pure: time, ids and randomness come in with the actions. */
export const reduceApp: (state: AppState, action: AppAction) => AppState = page.reduce;

/** Stream events may wait for the next frame; a run's first and last event may not. */
export const mayWait: (action: AppAction) => boolean = page.mayWait;
