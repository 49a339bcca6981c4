// Whoever writes a run does not need what reads runs, in all their forms.

/**
 * One query's ranking as lines of a TREC run, with a line break at the end of each. Scores are N, N−1 … 1: trec_eval orders by score, so
 * equal or re-dealt scores would change the ranking. A name that no field can hold is written as `%=` and the name percent-encoded, which `parseTrecRun`
 * takes back; every other name stands as it is.
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
  const tagged = tag.replaceAll(/\s+/gu, '_') || '-';
  const lines = ranking.map((docid, place) => {
    const rank = rankOf(docid, place);
    return `${fieldOf(qid, true)} Q0 ${fieldOf(docid)} ${rank} ${ranking.length + 1 - rank} ${tagged}\n`;
  });
  return lines.join('');
}

const ENCODED = '%=';

/** A name as a field: one that is empty, holds white space or looks like an encoded one cannot stand as it is. Half characters are no bytes. */
function fieldOf(name: string, first = false): string {
  const written = name.toWellFormed();
  const stands = written !== '' && !/\s/u.test(written) && !written.includes('\0') && !written.startsWith(ENCODED);
  // A line that begins so is a comment, or loses its first mark.
  const begins = first && /^[#\uFEFF]/u.test(written);
  return stands && !begins ? written : `${ENCODED}${encodeURIComponent(written)}`;
}

/** The name that `fieldOf` wrote as this field; any other field is the name itself. */
export function nameOfField(field: string): string {
  if (!field.startsWith(ENCODED)) return field;
  try {
    const name = decodeURIComponent(field.slice(ENCODED.length));
    return fieldOf(name) === field || fieldOf(name, true) === field ? name : field;
  } catch {
    return field;
  }
}
