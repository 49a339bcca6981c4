import type { DocId } from '../doc-id.ts';

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
