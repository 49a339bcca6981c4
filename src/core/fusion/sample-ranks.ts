import { midRanks } from './mid-ranks.ts';
import type { Partition } from './partition.ts';

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
