/**
 * Average precision as trec_eval's map: the mean, over all documents judged 1 or more, of the precision at their place; those not ranked add
 * 0. From 0 to 1; 0 when nothing is relevant. Unjudged documents are not relevant.
 */
export function averagePrecision({
  ranking,
  grades,
}: {
  ranking: readonly string[];
  grades: ReadonlyMap<string, number>;
}): number {
  const relevant = [...grades.values()].filter((grade) => grade >= 1).length;
  let found = 0;
  let sum = 0;
  for (const [place, docid] of [...new Set(ranking)].entries()) {
    if ((grades.get(docid) ?? 0) < 1) continue;
    found += 1;
    sum += found / (place + 1);
  }
  return relevant === 0 ? 0 : sum / relevant;
}
