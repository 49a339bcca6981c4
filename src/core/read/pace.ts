import type { DocId } from '../request.ts';

/** The fewest passages that must be taken out and put elsewhere to turn one order into the other: all but the longest run that keeps its order. Both hold the same passages. */
export function countMoved(from: readonly DocId[], to: readonly DocId[]): number {
  const places = new Map(from.map((docId, place) => [docId, place]));
  /** The smallest last place of a rising run of each length (patience sorting). */
  const ends: number[] = [];
  for (const docId of to) {
    const place = places.get(docId) ?? 0;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    ends[low] = place;
  }
  return to.length - ends.length;
}

/** What the list shows, and since when (milliseconds of any clock that only goes forward; -Infinity: for ever). */
export interface ShownRanking {
  readonly ranking: readonly DocId[];
  readonly since: number;
}

interface PacedRanking {
  /** The same object as before when nothing moves now. */
  readonly shown: ShownRanking;
  /** Milliseconds until a look is due again; null: not before the ranking wanted or the hold changes. */
  readonly lookAgainMs: number | null;
  /** Passages that wait to be moved: the fewest that must move to come from the order shown to the one wanted. */
  readonly waiting: number;
}

/** A list may move this often and no more. */
const GAP_MS = 1000;

/**
 * Moves a list at most once a second, and not at all while it is held (pointer or focus inside): then what waits is counted, and moves at once
 * when it is let go. Another set of passages is another list and shows at once, held or not.
 */
export function paceRanking({
  shown,
  wanted,
  now,
  held,
}: {
  readonly shown: ShownRanking;
  readonly wanted: readonly DocId[];
  readonly now: number;
  readonly held: boolean;
}): PacedRanking {
  const still: PacedRanking = { shown, lookAgainMs: null, waiting: 0 };
  if (shown.ranking === wanted) return still;
  const there = new Set(shown.ranking);
  const sameList = shown.ranking.length === wanted.length && wanted.every((docId) => there.has(docId));
  const moved: PacedRanking = { shown: { ranking: wanted, since: now }, lookAgainMs: null, waiting: 0 };
  if (!sameList) return moved;
  const waiting = countMoved(shown.ranking, wanted);
  if (waiting === 0) return still;
  if (held) return { shown, lookAgainMs: null, waiting };
  const leftMs = shown.since + GAP_MS - now;
  return leftMs > 0 ? { shown, lookAgainMs: leftMs, waiting } : moved;
}
