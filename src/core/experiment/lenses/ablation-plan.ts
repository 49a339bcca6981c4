import type { DocId } from '../../doc-id.ts';
import type { RankRequest } from '../../rank-request.ts';
import { startingRanking } from '../../starting-ranking.ts';
import type { LensRun } from './lens-run.ts';
import { pinStart } from './pin-start.ts';
import type { PinnedRequest } from './pin-start.ts';

/** `dropped` null: the whole list, which the others are held against. */
export interface AblationRun extends LensRun {
  readonly dropped: DocId | null;
}

/**
 * The whole list once, and once without each of `dropped`, in the order a run starts from; unknown and repeated docIds are passed over. The rest
 * keeps its scores. Only the whole list where fewer than two passages would be left.
 */
export function ablationPlan({
  request,
  dropped,
  scores,
}: {
  request: RankRequest;
  dropped: readonly DocId[];
  scores: boolean;
}): readonly AblationRun[] {
  const order = startingRanking(request);
  const whole = pinStart({ request, ranking: order, scores });
  const chosen = new Set(order.length > 2 ? dropped : []);
  return [
    { key: 'whole list', dropped: null, request: whole },
    ...order.flatMap((docId) =>
      chosen.has(docId) ? [{ key: `without ${docId}`, dropped: docId, request: without(whole, docId) }] : [],
    ),
  ];
}

function without(request: PinnedRequest, docId: DocId): RankRequest {
  const { candidates, firstStage, query } = request;
  const stays = (_: unknown, place: number): boolean => candidates[place]?.docId !== docId;
  return {
    query,
    candidates: candidates.filter(stays),
    firstStage: {
      method: firstStage.method,
      ranking: firstStage.ranking.filter((one) => one !== docId),
      scores: firstStage.scores.filter(stays),
      windowFrom: firstStage.windowFrom.filter(stays),
    },
  };
}
