import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { mersenne } from 'pure-rand/generator/mersenne';
import type { Partition } from './fusion.ts';
import { sampleRanks } from './fusion.ts';

/** Where the samples put one position: 0-based mid-ranks, `deviation` that of the population. */
interface RankSpread {
  readonly least: number;
  readonly most: number;
  readonly mean: number;
  readonly deviation: number;
}

/** How far each position's rank moves over the samples. Throws RangeError unless all samples hold the same positions. */
export function rankSpread(samples: readonly Partition[]): ReadonlyMap<number, RankSpread> {
  return new Map(Array.from(sampleRanks(samples), ([position, ranks]) => [position, spreadOf(ranks)]));
}

function spreadOf(ranks: readonly number[]): RankSpread {
  const mean = ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length;
  const deviation = Math.sqrt(ranks.reduce((sum, rank) => sum + (rank - mean) ** 2, 0) / ranks.length);
  return {
    least: ranks.reduce((least, rank) => Math.min(least, rank), Infinity),
    most: ranks.reduce((most, rank) => Math.max(most, rank), -Infinity),
    mean,
    deviation,
  };
}

/**
 * How much the samples agree: the mean of Kendall's tau-b over all pairs of them, from −1 to 1. Pairs without a tau-b (a sample that ties
 * everything, or fewer than two positions) are left out; null when none is left. Throws RangeError unless all samples hold the same positions.
 */
export function sampleAgreement(samples: readonly Partition[]): number | null {
  const ranks = [...sampleRanks(samples).values()];
  const taus: number[] = [];
  for (let one = 0; one < samples.length; one += 1) {
    for (let other = one + 1; other < samples.length; other += 1) {
      const tau = tauB(
        ranks.map((row) => row[one] ?? 0),
        ranks.map((row) => row[other] ?? 0),
      );
      if (tau !== null) taus.push(tau);
    }
  }
  return taus.length === 0 ? null : taus.reduce((sum, tau) => sum + tau, 0) / taus.length;
}

/** Of two lists of ranks for the same positions (Kendall 1945). */
function tauB(one: readonly number[], other: readonly number[]): number | null {
  let balance = 0;
  let untiedOne = 0;
  let untiedOther = 0;
  for (let place = 0; place < one.length; place += 1) {
    for (let next = place + 1; next < one.length; next += 1) {
      const first = Math.sign((one[place] ?? 0) - (one[next] ?? 0));
      const second = Math.sign((other[place] ?? 0) - (other[next] ?? 0));
      balance += first * second;
      untiedOne += Math.abs(first);
      untiedOther += Math.abs(second);
    }
  }
  return untiedOne === 0 || untiedOther === 0 ? null : balance / Math.sqrt(untiedOne * untiedOther);
}

/** The members in the order in which one sample shows them: sample 0 as given, every further one by its own Fisher–Yates of the seed. */
export function shuffledMembers({
  members,
  seed,
  sample,
}: {
  /** 0, 1, … */
  readonly sample: number;
  readonly members: readonly number[];
  /** Any whole number; its lower 32 bits count. */
  readonly seed: number;
}): readonly number[] {
  const order = [...members];
  if (sample === 0) return order;
  // Both factors are odd: no two samples of one seed meet, and no two seeds of one sample.
  const random = mersenne(Math.imul(seed, 0x85ebca6b) ^ Math.imul(sample, 0x9e3779b1));
  for (let last = order.length - 1; last > 0; last -= 1) {
    const chosen = uniformInt(random, 0, last);
    const held = order[last] ?? 0;
    order[last] = order[chosen] ?? 0;
    order[chosen] = held;
  }
  return order;
}
