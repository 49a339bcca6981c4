import type { RunEvent } from './run-event.ts';
import { reduceRun } from './reduce-run.ts';
import type { RunView } from './run-view.ts';

/** The view after a whole log or any cut of it; null for a log that has not begun. */
export function reduceLog(log: readonly RunEvent[]): RunView | null {
  return log.reduce<RunView | null>(reduceRun, null);
}
