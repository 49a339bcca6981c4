/**
 * Precision at `depth` as trec_eval's P: relevant documents among the first `depth`, over `depth`, also where fewer are ranked. From 0 to 1.
 * `relevantFrom`: the least grade that is relevant.
 */
export function precision({
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
  const found = [...new Set(ranking)].slice(0, depth).filter((docid) => (grades.get(docid) ?? 0) >= relevantFrom);
  return found.length / depth;
}
