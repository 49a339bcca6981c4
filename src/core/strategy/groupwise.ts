import { shuffledMembers } from '../fusion/agreement.ts';
import { givenOrder, standingByScore, untied } from './strategy.ts';
import type { StrategyRun } from './strategy.ts';

/** How many members each of the fewest groups has that hold `count`, `size` at most: equal, or one more in the first. */
function groupSizes({ count, size }: { readonly count: number; readonly size: number }): readonly number[] {
  const groups = Math.ceil(count / size);
  return Array.from({ length: groups }, (_, group) => Math.floor(count / groups) + Number(group < count % groups));
}

/**
 * GroupRank (AQ-MedAI/Diver): every round shuffles the list by the seed and scores it in groups of `size` (3 or more) at most; a passage's score is
 * the mean of its rounds, equal means are tied. Groups are of equal size, where the published code leaves the remainder for the last; a passage
 * without a score is left out of the mean, where that counts 0.
 */
export function* groupwise({
  count,
  size,
  rounds,
  seed,
}: {
  readonly count: number;
  readonly size: number;
  readonly rounds: number;
  readonly seed: number;
}): StrategyRun {
  const all = givenOrder(count);
  if (count < 2) return untied(all);
  const sums = all.map(() => 0);
  const given = all.map(() => 0);
  const standing = () =>
    standingByScore(sums.map((sum, position) => (given[position] === 0 ? null : sum / (given[position] ?? 1))));
  for (let round = 1; round <= rounds; round += 1) {
    const shuffled = shuffledMembers({ members: all, seed, sample: round });
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
}
