/**
 * nDCG at `depth` as trec_eval's ndcg_cut: gain = grade (below 1: none), discount log2(rank + 1), ideal over all judged documents. From 0 to
 * 1; 0 when nothing is relevant. A document listed twice counts at its first place only.
 */
export function ndcg({
  ranking,
  grades,
  depth,
}: {
  ranking: readonly string[];
  grades: ReadonlyMap<string, number>;
  depth: number;
}): number {
  const gains = Array.from(new Set(ranking), (docid) => grades.get(docid) ?? 0);
  const ideal = discounted(
    [...grades.values()].sort((one, other) => other - one),
    depth,
  );
  return ideal === 0 ? 0 : discounted(gains, depth) / ideal;
}

function discounted(gains: readonly number[], depth: number): number {
  return gains.slice(0, depth).reduce((sum, gain, place) => sum + Math.max(0, gain) / Math.log2(place + 2), 0);
}
