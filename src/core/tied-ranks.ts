import type { DocId } from './doc-id.ts';

/** 1-based. `tied`: others have the same rank. */
export interface TiedRank {
  readonly rank: number;
  readonly tied: boolean;
}

/**
 * The rank of each passage of `order`. Those of a tie group share the rank of its first, as in a competition: 1, 2, 2, 4. A group whose passages do
 * not stand side by side in `order` (an order that is held back, or a provisional one) is none there.
 */
export function tiedRanks({
  order,
  ties,
}: {
  readonly order: readonly DocId[];
  readonly ties: readonly (readonly DocId[])[];
}): ReadonlyMap<DocId, TiedRank> {
  const places = new Map(order.map((docId, place) => [docId, place]));
  const ranks = new Map<DocId, TiedRank>(order.map((docId, place) => [docId, { rank: place + 1, tied: false }]));
  for (const group of ties) {
    const found = group.flatMap((docId) => places.get(docId) ?? []);
    const first = Math.min(...found);
    if (group.length < 2 || found.length < group.length || Math.max(...found) - first !== group.length - 1) continue;
    for (const docId of group) ranks.set(docId, { rank: first + 1, tied: true });
  }
  return ranks;
}
