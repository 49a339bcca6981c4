/**
 * Kendall's tau-b of two score lists over the documents that both have: like tau-a, with ties in either list taken out of the scale (Kendall
 * 1945). From −1 to 1; null with fewer than two such documents, or when one list ties them all. Quadratic in the number of documents.
 */
export function kendallTauB(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number | null {
  const both = [...one].flatMap(([docid, score]) => {
    const second = other.get(docid);
    return second === undefined ? [] : [[score, second] as const];
  });
  let balance = 0;
  let untiedOne = 0;
  let untiedOther = 0;
  for (const [place, [score, second]] of both.entries()) {
    for (let next = place + 1; next < both.length; next += 1) {
      const [score2, second2] = both[next] ?? [0, 0];
      const first = Math.sign(score - score2);
      const last = Math.sign(second - second2);
      balance += first * last;
      untiedOne += Math.abs(first);
      untiedOther += Math.abs(last);
    }
  }
  if (untiedOne === 0 || untiedOther === 0) return null;
  // Rounding of the two roots must not carry it past its ends.
  return Math.max(-1, Math.min(1, balance / Math.sqrt(untiedOne * untiedOther)));
}
