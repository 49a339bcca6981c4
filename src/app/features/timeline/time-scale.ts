import type { RunEvent } from '../../../core/log/event.ts';
import type { Timeline, TimelineSpan } from '../../../core/read/timeline.ts';

/**
 * How a log lies along the timeline: by its own clock, in milliseconds. A log without one (RankLLM stores no times: all its events stand at 0) goes by its
 * events, one step each.
 */
export interface TimeScale {
  readonly timed: boolean;
  /** What the end of the scale stands for; above 0. */
  readonly most: number;
}

/** What the scale of a run that goes on holds at least: the first event would else be stretched over all of it, and nothing would seem to move. */
const LEAST_LIVE_MS = 10_000;

/** The scale of a log. `running`: events are still being added to it. */
export function timeScale({ totalMs, events }: Pick<Timeline, 'totalMs' | 'events'>, running: boolean): TimeScale {
  const timed = totalMs > 0;
  return { timed, most: Math.max(1, timed ? totalMs : events - 1, timed && running ? LEAST_LIVE_MS : 0) };
}

/** Where on a scale an event stands. */
export function placeOn({ timed }: TimeScale, { atMs, index }: { readonly atMs: number; readonly index: number }): number {
  return timed ? atMs : index;
}

/** From where to where a stretch of the log reaches. */
export function spanOn(
  scale: TimeScale,
  { fromMs, toMs, fromIndex, toIndex }: TimelineSpan,
): readonly [from: number, to: number] {
  return [placeOn(scale, { atMs: fromMs, index: fromIndex }), placeOn(scale, { atMs: toMs, index: toIndex })];
}

/** Index of the event that is shown at a place: the last one that had happened by then, the first one at the very beginning. */
export function indexOn({ timed }: TimeScale, log: readonly RunEvent[], place: number): number {
  if (place <= 0) return 0;
  return timed
    ? Math.max(
        0,
        log.findLastIndex(({ at }) => at <= place),
      )
    : Math.round(place);
}
