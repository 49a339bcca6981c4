import { oncePer } from '../once.ts';
import type { LateOrder, RankRequest } from '../request.ts';
import type { PassageMatches, WordMatch } from '../text/evidence-units.ts';
import type { TextSpan } from '../text/spans.ts';

// Which words answer which, of a log that holds late interaction. Drawn with the first rows: nothing of the trace is needed for it.

/** A word of a passage and the words of the query that it answers, as `[from, to)` of the query's text; the nearest first. */
export interface AnsweringWord extends TextSpan {
  readonly in: WordMatch['in'];
  readonly answers: readonly { readonly from: number; readonly to: number; readonly similar: number }[];
  /** How much it tells, above 0 to 1: of all words of the list that answer the same word of the query, how near, times what that word weighs. */
  readonly weight: number;
}

/** Nearer than this two words mean about the same in their sentences. */
const LEAST_SIMILAR = 0.45;
/** English words that ask, join or point: in their sentences they are like each other, which tells nothing. The encoder reads English. */
const EMPTY = new Set(
  (
    'a about all also am an and any are as at be been being both but by can could did do does done each for from had has have having he her here him his how ' +
    'i if in into is it its may me might more most must my no nor not of on one or other our out over own s shall she should so some such t than that the ' +
    'their them then there these they this those to too under up us very was we were what when where which while who whom whose why will with would you your'
  ).split(' '),
);

/**
 * Which words of each passage answer which words of the query, by place of the passage: of each word of the query that tells something the nearest in the
 * passage, where it is near. In order, title first; no word twice. None for passages that were not read piece by piece.
 */
export const answeringWords = oncePer(({ query, candidates, firstStage }: RankRequest): readonly (readonly AnsweringWord[])[] => {
  const late = firstStage?.late;
  if (late === undefined) return [];
  const heaviest = late.queryWords.reduce((most, { weight }) => Math.max(most, weight), 0);
  const telling = late.queryWords.map(({ from, to }) => tells(query.text.slice(from, to)));
  return late.matches.map((passage, place) => {
    const { title = '', text = '' } = candidates[place] ?? {};
    const written = (match: WordMatch): string => (match.in === 'text' ? text : title).slice(match.from, match.to);
    return passage === null
      ? []
      : wordsOf(passage, { late, heaviest, counts: (match, word) => telling[word] === true && tells(written(match)) });
  });
});

function tells(word: string): boolean {
  return !EMPTY.has(word.toLowerCase());
}

function wordsOf(
  { found }: PassageMatches,
  {
    late: { queryWords },
    heaviest,
    counts,
  }: { late: LateOrder; heaviest: number; counts: (match: WordMatch, word: number) => boolean },
): readonly AnsweringWord[] {
  const words = new Map<string, { span: WordMatch; answers: { from: number; to: number; similar: number; weight: number }[] }>();
  for (const [place, match] of found.entries()) {
    const asked = queryWords[place];
    if (match === null || asked === undefined || match.similar < LEAST_SIMILAR || !counts(match, place)) continue;
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
