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
