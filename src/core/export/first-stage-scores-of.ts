import type { DocId } from '../doc-id.ts';
import type { RankRequest } from '../rank-request.ts';

/**
 * The first stage's score of each passage, higher is better: those of the order the run started from, else the passages' own. Passages without
 * one are left out.
 */
export function firstStageScoresOf({ candidates, firstStage }: RankRequest): ReadonlyMap<DocId, number> {
  const scores = new Map<DocId, number>();
  for (const [index, { docId, score }] of candidates.entries()) {
    const known = firstStage?.scores[index] ?? score;
    if (known !== undefined && Number.isFinite(known)) scores.set(docId, known);
  }
  return scores;
}
