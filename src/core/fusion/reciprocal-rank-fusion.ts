import { groupByScore } from './group-by-score.ts';
import type { Partition } from './partition.ts';
import { sampleRanks } from './sample-ranks.ts';

/** Softens the weight of the first ranks, as published. */
const offset = 60;

/**
 * The samples' positions by the sum of 1 / (60 + rank), rank from 1 (Cormack, Clarke & Büttcher 2009); tied positions have their mean rank, equal
 * sums are tied. Throws RangeError unless all samples hold the same positions.
 */
export function reciprocalRankFusion(samples: readonly Partition[]): Partition {
  const ranks = sampleRanks(samples);
  return groupByScore([...ranks.keys()], (position) => {
    // Summed in one order: the same ranks in other samples must give the same double.
    const sorted = [...(ranks.get(position) ?? [])].sort((one, other) => one - other);
    return sorted.reduce((sum, rank) => sum + 1 / (offset + 1 + rank), 0);
  });
}
