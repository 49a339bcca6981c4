/**
 * One query's ranking as lines of a TREC run, with a line break at the end of each. Scores are N, N−1 … 1: trec_eval orders by score, so
 * equal or re-dealt scores would change the ranking. White space in a name is written as %20 and the like, an empty name as `-`.
 */
export function formatTrecRun({ qid, ranking, tag }: { qid: string; ranking: readonly string[]; tag: string }): string {
  const lines = ranking.map(
    (docid, place) => `${field(qid)} Q0 ${field(docid)} ${place + 1} ${ranking.length - place} ${field(tag)}\n`,
  );
  return lines.join('');
}

function field(name: string): string {
  return name === '' ? '-' : name.replaceAll(/\s/gu, (mark) => encodeURIComponent(mark));
}
