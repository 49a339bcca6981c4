import type { Partition } from './partition.ts';

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
