import type { Partition } from './partition.ts';
import { sampleRanks } from './sample-ranks.ts';

/** Where the samples put one position: 0-based mid-ranks, `deviation` that of the population. */
export interface RankSpread {
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
