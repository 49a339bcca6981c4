import { groupByScore } from './group-by-score.ts';
import type { Partition } from './partition.ts';
import { sampleRanks } from './sample-ranks.ts';

/** The samples' positions by mean rank (Borda); equal means are tied. Throws RangeError unless all samples hold the same positions. */
export function borda(samples: readonly Partition[]): Partition {
  const ranks = sampleRanks(samples);
  // Mid-ranks are halves, so their sums are exact and equal sums are equal.
  return groupByScore([...ranks.keys()], (position) => -(ranks.get(position) ?? []).reduce((sum, rank) => sum + rank, 0));
}
