import type { RunEvent } from './run-event.ts';
import type { Cursor } from './cursor.ts';

/** Index of the last event a cursor shows; an index beyond the log is its nearest end. -1 for an empty log. */
export function cursorIndex(log: readonly RunEvent[], cursor: Cursor): number {
  const last = log.length - 1;
  return cursor.type === 'live' ? last : Math.min(last, Math.max(0, Math.trunc(cursor.index)));
}
