import type { AppState } from '../../page/state.ts';
import { cursorIndex } from '../../../core/log/cursor-index.ts';
import { reduceLog } from '../../../core/log/reduce-log.ts';
import type { ReplayAction } from './replay-action.ts';
import { PAUSED } from './replay-view.ts';

/** True while events are still being added to the log on stage. */
function isGrowing(state: AppState): boolean {
  return state.phase.type === 'running' && state.run !== null && state.run.runId === state.phase.runId;
}

function moveTo(state: AppState, index: number): AppState {
  if (state.log.length === 0 || !Number.isFinite(index)) return state;
  const to = cursorIndex(state.log, { type: 'at', index });
  return { ...state, cursor: { type: 'at', index: to }, playback: { ...state.playback, intoMs: 0 } };
}

function goLive(state: AppState): AppState {
  return { ...state, cursor: { type: 'live' }, playback: { ...state.playback, playing: false, intoMs: 0 } };
}

/** Where stepping by windows halts: the start, each window's end, the newest event. */
function halts({ log }: AppState): readonly number[] {
  const ends = log.flatMap((event, index) => (event.type === 'window-end' ? [index] : []));
  return [...new Set([0, ...ends, log.length - 1])];
}

function stepWindows(state: AppState, by: number): AppState {
  const at = cursorIndex(state.log, state.cursor);
  const places = halts(state);
  const step = Math.trunc(by);
  if (step === 0 || state.log.length === 0) return state;
  const to =
    step > 0
      ? (places.filter((place) => place > at)[step - 1] ?? state.log.length - 1)
      : (places.filter((place) => place < at).at(step) ?? 0);
  return moveTo(state, to);
}

function play(state: AppState): AppState {
  const last = state.log.length - 1;
  if (last < 0) return state;
  const atEnd = cursorIndex(state.log, state.cursor) === last;
  // Live and going on: it plays already.
  if (atEnd && isGrowing(state)) return goLive(state);
  const from = atEnd ? moveTo(state, 0) : state;
  return { ...from, playback: { ...from.playback, playing: true } };
}

/** Lets the log's own time pass. Caught up with a run that is going on, the cursor follows it; at the end of a log it stays and playing stops. */
function tick(state: AppState, elapsedMs: number): AppState {
  const { playback, log } = state;
  if (!playback.playing || !(elapsedMs > 0) || !Number.isFinite(elapsedMs)) return state;
  const start = cursorIndex(log, state.cursor);
  const now = (log[start]?.at ?? 0) + playback.intoMs + elapsedMs * playback.speed;
  let index = start;
  while (index + 1 < log.length && (log[index + 1]?.at ?? 0) <= now) index += 1;
  if (index < log.length - 1) {
    return { ...state, cursor: { type: 'at', index }, playback: { ...playback, intoMs: now - (log[index]?.at ?? 0) } };
  }
  return isGrowing(state)
    ? goLive(state)
    : { ...state, cursor: { type: 'at', index }, playback: { ...playback, playing: false, intoMs: 0 } };
}

/** The cursor's part of the page's reducer. */
export function reduceReplay(state: AppState, action: ReplayAction): AppState {
  switch (action.type) {
    case 'cursor-move':
      return moveTo(state, action.index);
    case 'cursor-live':
      return goLive(state);
    case 'cursor-step-window':
      return stepWindows(state, action.by);
    case 'replay-play':
      return play(state);
    case 'replay-pause':
      return { ...state, playback: { ...state.playback, playing: false } };
    case 'replay-speed':
      return action.speed > 0 && Number.isFinite(action.speed)
        ? { ...state, playback: { ...state.playback, speed: action.speed } }
        : state;
    case 'replay-tick':
      return tick(state, action.elapsedMs);
    case 'log-open': {
      const run = reduceLog(action.log);
      if (run === null || state.phase.type === 'running') return state;
      // What is said about the run before goes with it; a load's failure stays.
      const rests = state.phase.type === 'done' || (state.phase.type === 'failed' && state.phase.during === 'run');
      return {
        ...state,
        phase: rests ? { type: state.model === null ? 'idle' : 'ready' } : state.phase,
        log: action.log,
        run,
        opened: action.origin,
        cursor: { type: 'live' },
        playback: { ...PAUSED, speed: state.playback.speed },
        showing: 'run',
      };
    }
  }
}
