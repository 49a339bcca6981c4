import { oncePer } from '../once.ts';
import type { DocId, LateOrder, RankRequest } from '../request.ts';
import { bestUnits } from '../text/evidence-units.ts';
import type { EvidenceUnit, PassageMatches, WordMatch } from '../text/evidence-units.ts';
import type { TextSpan } from '../text/spans.ts';

// What a log holds of late interaction, as rows and quotes show it.

/** best: stands in the sentences of its passage that come nearest to the query. weak: stands elsewhere in it. unknown: nothing was read piece by piece. */
export type QuoteStrength = 'best' | 'weak' | 'unknown';

/** How strong a quote is that was found at `span` of its passage's text; null: found in the title, or where is not known. */
export function quoteStrength(request: RankRequest, docId: DocId, span: TextSpan | null): QuoteStrength {
  const best = bestOf(request).get(docId);
  if (best === undefined || span === null) return 'unknown';
  return best.some(({ from, to }) => span.from < to && from < span.to) ? 'best' : 'weak';
}

/** The best evidence of each passage that was read piece by piece. Asked for with every token: once for each request. */
const bestOf = oncePer((request: RankRequest): ReadonlyMap<DocId, readonly EvidenceUnit[]> => {
  const late = request.firstStage?.late;
  return new Map(
    request.candidates.flatMap(({ docId }, place) => {
      const matches = late?.matches[place] ?? null;
      return late === undefined || matches === null ? [] : [[docId, bestUnits(matches, late.queryWords)] as const];
    }),
  );
});

/** A word of a passage and the words of the query that it answers, as `[from, to)` of the query's text; the nearest first. */
export interface AnsweringWord extends TextSpan {
  readonly in: WordMatch['in'];
  readonly answers: readonly { readonly from: number; readonly to: number; readonly similar: number }[];
  /** How much it tells, above 0 to 1: of all words of the list that answer the same word of the query, how near, times what that word weighs. */
  readonly weight: number;
}

/** Words of the query that weigh less than this share of an even one are "the", "of", "is": their nearest word tells nothing. */
const LEAST_SHARE = 0.75;
/** Nearer than this two words mean about the same in their sentences. */
const LEAST_SIMILAR = 0.5;

/**
 * Which words of each passage answer which words of the query: of each telling word of the query the nearest in the passage, where it is near. In order, title
 * first; no word twice. None for passages that were not read piece by piece.
 */
export const answeringWords = oncePer((late: LateOrder): readonly (readonly AnsweringWord[])[] => {
  const { queryWords, matches } = late;
  const heaviest = queryWords.reduce((most, { weight }) => Math.max(most, weight), 0);
  const telling = queryWords.map(({ weight }) => weight >= LEAST_SHARE / Math.max(1, queryWords.length));
  return matches.map((passage) => (passage === null ? [] : wordsOf(passage, { queryWords, telling, heaviest })));
});

function wordsOf(
  { found }: PassageMatches,
  {
    queryWords,
    telling,
    heaviest,
  }: { queryWords: LateOrder['queryWords']; telling: readonly boolean[]; heaviest: number },
): readonly AnsweringWord[] {
  const words = new Map<string, { span: WordMatch; answers: { from: number; to: number; similar: number; weight: number }[] }>();
  for (const [place, match] of found.entries()) {
    const asked = queryWords[place];
    if (match === null || asked === undefined || telling[place] !== true || match.similar < LEAST_SIMILAR) continue;
    const key = `${match.in} ${match.from}`;
    const word = words.get(key) ?? { span: match, answers: [] };
    const weight = heaviest === 0 ? 0 : (match.similar * asked.weight) / heaviest;
    word.answers.push({ from: asked.from, to: asked.to, similar: match.similar, weight });
    words.set(key, word);
  }
  return [...words.values()]
    .map(({ span, answers }): AnsweringWord => {
      const sorted = answers.toSorted((one, other) => other.similar - one.similar);
      return {
        in: span.in,
        from: span.from,
        to: span.to,
        answers: sorted.map(({ from, to, similar }) => ({ from, to, similar })),
        weight: Math.max(...sorted.map(({ weight }) => weight)),
      };
    })
    .toSorted((one, other) => (one.in === other.in ? one.from - other.from : one.in === 'title' ? -1 : 1));
}
