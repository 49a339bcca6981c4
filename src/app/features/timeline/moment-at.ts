import type { RunEvent, RunOutcome } from '../../../core/log/run-event.ts';
import type { Timeline, TimelinePhase } from '../../../core/read/timeline.ts';

/** What goes on at one event of a log. `window` is 0-based. */
export type Moment =
  | { readonly type: 'begin' | 'between' }
  | { readonly type: 'window'; readonly window: number; readonly phase: TimelinePhase['phase'] | 'settled' }
  | { readonly type: 'end'; readonly outcome: RunOutcome['type'] };

/** The moment of the event at `index`; an index outside the log is a moment between. */
export function momentAt({
  log,
  timeline,
  index,
}: {
  readonly log: readonly RunEvent[];
  readonly timeline: Timeline;
  readonly index: number;
}): Moment {
  const event = log[index];
  if (event?.type === 'run-start') return { type: 'begin' };
  if (event?.type === 'run-end') return { type: 'end', outcome: event.outcome.type };
  const held = timeline.windows.find(({ fromIndex, toIndex }) => fromIndex <= index && index <= toIndex);
  if (event === undefined || held === undefined) return { type: 'between' };
  if (event.type === 'window-end') return { type: 'window', window: held.window, phase: 'settled' };
  const phase = held.phases.findLast(({ fromIndex }) => fromIndex <= index)?.phase ?? 'reading';
  return { type: 'window', window: held.window, phase };
}
