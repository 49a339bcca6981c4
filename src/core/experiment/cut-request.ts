import type { DocId } from '../doc-id.ts';
import type { Candidate, RankRequest } from '../rank-request.ts';
import { startingRanking } from '../starting-ranking.ts';

/** The first `depth` passages of a list in the order a run starts from, as a request of their own, and the docids behind them. */
export function cutRequest(request: RankRequest, depth: number): { readonly head: RankRequest; readonly tail: readonly DocId[] } {
  const ranking = startingRanking(request);
  if (ranking.length <= depth) return { head: request, tail: [] };
  const kept = new Set(ranking.slice(0, depth));
  const isKept = (_: unknown, place: number): boolean => kept.has((request.candidates[place] as Candidate).docId);
  const { firstStage } = request;
  const candidates = request.candidates.filter(isKept);
  const head =
    firstStage === undefined
      ? { ...request, candidates }
      : {
          ...request,
          candidates,
          firstStage: {
            method: firstStage.method,
            ranking: ranking.slice(0, depth),
            scores: firstStage.scores.filter(isKept),
            windowFrom: firstStage.windowFrom.filter(isKept),
          },
        };
  return { head, tail: ranking.slice(depth) };
}
