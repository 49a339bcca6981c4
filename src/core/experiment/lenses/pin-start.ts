import type { DocId } from '../../doc-id.ts';
import type { FirstStageOrder } from '../../first-stage-order.ts';
import { firstStageScores } from '../../first-stage-scores.ts';
import type { Candidate, RankRequest } from '../../rank-request.ts';

/** A request that says itself where it starts from. */
export type PinnedRequest = RankRequest & { readonly firstStage: FirstStageOrder };

/**
 * A request that starts from `ranking`, whatever else it says. With `scores` each passage keeps the first-stage score that it has in the list as
 * given, so that a changed text or a missing neighbour changes no score; without, all are equal: no bucket and no prior tells passages apart.
 * `ranking` must be a permutation of the candidates.
 */
export function pinStart({
  request,
  ranking,
  scores,
}: {
  request: RankRequest;
  ranking: readonly DocId[];
  scores: boolean;
}): PinnedRequest {
  const { firstStage, query } = request;
  const candidates = scores ? request.candidates : request.candidates.map(withoutScore);
  return {
    query,
    candidates,
    firstStage: {
      method: scores ? (firstStage?.method ?? 'given') : 'given',
      ranking,
      scores: scores ? (firstStage?.scores ?? firstStageScores(request)) : candidates.map(() => 0),
      windowFrom: firstStage?.windowFrom ?? candidates.map(() => null),
    },
  };
}

function withoutScore(candidate: Candidate): Candidate {
  const { score: _, ...rest } = candidate;
  return rest;
}
