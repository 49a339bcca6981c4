import type { Probe } from '../features/run/slice.ts';
import { ERRORS } from '../../core/errors.ts';
import { viewAt } from '../../core/log/cursor.ts';
import type { RunSettings } from '../../core/log/event.ts';
import type { RunView } from '../../core/log/view.ts';
import { fastSettings, startSettings } from '../../core/run/settings.ts';
import type { RankRequest } from '../../core/request.ts';
import type { FirstStageAnswer } from '../../instant/api.ts';
import type { AppState } from './state.ts';

/** The run as the cursor shows it: what the list, the trace and all figures are drawn from. Null before any run. */
export function selectShown({ cursor, log, run }: Pick<AppState, 'cursor' | 'log' | 'run'>): RunView | null {
  return cursor.type === 'live' ? run : viewAt(log, cursor);
}

/** The settings a run would use now. Before a model is loaded its own defaults are not known: the table's starts stand in. The stride never exceeds the window. */
export function selectSettings(state: Pick<AppState, 'model' | 'settings'>): RunSettings {
  const own: RunSettings = state.model?.defaults ?? startSettings();
  const merged = { ...(readsQuickly(state.model) ? fastSettings(own) : own), ...state.settings };
  return { ...merged, windowStride: Math.min(merged.windowStride, merged.windowSize) };
}

/** Does a model of our own run here on a graphics processor that is one? Where a prompt was chosen for a model, its cut was made to fit the context. */
function readsQuickly(model: AppState['model']): boolean {
  return model !== null && model.asked === undefined && model.adapter?.software === false;
}

/** The state without what changes with every token, and without what its own views follow. */
export type StillState = Omit<AppState, 'log' | 'run' | 'cursor' | 'playback' | 'history' | 'compare' | 'lenses' | 'gallery'>;

export function selectStill(state: AppState): StillState {
  const {
    log: _log,
    run: _run,
    cursor: _cursor,
    playback: _playback,
    history: _history,
    compare: _compare,
    lenses: _lenses,
    gallery: _gallery,
    ...still
  } = state;
  return still;
}

/** What the frame of the page must know of the run on stage. */
export interface Stage {
  /** Of the run as the cursor shows it; null: none is to be shown. */
  readonly runId: string | null;
  /** There are events that a timeline can be drawn of. */
  readonly logged: boolean;
  /** The whole log has its end. */
  readonly over: boolean;
}

export function selectStage(state: AppState): Stage {
  const { log, run } = state;
  return { runId: selectShown(state)?.runId ?? null, logged: log.length > 0, over: run !== null && run.outcome !== null };
}

/** True when no model can run here; other failures of the first look may pass. */
export function isBarred(probe: Probe): boolean {
  return probe.type === 'missing' && ERRORS[probe.error.code].bars;
}

/** The instant order as it stands on screen. */
export interface InstantOrder {
  readonly answer: FirstStageAnswer;
  /** False while the answer is to an earlier query over the same passages, so that the list does not jump back at each letter typed. */
  readonly current: boolean;
  /** True when no better answer is on its way: what can be exported. */
  readonly final: boolean;
}

function samePassages(one: RankRequest, other: RankRequest): boolean {
  return (
    one.candidates === other.candidates ||
    (one.candidates.length === other.candidates.length &&
      one.candidates.every(({ docId, title, text, score }, place) => {
        const twin = other.candidates[place];
        return twin?.docId === docId && twin.title === title && twin.text === text && twin.score === score;
      }))
  );
}

/** The order to show for a request, or null: the list as given was chosen, or nothing is known of these passages yet. */
export function selectInstantOrder(
  { firstStage, startFrom }: Pick<AppState, 'firstStage' | 'startFrom'>,
  request: RankRequest | null,
): InstantOrder | null {
  const { answered, asked, encoder } = firstStage;
  if (startFrom === 'given' || request === null || answered === null) return null;
  if (answered.request !== request && !samePassages(answered.request, request)) return null;
  const current = answered.request === request || answered.request.query.text === request.query.text;
  const { order, otherLanguage = false } = answered.answer;
  const best = startFrom !== 'instant' || order.method === 'bm25+minilm' || otherLanguage || encoder.type === 'failed';
  return { answer: answered.answer, current, final: current && asked === null && best };
}
