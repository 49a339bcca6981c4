import type { RankRequest } from './rank-request.ts';

/** True when every passage came with a score: only then can the list be put in order by them. */
export function hasScores({ candidates }: RankRequest): boolean {
  return candidates.length > 0 && candidates.every(({ score }) => score !== undefined && Number.isFinite(score));
}
