import { firstStageScores, withCandidates } from '../request.ts';
import type { DocId, RankRequest } from '../request.ts';

/** Which passages of documents a model is given: at most `each` of one document, and `most` in all. */
export interface PassageChoice {
  readonly each: number;
  readonly most: number;
}

export const PASSAGE_CHOICE: PassageChoice = { each: 3, most: 50 };

/**
 * The choice of passages where a person said how many a model may read. Up to three of one document, and more where all documents together have not so many; all
 * of them where there are no more. `depth` null: nobody said it.
 */
export function choiceFor({ candidates, documents = [] }: RankRequest, depth: number | null): PassageChoice {
  if (depth === null) return PASSAGE_CHOICE;
  if (depth >= candidates.length) return { each: candidates.length, most: candidates.length };
  return { each: Math.max(PASSAGE_CHOICE.each, Math.ceil(depth / Math.max(1, documents.length))), most: depth };
}

/** How many passages of a list a model reads, of documents or not. `depth` as for `choiceFor`. */
export function readCount(request: RankRequest, depth: number | null): number {
  const all = request.candidates.length;
  if (request.documents === undefined) return Math.min(all, depth ?? all);
  return chosenCount(request, choiceFor(request, depth)) ?? all;
}

/** How many passages one may have a model read: none, the first ten, twenty and so on, of documents the usual choice too, and all. Ascending. */
export function depthSteps(request: RankRequest): readonly number[] {
  const all = request.candidates.length;
  const steps = [0, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].filter((step) => step < all);
  return [...new Set([...steps, readCount(request, null), all])].sort((one, other) => one - other);
}

/** How many passages `bestPassages` would choose; null: all of them, or they are of no documents. */
export function chosenCount(
  { candidates, documents }: RankRequest,
  { each, most }: PassageChoice = PASSAGE_CHOICE,
): number | null {
  if (documents === undefined) return null;
  const held = new Map<string, number>();
  for (const { document = '' } of candidates) held.set(document, (held.get(document) ?? 0) + 1);
  const wanted = [...held.values()].reduce((sum, count) => sum + Math.min(each, count), 0);
  const count = Math.min(most, wanted);
  return count < candidates.length ? count : null;
}

/**
 * A request with the passages of documents that a model reads: the best of each document by the first stage's order (by its scores where the request stands as given),
 * then the next best ones. They keep their order among each other; scores and matches go with them. `documents` still tells how many passages there are of
 * each. A request of no documents, or of few passages, is returned as it is.
 */
export function bestPassages(request: RankRequest, choice: PassageChoice = PASSAGE_CHOICE): RankRequest {
  const count = chosenCount(request, choice);
  if (count === null) return request;
  const { candidates, firstStage } = request;
  const documentOf = new Map(candidates.map(({ docId, document = '' }) => [docId, document]));
  const ranking = firstStage?.ranking ?? byScore(request);
  const taken = new Map<string, number>();
  const chosen = new Set<DocId>();
  // First each document's best, then what follows.
  for (const most of [1, choice.each])
    for (const docId of ranking) {
      const document = documentOf.get(docId) ?? '';
      const before = taken.get(document) ?? 0;
      if (chosen.size >= count || before >= most || chosen.has(docId)) continue;
      chosen.add(docId);
      taken.set(document, before + 1);
    }
  return withCandidates(request, (docId) => chosen.has(docId));
}

function byScore(request: RankRequest): readonly DocId[] {
  const scores = firstStageScores(request);
  return request.candidates
    .map(({ docId }, place) => ({ docId, score: scores[place] ?? 0, place }))
    .toSorted((one, other) => other.score - one.score || one.place - other.place)
    .map(({ docId }) => docId);
}
