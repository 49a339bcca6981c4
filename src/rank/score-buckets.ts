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
  return scores.map((score) => Math.min(9, Math.floor(9.99 * ((score - min) / (max - min)))));
}
