import type { RunEvent } from '../../../core/log/run-event.ts';
import type { LogOrigin } from './replay-view.ts';

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
  | { readonly type: 'replay-tick'; readonly elapsedMs: number }
  /** A log from elsewhere takes the place of the last run. Without effect while a run is going on: its own log must not be lost. */
  | { readonly type: 'log-open'; readonly log: readonly RunEvent[]; readonly origin: LogOrigin };
