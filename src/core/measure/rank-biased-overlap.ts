/**
 * Rank-biased overlap of two rankings, extrapolated (Webber, Moffat and Zobel 2010, equation 32; lists of unequal length allowed): 0 nothing in
 * common, 1 the same. `p` in (0, 1) is the reader's patience: at 0.9 the first ten places carry 86 % of the weight. Null when one is empty.
 * @throws RangeError for another `p`.
 */
export function rankBiasedOverlap({
  one,
  other,
  p,
}: {
  one: readonly string[];
  other: readonly string[];
  p: number;
}): number | null {
  if (!(p > 0 && p < 1)) throw new RangeError(`the patience of a rank-biased overlap lies between 0 and 1, got ${p}`);
  const lists = [[...new Set(one)], [...new Set(other)]].sort((left, right) => left.length - right.length);
  const [short = [], long = []] = lists;
  if (short.length === 0) return null;
  const seen = new Set<string>();
  let common = 0;
  let commonAtShort = 0;
  let weight = 1;
  let sum = 0;
  for (let depth = 1; depth <= long.length; depth += 1) {
    for (const docid of [short[depth - 1], long[depth - 1]]) {
      if (docid === undefined) continue;
      if (seen.has(docid)) common += 1;
      seen.add(docid);
    }
    weight *= p;
    if (depth === short.length) commonAtShort = common;
    sum += (common / depth) * weight;
    if (depth > short.length) sum += ((commonAtShort * (depth - short.length)) / (short.length * depth)) * weight;
  }
  return ((1 - p) / p) * sum + ((common - commonAtShort) / long.length + commonAtShort / short.length) * weight;
}
