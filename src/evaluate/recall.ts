/**
 * Recall at `depth` as trec_eval's recall: the share of all documents judged 1 or more that stand among the first `depth`, ranked or not. From
 * 0 to 1; 0 when nothing is relevant.
 */
export function recall({
  ranking,
  grades,
  depth,
}: {
  ranking: readonly string[];
  grades: ReadonlyMap<string, number>;
  depth: number;
}): number {
  const relevant = [...grades.values()].filter((grade) => grade >= 1).length;
  const found = [...new Set(ranking)].slice(0, depth).filter((docid) => (grades.get(docid) ?? 0) >= 1).length;
  return relevant === 0 ? 0 : found / relevant;
}
