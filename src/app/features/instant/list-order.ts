import type { FirstStageOrder } from '../../../core/first-stage-order.ts';
import { listBm25 } from '../../../core/text/list-bm25.ts';
import type { RankRequest } from '../../../core/rank-request.ts';
import { titledText } from '../../../core/titled-text.ts';
import { hasScores } from '../../../core/has-scores.ts';

/**
 * The list by its own scores (`score`) or by BM25 over this list (`bm25`), best first; equal scores keep the order given. Null where a passage has
 * no score of its own.
 */
export function listOrder(request: RankRequest, by: 'score' | 'bm25'): FirstStageOrder | null {
  const { candidates, query } = request;
  if (by === 'score' && !hasScores(request)) return null;
  const scores =
    by === 'score'
      ? candidates.map(({ score }) => score ?? 0)
      : listBm25({ query: query.text, texts: candidates.map((candidate) => titledText(candidate)) });
  const places = candidates.map((_, place) => place);
  places.sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0) || one - other);
  return {
    method: 'bm25',
    ranking: places.flatMap((place) => candidates[place]?.docId ?? []),
    scores,
    windowFrom: candidates.map(() => null),
  };
}
