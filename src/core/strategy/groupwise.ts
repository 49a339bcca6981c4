import { everyPosition } from '../ranking.ts';
import { exactly, fairShare, MOST_SHOWN, MOST_TIMES, standingByScore, whole } from './strategy.ts';
import type { Strategy } from './strategy.ts';

/** GroupRank (AQ-MedAI/Diver): scores in shuffled groups of at most `size`, the mean of `rounds` rounds. */
export interface Groupwise {
  readonly type: 'groupwise';
  readonly size: number;
  readonly rounds: number;
}

/**
 * GroupRank (AQ-MedAI/Diver): every round shuffles the list by the seed and scores it in groups of at most `size`; a passage's score is the mean
 * of its rounds, equal means are tied. Groups are of equal size, where the published code leaves the remainder for the last; a passage without a
 * score is left out of the mean, where that counts 0. Groups are of 3 or more, so that no passage is ever left alone in one.
 */
export const groupwise: Strategy<Groupwise> = {
  type: 'groupwise',
  asks: 'scores',
  numbers: { size: whole(3, MOST_SHOWN), rounds: whole(1, MOST_TIMES) },
  window: 'size',
  start: (window) => ({ type: 'groupwise', size: Math.max(3, window), rounds: 2 }),
  largest: ({ size }) => size,
  forecast: ({ size, rounds }, count) => exactly(rounds * Math.ceil(count / size), rounds * count),
  *run({ size, rounds }, count, shuffle) {
    const all = everyPosition(count);
    const sums = all.map(() => 0);
    const given = all.map(() => 0);
    const standing = () =>
      standingByScore(sums.map((sum, position) => (given[position] === 0 ? null : sum / (given[position] ?? 1))));
    for (let round = 1; round <= rounds; round += 1) {
      const shuffled = shuffle(all, round);
      let start = 0;
      for (const length of groupSizes({ count, size })) {
        const members = shuffled.slice(start, start + length);
        start += length;
        const { scores } = yield { call: { members, question: 'scores' }, standing: standing() };
        for (const [place, member] of members.entries()) {
          const score = scores?.[place] ?? null;
          if (score === null) continue;
          sums[member] = (sums[member] ?? 0) + score;
          given[member] = (given[member] ?? 0) + 1;
        }
      }
    }
    return standing();
  },
};

/** How many members each of the fewest groups has that hold `count`, `size` at most: equal, or one more in the first. */
function groupSizes({ count, size }: { readonly count: number; readonly size: number }): readonly number[] {
  const groups = Math.ceil(count / size);
  return Array.from({ length: groups }, (_, group) => fairShare({ total: count, groups, group }));
}
