/**
 * One query's ranking as lines of a TREC run, with a line break at the end of each. Scores are N, N−1 … 1: trec_eval orders by score, so
 * equal or re-dealt scores would change the ranking. White space in a name is written as %20 and the like, an empty name as `-`.
 */
export function formatTrecRun({
  qid,
  ranking,
  tag,
  rankOf = (_, place) => place + 1,
}: {
  qid: string;
  ranking: readonly string[];
  tag: string;
  /** 1-based rank of a docid at a 0-based place. Those that share one are tied and get the score of its place. */
  rankOf?: (docid: string, place: number) => number;
}): string {
  const lines = ranking.map((docid, place) => {
    const rank = rankOf(docid, place);
    return `${field(qid)} Q0 ${field(docid)} ${rank} ${ranking.length + 1 - rank} ${field(tag)}\n`;
  });
  return lines.join('');
}

function field(name: string): string {
  return name === '' ? '-' : name.replaceAll(/\s/gu, (mark) => encodeURIComponent(mark));
}
