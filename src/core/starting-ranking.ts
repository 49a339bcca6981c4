import type { DocId } from './doc-id.ts';
import type { RankRequest } from './rank-request.ts';

/** The order a run starts from: the first stage's, or the candidates' own where there is none or it is no permutation of them. */
export function startingRanking({ candidates, firstStage }: RankRequest): readonly DocId[] {
  const given = candidates.map(({ docId }) => docId);
  if (firstStage === undefined || firstStage.ranking.length !== given.length) return given;
  const ordered = new Set(firstStage.ranking);
  return ordered.size === given.length && given.every((docId) => ordered.has(docId)) ? firstStage.ranking : given;
}
