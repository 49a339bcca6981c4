import type { Partition } from '../fusion/partition.ts';
import type { Window } from '../window.ts';

/** The part of a partition at the places `[start, end)` of its order; a group that reaches beyond keeps what lies inside. */
export function cutPartition(partition: Partition, { start, end }: Window): Partition {
  const groups: (readonly number[])[] = [];
  let before = 0;
  for (const group of partition) {
    const inside = group.slice(Math.max(0, start - before), Math.max(0, end - before));
    if (inside.length > 0) groups.push(inside);
    before += group.length;
  }
  return groups;
}
