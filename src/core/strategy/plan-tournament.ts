/** One stage of a tournament: who is shown in groups of these sizes, and how many of each go on. Sizes are 2 or more, 1 ≤ take < size. */
export type TournamentStage = readonly { readonly size: number; readonly take: number }[];

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
      Array.from({ length: groups }, (_, group) => ({ size: share(left, groups, group), take: share(target, groups, group) })),
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

/** What one of several groups gets when `total` is dealt out one by one. */
function share(total: number, groups: number, group: number): number {
  return Math.floor(total / groups) + Number(group < total % groups);
}
