/**
 * Average precision as trec_eval's map: the mean, over all documents judged relevant, of the precision at their place; those not ranked add
 * 0. From 0 to 1; 0 when nothing is relevant. Unjudged documents are not relevant.
 * `relevantFrom`: the least grade that is relevant (trec_eval -l); 1 unless told.
 */
export function averagePrecision({
  ranking,
  grades,
  relevantFrom = 1,
}: {
  ranking: readonly string[];
  grades: ReadonlyMap<string, number>;
  relevantFrom?: number;
}): number {
  const relevant = [...grades.values()].filter((grade) => grade >= relevantFrom).length;
  let found = 0;
  let sum = 0;
  for (const [place, docid] of [...new Set(ranking)].entries()) {
    if ((grades.get(docid) ?? 0) < relevantFrom) continue;
    found += 1;
    sum += found / (place + 1);
  }
  return relevant === 0 ? 0 : sum / relevant;
}
