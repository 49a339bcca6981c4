import type { CallResult } from '../answer/call-result.ts';
import { groupByScore } from '../fusion/group-by-score.ts';
import { shuffledMembers } from '../fusion/shuffled-members.ts';
import { givenOrder } from './given-order.ts';
import { planTournament } from './plan-tournament.ts';
import type { StrategyRun } from './strategy-run.ts';

/**
 * TourRank (arXiv 2406.11678): in each stage the survivors are dealt to the groups one by one in the list's order, shown shuffled, and get a point
 * for going on. The points of all tournaments are summed; equal sums are tied. Of those tied at the edge of an answer the ones higher in the list
 * go on.
 */
export function* tournament({
  count,
  groupSize,
  tournaments,
  seed,
}: {
  readonly count: number;
  readonly groupSize: number;
  readonly tournaments: number;
  readonly seed: number;
}): StrategyRun {
  const all = givenOrder(count);
  const points = all.map(() => 0);
  const standing = () => groupByScore(all, (position) => points[position] ?? 0);
  const stages = planTournament({ count, groupSize });
  let calls = 0;
  for (let played = 0; played < tournaments; played += 1) {
    let left = all;
    for (const groups of stages) {
      const dealt = groups.map((_, group) => left.filter((_member, place) => place % groups.length === group));
      const through = new Set<number>();
      for (const [group, { take }] of groups.entries()) {
        calls += 1;
        const members = shuffledMembers({ members: dealt[group] ?? [], seed, sample: calls });
        const answer = yield { call: { members, question: 'select', take }, standing: standing() };
        for (const winner of firstOf(answer, take)) {
          through.add(winner);
          points[winner] = (points[winner] ?? 0) + 1;
        }
      }
      left = left.filter((member) => through.has(member));
    }
  }
  return standing();
}

function firstOf({ groups }: CallResult, take: number): readonly number[] {
  return groups.flatMap((group) => [...group].sort((one, other) => one - other)).slice(0, take);
}
