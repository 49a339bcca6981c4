import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { mersenne } from 'pure-rand/generator/mersenne';

/** A mean and the range in which `level` of the resampled means lie. */
export interface BootstrapInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Percentile bootstrap of the mean over queries (Efron 1979; Sakai 2006 for retrieval): `resamples` samples with replacement, quantiles between
 * neighbours by linear interpolation. The same seed gives the same interval. Null without values.
 */
export function bootstrapInterval({
  values,
  seed,
  resamples = 10_000,
  level = 0.95,
}: {
  values: readonly number[];
  seed: number;
  resamples?: number;
  level?: number;
}): BootstrapInterval | null {
  const count = values.length;
  if (count === 0) return null;
  const random = mersenne(seed);
  const means = new Float64Array(resamples);
  for (let sample = 0; sample < resamples; sample += 1) {
    let sum = 0;
    for (let drawn = 0; drawn < count; drawn += 1) sum += values[uniformInt(random, 0, count - 1)] ?? 0;
    means[sample] = sum / count;
  }
  means.sort();
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  return { mean, low: quantile(means, (1 - level) / 2), high: quantile(means, (1 + level) / 2) };
}

function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  return below + ((sorted[Math.ceil(place)] ?? below) - below) * (place - Math.floor(place));
}
