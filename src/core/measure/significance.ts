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

/** One query under two systems; `difference` = other − one. */
export interface PairedDifference {
  readonly qid: string;
  readonly one: number;
  readonly other: number;
  readonly difference: number;
}

/** The queries that both have (qid → value), by rising difference: where `other` loses most comes first. Equal ones stand by qid. */
export function pairedDifferences(
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
): readonly PairedDifference[] {
  const pairs = [...one].flatMap(([qid, value]) => {
    const second = other.get(qid);
    return second === undefined ? [] : [{ qid, one: value, other: second, difference: second - value }];
  });
  return pairs.sort((left, right) => left.difference - right.difference || (left.qid < right.qid ? -1 : 1));
}

/** `p`: how often signs given by chance make the mean as far from 0 as it is, or farther. */
export interface RandomizationTest {
  /** Mean of the differences. */
  readonly difference: number;
  readonly p: number;
  /** True: all signs were tried. */
  readonly exact: boolean;
}

/** Up to 2 to the power of this many ways to give signs are all tried. */
const EXACT_UP_TO = 16;

/**
 * Fisher's randomization test of paired differences, two-sided (Smucker, Allan and Carterette 2007). Exact with up to 16 differences other than 0,
 * else `samples` draws of signs with p = (b + 1) / (samples + 1), which is never 0. The same seed gives the same p. Null without differences.
 */
export function randomizationTest({
  differences,
  seed,
  samples = 100_000,
}: {
  differences: readonly number[];
  seed: number;
  samples?: number;
}): RandomizationTest | null {
  if (differences.length === 0) return null;
  const sum = differences.reduce((total, value) => total + value, 0);
  const difference = sum / differences.length;
  // A difference of 0 stays 0 under either sign.
  const sizes = Float64Array.from(differences.filter((value) => value !== 0).map(Math.abs));
  // Sums of the same numbers in another order differ in their last digits and still count as equal.
  const reach = Math.abs(sum) - 1e-12 * sizes.reduce((total, size) => total + size, 0);
  if (sizes.length <= EXACT_UP_TO) {
    const sums = allSums(sizes);
    return { difference, p: sums.filter((one) => Math.abs(one) >= reach).length / sums.length, exact: true };
  }
  const random = mersenne(seed);
  let far = 0;
  for (let sample = 0; sample < samples; sample += 1) if (Math.abs(randomSum(sizes, random)) >= reach) far += 1;
  return { difference, p: (far + 1) / (samples + 1), exact: false };
}

/** The sum under each of the 2 to the n ways to give signs. */
function allSums(sizes: Float64Array): Float64Array {
  const sums = new Float64Array(2 ** sizes.length);
  let filled = 1;
  for (const size of sizes) {
    for (let at = 0; at < filled; at += 1) {
      const before = sums[at] ?? 0;
      sums[at] = before + size;
      sums[filled + at] = before - size;
    }
    filled *= 2;
  }
  return sums;
}

function randomSum(sizes: Float64Array, random: { next(): number }): number {
  let sum = 0;
  let bits = 0;
  for (let at = 0; at < sizes.length; at += 1) {
    // One draw holds 32 signs.
    bits = at % 32 === 0 ? random.next() : bits >>> 1;
    sum += (bits & 1) === 0 ? (sizes[at] ?? 0) : -(sizes[at] ?? 0);
  }
  return sum;
}
