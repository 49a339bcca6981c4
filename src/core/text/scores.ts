/**
 * How many standard deviations (of the population) each value lies above the mean; 0 everywhere when all are equal. Values must be finite,
 * of any scale.
 */
export function zScores(values: readonly number[]): readonly number[] {
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  // Equality is looked at, not the deviation: rounding would make a tiny one of equal values and z-scores of ±1 out of nothing.
  if (!(min < max)) return values.map(() => 0);
  // Laid between 0 and 1 first: squares of very great or very small differences leave the range of a double.
  const scale = Number.isFinite(max - min) ? 1 : 0.5;
  const range = max * scale - min * scale;
  const laid = values.map((value) => (value * scale - min * scale) / range);
  const mean = laid.reduce((sum, value) => sum + value, 0) / laid.length;
  const deviation = Math.sqrt(laid.reduce((sum, value) => sum + (value - mean) ** 2, 0) / laid.length);
  return laid.map((value) => (value - mean) / deviation);
}

/** Weight of the word side; the encoder's side counts 1. Chosen on dev questions (docs/decisions). */
const BM25_WEIGHT = 0.5;

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

/** First-stage scores as the prompt shows them: 0 (lowest of the list) to 9 (highest), linear between; 5 everywhere when all are equal. */
export function scoreBuckets(scores: readonly number[]): readonly number[] {
  let min = Infinity;
  let max = -Infinity;
  for (const score of scores) {
    if (!Number.isFinite(score)) throw new RangeError(`a first-stage score must be finite, got ${score}`);
    min = Math.min(min, score);
    max = Math.max(max, score);
  }
  if (min === max) return scores.map(() => 5);
  // Halved where the range itself would be too great for a double.
  const scale = Number.isFinite(max - min) ? 1 : 0.5;
  const range = max * scale - min * scale;
  return scores.map((score) => Math.floor(9.99 * ((score * scale - min * scale) / range)));
}
