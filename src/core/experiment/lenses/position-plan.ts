import type { RankRequest } from '../../rank-request.ts';
import { startingRanking } from '../../starting-ranking.ts';
import type { LensRun } from './lens-run.ts';
import { pinStart } from './pin-start.ts';

/** The list, its start rotated by `shift` places to the front: what stood at place p stands at (p − shift) modulo the list's length. */
export interface PositionRun extends LensRun {
  readonly shift: number;
}

/**
 * The same list from `rotations` starts, evenly apart, the unrotated one first. As many rotations as passages put every passage once at every
 * place. From 1 to the list's length; other numbers are brought into that range.
 */
export function positionPlan({
  request,
  rotations,
  scores,
}: {
  request: RankRequest;
  rotations: number;
  scores: boolean;
}): readonly PositionRun[] {
  const order = startingRanking(request);
  const count = order.length;
  const pinned = pinStart({ request, ranking: order, scores });
  const runs = Math.max(1, Math.min(count, Math.trunc(rotations) || 1));
  return Array.from({ length: runs }, (_, index) => {
    const shift = Math.floor((index * count) / runs);
    const ranking = [...order.slice(shift), ...order.slice(0, shift)];
    return { key: `shift ${shift}`, shift, request: { ...pinned, firstStage: { ...pinned.firstStage, ranking } } };
  });
}
