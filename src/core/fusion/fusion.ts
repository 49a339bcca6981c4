/** Groups of tied positions, best first; each position exactly once, no group empty. */
export type Partition = readonly (readonly number[])[];

/** Positions by falling score; equal scores are one group. Inside a group the positions keep the order in which they came. */
export function groupByScore(positions: readonly number[], scoreOf: (position: number) => number): Partition {
  const groups = new Map<number, number[]>();
  for (const position of positions) {
    const score = scoreOf(position);
    if (Number.isNaN(score)) throw new RangeError(`the score of position ${position} is not a number`);
    const group = groups.get(score);
    if (group === undefined) groups.set(score, [position]);
    else group.push(position);
  }
  return [...groups].sort(([one], [other]) => other - one).map(([, group]) => group);
}

/** The 0-based rank of each position; those of one group share the mean of the ranks they take up, so it may end in a half. */
export function midRanks(partition: Partition): ReadonlyMap<number, number> {
  const ranks = new Map<number, number>();
  let before = 0;
  for (const group of partition) {
    for (const position of group) ranks.set(position, before + (group.length - 1) / 2);
    before += group.length;
  }
  return ranks;
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

/** The samples' positions by mean rank (Borda); equal means are tied. Throws RangeError unless all samples hold the same positions. */
export function borda(samples: readonly Partition[]): Partition {
  const ranks = sampleRanks(samples);
  // Mid-ranks are halves, so their sums are exact and equal sums are equal.
  return groupByScore([...ranks.keys()], (position) => -(ranks.get(position) ?? []).reduce((sum, rank) => sum + rank, 0));
}

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
