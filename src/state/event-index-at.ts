import type { RunEvent } from '../protocol/run-event.ts';

/** Index of the last event at or before `atMs` (milliseconds since the run's start); 0 before the first, -1 for an empty log. */
export function eventIndexAt(log: readonly RunEvent[], atMs: number): number {
  let low = 0;
  let high = log.length - 1;
  if (high < 0) return -1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((log[middle]?.at ?? 0) <= atMs) low = middle;
    else high = middle - 1;
  }
  return low;
}
