/**
 * MRR@depth of one query, trec_eval's recip_rank cut at `depth`: 1 / rank of the first document of grade 1 or more among the first `depth`;
 * 0 when there is none. A document listed twice counts at its first place only. Depth Infinity = no cut.
 */
export function reciprocalRank({
  ranking,
  grades,
  depth,
}: {
  ranking: readonly string[];
  grades: ReadonlyMap<string, number>;
  depth: number;
}): number {
  const place = [...new Set(ranking)].slice(0, depth).findIndex((docid) => (grades.get(docid) ?? 0) >= 1);
  return place === -1 ? 0 : 1 / (place + 1);
}
