import type { Preset } from '../preset/preset.ts';
import type { RankRequest } from '../request.ts';
import type { PromptCandidate } from '../text/windows.ts';
import type { TextModel } from './text-model.ts';

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

/** Texts that no query, title or passage may bring into a prompt: the model's control tokens, and what its thoughts and the prompt's stand between. */
export function controlsFor(
  { controlTokens = [], family }: Pick<TextModel, 'controlTokens' | 'family'>,
  { thought }: Pick<Preset, 'thought'>,
): readonly string[] {
  const tags = [thought, family?.thought ?? null].flatMap((one) => (one === null ? [] : [one.open, one.close]));
  // A thought that a prompt of one's own opens by plain words is opened by them in no passage.
  return [...controlTokens, ...tags.filter((tag) => /[<[{|]/.test(tag)), ...(family?.stops ?? [])];
}
