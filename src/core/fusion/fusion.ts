import { kendallTauB } from '../measure/agreement.ts';
import { groupByScore, midRanks } from '../ranking.ts';
import type { Partition } from '../ranking.ts';

/** The samples' positions by mean rank (Borda); equal means are tied. Throws RangeError unless all samples hold the same positions. */
export function borda(samples: readonly Partition[]): Partition {
  const ranks = sampleRanks(samples);
  // Mid-ranks are halves, so their sums are exact and equal sums are equal.
  return groupByScore([...ranks.keys()], (position) => -(ranks.get(position) ?? []).reduce((sum, rank) => sum + rank, 0));
}

/**
 * The samples' positions by the sum of 1 / (60 + rank), rank from 1 (Cormack, Clarke & Büttcher 2009); tied positions have their mean rank, equal
 * sums are tied. Throws RangeError unless all samples hold the same positions.
 */
export function reciprocalRankFusion(samples: readonly Partition[]): Partition {
  const ranks = sampleRanks(samples);
  return groupByScore([...ranks.keys()], (position) => {
    // Summed in one order: the same ranks in other samples must give the same double.
    const sorted = [...(ranks.get(position) ?? [])].sort((one, other) => one - other);
    return sorted.reduce((sum, rank) => sum + 1 / (RANK_OFFSET + 1 + rank), 0);
  });
}

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

/**
 * How much the samples agree: the mean of Kendall's tau-b over all pairs of them, from −1 to 1. Pairs without a tau-b (a sample that ties
 * everything, or fewer than two positions) are left out; null when none is left. Throws RangeError unless all samples hold the same positions.
 */
export function sampleAgreement(samples: readonly Partition[]): number | null {
  const ranks = sampleRanks(samples);
  const ranksOf = samples.map((_, sample) => new Map(Array.from(ranks, ([position, row]) => [position, row[sample] ?? 0])));
  const taus = ranksOf.flatMap((one, sample) => ranksOf.slice(sample + 1).flatMap((other) => kendallTauB(one, other) ?? []));
  return taus.length === 0 ? null : taus.reduce((sum, tau) => sum + tau, 0) / taus.length;
}

/** Each position of the samples with its mid-rank in every one, in the first sample's order. Throws RangeError unless all hold the same positions. */
export function sampleRanks(samples: readonly Partition[]): ReadonlyMap<number, readonly number[]> {
  const ranks = samples.map(midRanks);
  const positions = samples[0]?.flat() ?? [];
  for (const one of ranks) {
    if (one.size !== positions.length) throw new RangeError('the samples do not hold the same positions');
  }
  return new Map(
    positions.map((position) => [
      position,
      ranks.map((one) => {
        const rank = one.get(position);
        if (rank === undefined) throw new RangeError(`position ${position} is not in every sample`);
        return rank;
      }),
    ]),
  );
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

/** Softens the weight of the first ranks, as published. */
const RANK_OFFSET = 60;
