import type { Partition } from './partition.ts';
import { sampleRanks } from './sample-ranks.ts';

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
