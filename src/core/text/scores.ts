/** What an order is fused from, one number a candidate each, any scale, higher is better. */
export interface ScoreParts {
  readonly bm25: readonly number[];
  /** Of the query's vector with that of the nearest stretch of each passage. */
  readonly cosine: readonly number[];
  readonly maxSim: readonly number[];
  readonly idfMaxSim: readonly number[];
}

/** What each part counts for, in the order in which they are added. Chosen on training lists of several kinds (docs/decisions). */
export const PART_WEIGHTS: Readonly<Record<keyof ScoreParts, number>> = { bm25: 0.25, cosine: 1, maxSim: 1, idfMaxSim: 0.5 };

/**
 * Fuses the scores of one list: the sum of `PART_WEIGHTS` times each part's z-score, z over the list with the population's standard deviation. A part
 * whose values are all equal says nothing and adds 0, so a list of one passage scores 0. The result is in standard deviations, higher is better.
 * @throws RangeError when the parts differ in length.
 */
export function fuseScores(parts: ScoreParts): readonly number[] {
  const names = Object.keys(PART_WEIGHTS) as readonly (keyof ScoreParts)[];
  return weightedSum(names.map((name) => [PART_WEIGHTS[name], parts[name]]));
}

/** The same without late interaction: `½·z(bm25) + z(cosine)`. It chooses which passages of a long list are read piece by piece. */
export function coarseScores({ bm25, cosine }: Pick<ScoreParts, 'bm25' | 'cosine'>): readonly number[] {
  return weightedSum([
    [0.5, bm25],
    [1, cosine],
  ]);
}

function weightedSum(parts: readonly (readonly [weight: number, values: readonly number[]])[]): readonly number[] {
  const [[, first] = [0, []]] = parts;
  const sums = first.map(() => 0);
  // One part after the other: the pipeline adds in the same order, so that the last digit is the same.
  for (const [weight, values] of parts) {
    if (values.length !== sums.length) throw new RangeError(`parts of ${sums.length} and of ${values.length} passages`);
    for (const [place, value] of zScores(values).entries()) sums[place] = (sums[place] ?? 0) + weight * value;
  }
  return sums;
}

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
