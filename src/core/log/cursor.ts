import type { RunEvent } from './event.ts';
import { reduceOn } from './view.ts';
import type { RunView } from './view.ts';

/** What of a log is shown: all of it as it comes, or everything up to and with the event at `index` (0-based). */
export type Cursor = { readonly type: 'live' } | { readonly type: 'at'; readonly index: number };

/** Index of the last event a cursor shows; an index beyond the log is its nearest end. -1 for an empty log. */
export function cursorIndex(log: readonly RunEvent[], cursor: Cursor): number {
  const last = log.length - 1;
  return cursor.type === 'live' ? last : Math.min(last, Math.max(0, Math.trunc(cursor.index)));
}

/** A view every so many events is kept: any other is at most this many steps away. */
const APART = 64;

/** `event` is the one at `index`: a view is only good for a log that has that very event there. */
interface Snapshot {
  readonly index: number;
  readonly event: RunEvent;
  readonly view: RunView | null;
}

/** Keyed by a log's first event, so that a log that grows (a new array for each event) keeps its snapshots. */
const kept = new WeakMap<RunEvent, { readonly marks: Snapshot[]; last: Snapshot | null }>();

/**
 * The view of a log at a cursor; null for a log that has not begun. Pure, and the same whatever was looked at before; a jump anywhere in a long
 * log costs at most a few dozen steps once the log has been gone through. Logs are taken to share what they have before an event that they share.
 */
export function viewAt(log: readonly RunEvent[], cursor: Cursor): RunView | null {
  const index = cursorIndex(log, cursor);
  const first = log[0];
  const event = log[index];
  if (first === undefined || event === undefined) return null;
  const known = kept.get(first) ?? { marks: [], last: null };
  kept.set(first, known);
  const fits = (snapshot: Snapshot | null | undefined): snapshot is Snapshot =>
    snapshot !== null && snapshot !== undefined && snapshot.index <= index && log[snapshot.index] === snapshot.event;
  let best: Snapshot | null = null;
  for (let place = Math.min(known.marks.length, Math.floor(index / APART) + 1) - 1; place >= 0 && best === null; place -= 1) {
    const mark = known.marks[place];
    if (fits(mark)) best = mark;
    // Belongs to another log with the same beginning.
    else known.marks.length = place;
  }
  // Beyond the last mark and its stretch it would leave a gap in the marks.
  const reach = known.marks.length * APART;
  if (fits(known.last) && known.last.index <= reach && known.last.index > (best?.index ?? -1)) best = known.last;
  let view = best?.view ?? null;
  for (let at = (best?.index ?? -1) + 1; at <= index;) {
    // Up to the next mark, or the end.
    const mark = known.marks.length * APART;
    const to = at <= mark && mark <= index ? mark : index;
    view = reduceOn(view, log.slice(at, to + 1));
    const last = log[to];
    if (to === mark && last !== undefined) known.marks.push({ index: to, event: last, view });
    at = to + 1;
  }
  known.last = { index, event, view };
  return view;
}
