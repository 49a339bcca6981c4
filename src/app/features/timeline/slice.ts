import { cursorIndex } from '../../../core/log/cursor.ts';
import type { Cursor } from '../../../core/log/cursor.ts';
import type { Slice } from '../../page/slice.ts';
import type { RunState } from '../run/slice.ts';

/** How a log is played. `speed`: 1 = as it went. */
export interface Playback {
  readonly playing: boolean;
  readonly speed: number;
  /** Milliseconds of the log's time gone since the event at the cursor: the next event may be far off. */
  readonly intoMs: number;
}

export const PAUSED: Playback = { playing: false, speed: 1, intoMs: 0 };

/** What can happen to the cursor. The page gives the time: it ticks while `playback.playing`. */
export type ReplayAction =
  /** Shows everything up to and with the event at `index`. Playing goes on from there. */
  | { readonly type: 'cursor-move'; readonly index: number }
  /** Back to the newest event; a run that is going on is followed again. */
  | { readonly type: 'cursor-live' }
  /** To the end of the window `by` windows further (back: negative); before the first lies the log's start. */
  | { readonly type: 'cursor-step-window'; readonly by: number }
  /** From the cursor, or from the start where it stands at the end of a log that is over. */
  | { readonly type: 'replay-play' }
  | { readonly type: 'replay-pause' }
  /** Greater than 0; 2 = twice as fast as it went. */
  | { readonly type: 'replay-speed'; readonly speed: number }
  | { readonly type: 'replay-tick'; readonly elapsedMs: number };

export interface ReplayState {
  readonly cursor: Cursor;
  readonly playback: Playback;
}

/** The cursor stands in the log of the run on stage. */
type Stage = ReplayState & Pick<RunState, 'phase' | 'run' | 'log'>;

/** True while events are still being added to the log on stage. */
function isGrowing(state: Stage): boolean {
  return state.phase.type === 'running' && state.run !== null && state.run.runId === state.phase.runId;
}

function moveTo<Whole extends Stage>(state: Whole, index: number): Whole {
  if (state.log.length === 0 || !Number.isFinite(index)) return state;
  const to = cursorIndex(state.log, { type: 'at', index });
  return { ...state, cursor: { type: 'at', index: to }, playback: { ...state.playback, intoMs: 0 } };
}

function goLive<Whole extends Stage>(state: Whole): Whole {
  return { ...state, cursor: { type: 'live' }, playback: { ...state.playback, playing: false, intoMs: 0 } };
}

/** Where stepping by windows halts: the start, each window's end, the newest event. */
function halts({ log }: Stage): readonly number[] {
  const ends = log.flatMap((event, index) => (event.type === 'window-end' ? [index] : []));
  return [...new Set([0, ...ends, log.length - 1])];
}

function stepWindows<Whole extends Stage>(state: Whole, by: number): Whole {
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

function play<Whole extends Stage>(state: Whole): Whole {
  const last = state.log.length - 1;
  if (last < 0) return state;
  const atEnd = cursorIndex(state.log, state.cursor) === last;
  // Live and going on: it plays already.
  if (atEnd && isGrowing(state)) return goLive(state);
  const from = atEnd ? moveTo(state, 0) : state;
  return { ...from, playback: { ...from.playback, playing: true } };
}

/** Lets the log's own time pass. Caught up with a run that is going on, the cursor follows it; at the end of a log it stays and playing stops. */
function tick<Whole extends Stage>(state: Whole, elapsedMs: number): Whole {
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

/** What is shown from the newest event on, standing still; the speed that was chosen stays. */
export function followed({ playback }: Pick<ReplayState, 'playback'>): ReplayState {
  return { cursor: { type: 'live' }, playback: { ...PAUSED, speed: playback.speed } };
}

export const replaySlice: Slice<ReplayState, ReplayAction, Stage> = {
  initial: { cursor: { type: 'live' }, playback: PAUSED },
  reduce(state, action) {
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
    }
  },
};
