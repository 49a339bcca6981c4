/**
 * Recall at `depth` as trec_eval's recall: the share of all documents judged relevant that stand among the first `depth`, ranked or not. From
 * 0 to 1; 0 when nothing is relevant.
 * `relevantFrom`: the least grade that is relevant (trec_eval -l); 1 unless told.
 */
export function recall({
  ranking,
  grades,
  depth,
  relevantFrom = 1,
}: {
  ranking: readonly string[];
  grades: ReadonlyMap<string, number>;
  depth: number;
  relevantFrom?: number;
}): number {
  const relevant = [...grades.values()].filter((grade) => grade >= relevantFrom).length;
  const found = [...new Set(ranking)].slice(0, depth).filter((docid) => (grades.get(docid) ?? 0) >= relevantFrom).length;
  return relevant === 0 ? 0 : found / relevant;
}
