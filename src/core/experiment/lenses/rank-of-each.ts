import type { DocId } from '../../doc-id.ts';

/** The 0-based rank of each passage; tied ones share the mean of the ranks they take up. `ties` are neighbours in the ranking. */
export function rankOfEach({
  ranking,
  ties,
}: {
  readonly ranking: readonly DocId[];
  readonly ties: readonly (readonly DocId[])[];
}): ReadonlyMap<DocId, number> {
  const ranks = new Map(ranking.map((docId, rank) => [docId, rank]));
  for (const group of ties) {
    const taken = group.flatMap((docId) => ranks.get(docId) ?? []);
    const mean = taken.reduce((sum, rank) => sum + rank, 0) / taken.length;
    for (const docId of group) if (ranks.has(docId)) ranks.set(docId, mean);
  }
  return ranks;
}
