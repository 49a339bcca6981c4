import type { Partition } from './partition.ts';

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
