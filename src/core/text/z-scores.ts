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
