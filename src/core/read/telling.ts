import { oncePer } from '../once.ts';
import type { Candidate, RankRequest } from '../request.ts';
import { titledText } from '../request.ts';
import type { TextSpan } from '../text/spans.ts';
import { listIdf, queryTerms } from '../text/terms.ts';

/** A word of a query and how much it tells: 1 for the heaviest word, 0 for one that tells nothing. */
interface TellingWord extends TextSpan {
  readonly weight: number;
}

/** English words that ask, join or point: in their sentences they are like each other, which tells nothing. The encoder reads English. */
const EMPTY = new Set(
  (
    'a about all also am an and any are as at be been being both but by can could did do does done each for from had has have having he her here him his how ' +
    'i if in into is it its may me might more most must my no nor not of on one or other our out over own s shall she should so some such t than that the ' +
    'their them then there these they this those to too under up us very was we were what when where which while who whom whose why will with would you your'
  ).split(' '),
);

/** True of a word that may tell something: not one that only asks, joins or points. */
export function tells(word: string): boolean {
  return !EMPTY.has(word.toLowerCase());
}

/** Lighter than this, a word stands in about half of the passages. */
const LEAST_WEIGHT = 0.2;
/** Counting the words of a thousand passages would halt the page; the first of them tell which words are everywhere. */
const SAMPLE = 24;
/** Fewer passages say nothing of what is common. */
const FEW = 8;

/** Once for each list of passages, and not for every query that is typed over it. */
const idfOf = oncePer((candidates: readonly Candidate[]): ReadonlyMap<string, number> =>
  candidates.length < FEW ? new Map() : listIdf(candidates.slice(0, SAMPLE).map(titledText)),
);

/**
 * The words of a query with what they weigh: their share in late interaction where the passages were read by it, word for word as `late.queryWords`; else
 * their idf in the list. A word's length says nothing of it.
 */
export const tellingWords: (request: RankRequest) => readonly TellingWord[] = oncePer(
  ({ query: { text }, candidates, firstStage }: RankRequest): readonly TellingWord[] => {
    const words = firstStage?.late?.queryWords ?? byIdf(text, idfOf(candidates));
    const telling = words.map((word) => (tells(text.slice(word.from, word.to)) ? word : { ...word, weight: 0 }));
    const heaviest = telling.reduce((most, { weight }) => Math.max(most, weight), 0);
    const least = firstStage?.late === undefined ? LEAST_WEIGHT : 0;
    return telling.map(({ from, to, weight }) => {
      const share = heaviest === 0 ? 0 : weight / heaviest;
      return { from, to, weight: share < least ? 0 : share };
    });
  },
);

/** A word that no passage of the sample has weighs as the heaviest that one has: it may be a slip of the pen. */
function byIdf(text: string, idf: ReadonlyMap<string, number>): readonly TellingWord[] {
  const words = Array.from(text.matchAll(/[\p{L}\p{N}]+/gu), ({ 0: word, index }) => {
    const known = tells(word) ? queryTerms(word).flatMap((term) => idf.get(term) ?? []) : [];
    return { from: index, to: index + word.length, known: Math.max(0, ...known) };
  });
  const heaviest = words.reduce((most, { known }) => Math.max(most, known), 0) || 1;
  return words.map(({ from, to, known }) => ({ from, to, weight: known || heaviest }));
}
