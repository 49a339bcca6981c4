/**
 * MRR@depth of one query, trec_eval's recip_rank cut at `depth`: 1 / rank of the first document judged relevant among the first `depth`;
 * 0 when there is none. A document listed twice counts at its first place only. Depth Infinity = no cut.
 * `relevantFrom`: the least grade that is relevant (trec_eval -l); 1 unless told.
 */
export function reciprocalRank({
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
  const place = [...new Set(ranking)].slice(0, depth).findIndex((docid) => (grades.get(docid) ?? 0) >= relevantFrom);
  return place === -1 ? 0 : 1 / (place + 1);
}
