/**
 * Fuses two scores of the same list, one a candidate: `0.5·z(bm25) + z(cosine)`, z over the list with the population's standard deviation.
 * A side whose values are all equal says nothing and adds 0. The result is in standard deviations, higher is better.
 * @throws RangeError when the sides differ in length.
 */
export function fuseScores({ bm25, cosine }: { bm25: readonly number[]; cosine: readonly number[] }): readonly number[] {
  if (bm25.length !== cosine.length) throw new RangeError(`${bm25.length} BM25 scores, but ${cosine.length} cosines`);
  const meaning = zScores(cosine);
  return zScores(bm25).map((value, place) => BM25_WEIGHT * value + (meaning[place] ?? 0));
}

/** Weight of the word side; the encoder's side counts 1. Chosen on dev questions (docs/decisions). */
const BM25_WEIGHT = 0.5;

/**
 * How many standard deviations (of the population) each value lies above the mean; 0 everywhere when all are equal. Values must be finite,
 * of any scale.
 */
export function zScores(values: readonly number[]): readonly number[] {
  const scaled = scaledToOne(values);
  // Equality is looked at, not the deviation: rounding would make a tiny one of equal values and z-scores of ±1 out of nothing.
  if (scaled === null) return values.map(() => 0);
  const mean = scaled.reduce((sum, value) => sum + value, 0) / scaled.length;
  const deviation = Math.sqrt(scaled.reduce((sum, value) => sum + (value - mean) ** 2, 0) / scaled.length);
  return scaled.map((value) => (value - mean) / deviation);
}

/**
 * First-stage scores as the prompt shows them: 0 (lowest of the list) to 9 (highest), linear between; 5 everywhere when all are equal.
 * @throws RangeError when a score is not finite.
 */
export function scoreBuckets(scores: readonly number[]): readonly number[] {
  for (const score of scores)
    if (!Number.isFinite(score)) throw new RangeError(`a first-stage score must be finite, got ${score}`);
  return scaledToOne(scores)?.map((value) => Math.floor(9.99 * value)) ?? scores.map(() => 5);
}

/** Values laid between 0 (the lowest) and 1 (the highest), so that their squares stay in the range of a double; null when all are equal. */
function scaledToOne(values: readonly number[]): readonly number[] | null {
  let least = Infinity;
  let most = -Infinity;
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (!(least < most)) return null;
  // Halved where the range itself would be too great for a double.
  const scale = Number.isFinite(most - least) ? 1 : 0.5;
  const range = most * scale - least * scale;
  return values.map((value) => (value * scale - least * scale) / range);
}
