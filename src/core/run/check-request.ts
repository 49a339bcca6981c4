import type { DocId } from '../doc-id.ts';
import type { RankRequest } from '../rank-request.ts';
import { startingRanking } from '../starting-ranking.ts';

/** Why a request cannot be reranked; null when it can. */
export function checkRequest(request: RankRequest): string | null {
  const { candidates, firstStage } = request;
  const seen = new Set<DocId>();
  for (const { docId } of candidates) {
    if (seen.has(docId)) return `two passages have the docid ${JSON.stringify(docId)}`;
    seen.add(docId);
  }
  if (firstStage === undefined) return null;
  const { ranking, scores, windowFrom } = firstStage;
  if (startingRanking(request) !== ranking) return 'the first stage’s order is no permutation of the passages';
  if (scores.length !== candidates.length || !scores.every((score) => Number.isFinite(score)))
    return 'the first stage must give every passage one finite score';
  if (windowFrom.length !== candidates.length)
    return 'the first stage must say of every passage where its window starts, or null';
  return null;
}
