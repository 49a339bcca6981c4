import type { CallResult } from '../answer/shape.ts';
import { everyPosition, groupByScore } from '../ranking.ts';
import { exactly, fairShare, MOST_SHOWN, MOST_TIMES, whole } from './strategy.ts';
import type { Strategy } from './strategy.ts';

/** TourRank (arXiv 2406.11678): groups, the best of each go on and get a point; points of `tournaments` tournaments are summed. */
export interface Tournament {
  readonly type: 'tournament';
  readonly groupSize: number;
  readonly tournaments: number;
}

/**
 * TourRank (arXiv 2406.11678): in each stage the survivors are dealt to the groups one by one in the list's order, shown shuffled, and get a point
 * for going on. The points of all tournaments are summed; equal sums are tied. Of those tied at the edge of an answer the ones higher in the list
 * go on. Groups are of 3 or more, so that no passage is ever left alone in one.
 */
export const tournament: Strategy<Tournament> = {
  type: 'tournament',
  asks: 'select',
  numbers: { groupSize: whole(3, MOST_SHOWN), tournaments: whole(1, MOST_TIMES) },
  window: 'groupSize',
  start: (window) => ({ type: 'tournament', groupSize: Math.max(3, window), tournaments: 2 }),
  largest: ({ groupSize }) => groupSize,
  forecast({ groupSize, tournaments }, count) {
    const groups = planTournament({ count, groupSize }).flat();
    return exactly(tournaments * groups.length, tournaments * groups.reduce((sum, { size }) => sum + size, 0));
  },
  *run({ groupSize, tournaments }, count, shuffle) {
    const all = everyPosition(count);
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
          const members = shuffle(dealt[group] ?? [], calls);
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
  },
};

/** One stage of a tournament: who is shown in groups of these sizes, and how many of each go on. Sizes are 2 or more, 1 ≤ take < size. */
type TournamentStage = readonly { readonly size: number; readonly take: number }[];

/**
 * TourRank's stages (arXiv 2406.11678) for a list of any length, groups of `groupSize` (3 or more) at most. Survivors go down the row …, 100, 50,
 * 20, 10, 5, 2 to its greatest number that is at most two thirds of them, but at least one of each group goes on; two remain, one of a list of
 * two. As few groups as hold them; up to twice as many where these come out equal, in size and in survivors. Groups of 20 give the published
 * 100 (5 × 20) → 50 (5 × 10) → 20 (1 × 20) → 10 → 5 → 2.
 */
export function planTournament({
  count,
  groupSize,
}: {
  readonly count: number;
  readonly groupSize: number;
}): readonly TournamentStage[] {
  const stages: TournamentStage[] = [];
  let left = count;
  while (left > 2 || (left === 2 && stages.length === 0)) {
    const fewest = Math.ceil(left / groupSize);
    const target = Math.max(survivors(left), fewest);
    const groups = equalGroups({ left, target, fewest }) ?? fewest;
    stages.push(
      Array.from({ length: groups }, (_, group) => ({
        size: fairShare({ total: left, groups, group }),
        take: fairShare({ total: target, groups, group }),
      })),
    );
    left = target;
  }
  return stages;
}

function survivors(left: number): number {
  if (left === 2) return 1;
  let most = 2;
  for (let power = 1; power * 2 <= left; power *= 10) {
    for (const step of [power * 2, power * 5, power * 10]) if (step * 3 <= left * 2) most = Math.max(most, step);
  }
  return most;
}

function equalGroups({ left, target, fewest }: { left: number; target: number; fewest: number }): number | null {
  for (let groups = fewest; groups <= fewest * 2; groups += 1) if (left % groups === 0 && target % groups === 0) return groups;
  return null;
}

/** The winners of a group, best first; of those tied at the edge the ones higher in the list. */
function firstOf({ groups }: CallResult, take: number): readonly number[] {
  return groups.flatMap((group) => [...group].sort((one, other) => one - other)).slice(0, take);
}
