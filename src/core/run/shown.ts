import type { RankRequest } from '../request.ts';
import type { PromptCandidate } from '../text/windows.ts';

/** The passages at these places of a request, each with what the first stage knows of where its evidence stands. Places that do not exist are left out. */
export function shownCandidates({ candidates, firstStage }: RankRequest, places: readonly number[]): readonly PromptCandidate[] {
  const queryWords = firstStage?.late?.queryWords ?? [];
  return places.flatMap((place): readonly PromptCandidate[] => {
    const candidate = candidates[place];
    if (candidate === undefined) return [];
    const units = firstStage?.late?.matches[place]?.units;
    const windowFrom = firstStage?.windowFrom[place] ?? null;
    return [{ ...candidate, windowFrom, ...(units === undefined ? {} : { evidence: { units, queryWords } }) }];
  });
}
