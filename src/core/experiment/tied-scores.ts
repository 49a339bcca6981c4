/** A ranking with ties as scores, for measures of agreement: higher is better, equal within a group. `ties` are neighbours in the ranking. */
export function tiedScores({
  ranking,
  ties,
}: {
  readonly ranking: readonly string[];
  readonly ties: readonly (readonly string[])[];
}): ReadonlyMap<string, number> {
  const scores = new Map(ranking.map((docid, place) => [docid, ranking.length - place]));
  for (const group of ties) {
    const best = Math.max(...group.map((docid) => scores.get(docid) ?? 0));
    for (const docid of group) scores.set(docid, best);
  }
  return scores;
}
