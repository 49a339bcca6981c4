import { oncePer } from '../once.ts';
import type { FirstStageOrder, LateOrder, RankRequest } from '../request.ts';
import type { PassageMatches, WordMatch } from '../text/evidence-units.ts';
import type { TextSpan } from '../text/spans.ts';
import { queryTerms, termSpans } from '../text/terms.ts';
import { tellingWords, tells } from './telling.ts';

// Which words of a list answer which words of its query. Drawn with the first rows: nothing of the trace is needed for it.

/** A word of the query that is answered, as `[from, to)` of the query's text. `similar`: −1 to 1; null: it is the very word. */
interface AnsweredWord extends TextSpan {
  readonly similar: number | null;
}

/** A word of a passage and the words of the query that it answers; the nearest first. */
export interface AnsweringWord extends TextSpan {
  readonly in: WordMatch['in'];
  readonly answers: readonly AnsweredWord[];
  /** How much it tells, above 0 to 1: what the word that it answers weighs, times how near it is. */
  readonly weight: number;
}

/** Nearer than this two words mean about the same in their sentences. */
export const LEAST_SIMILAR = 0.45;

const wordsByPlace = oncePer<RankRequest, Map<number, readonly AnsweringWord[]>>(() => new Map());

/**
 * Which words of a passage answer which words of the query; `place`: of the passage in the request. Where it was read by late interaction: of each word of
 * the query that tells something the nearest in the passage, where it is near, and the very word in title or text where the nearest stands in the other.
 * Else every word that the query has too. In order, title first; no word twice. Asked for by every row that is seen: each passage is looked at once.
 */
export function answeringWords(request: RankRequest, place: number): readonly AnsweringWord[] {
  const known = wordsByPlace(request);
  const before = known.get(place);
  if (before !== undefined) return before;
  const late = request.firstStage?.late;
  const passage = late?.matches[place] ?? null;
  const words =
    late !== undefined && passage !== null ? nearestWords(request, { late, passage, place }) : sharedWords(request, place);
  known.set(place, words);
  return words;
}

function nearestWords(
  request: RankRequest,
  { late, passage: { found }, place }: { late: LateOrder; passage: PassageMatches; place: number },
): readonly AnsweringWord[] {
  const { title = '', text = '' } = request.candidates[place] ?? {};
  const telling = tellingWords(request);
  const words = new Map<string, { span: WordMatch; answers: { from: number; to: number; similar: number; weight: number }[] }>();
  for (const [word, match] of found.entries()) {
    const asked = late.queryWords[word];
    const weight = telling[word]?.weight ?? 0;
    if (match === null || asked === undefined || match.similar < LEAST_SIMILAR || weight === 0) continue;
    if (!tells((match.in === 'text' ? text : title).slice(match.from, match.to))) continue;
    const key = `${match.in} ${match.from}`;
    const known = words.get(key) ?? { span: match, answers: [] };
    known.answers.push({ from: asked.from, to: asked.to, similar: match.similar, weight: match.similar * weight });
    words.set(key, known);
  }
  const nearest = [...words.values()].map(({ span, answers }): AnsweringWord => {
    const sorted = answers.toSorted((one, other) => other.similar - one.similar);
    return {
      in: span.in,
      from: span.from,
      to: span.to,
      answers: sorted.map(({ from, to, similar }) => ({ from, to, similar })),
      weight: Math.max(...sorted.map(({ weight }) => weight)),
    };
  });
  const answeredIn = (part: WordMatch['in']): ReadonlySet<number> =>
    new Set(nearest.flatMap((word) => (word.in === part ? word.answers.map(({ from }) => from) : [])));
  const shared = sharedWords(request, place);
  return (['title', 'text'] as const).flatMap((part) => {
    const [here, there] = [answeredIn(part), answeredIn(part === 'title' ? 'text' : 'title')];
    const own = nearest.filter((word) => word.in === part);
    // The nearest stands in the title, say, and the text has the very word too.
    const others = shared.filter(
      (word) =>
        word.in === part &&
        word.answers.some(({ from }) => there.has(from) && !here.has(from)) &&
        !own.some((one) => meet(one, word)),
    );
    return [...own, ...others].toSorted((one, other) => one.from - other.from);
  });
}

/** Do two stretches of one text share anything? */
export function meet(one: TextSpan, other: TextSpan): boolean {
  return one.from < other.to && other.from < one.to;
}

function sharedWords(request: RankRequest, place: number): readonly AnsweringWord[] {
  const { title = '', text = '' } = request.candidates[place] ?? {};
  return [
    ...wordsOfQuery(request, title).map((word) => ({ ...word, in: 'title' as const })),
    ...wordsOfQuery(request, text).map((word) => ({ ...word, in: 'text' as const })),
  ];
}

/** The telling words of the query by their terms. */
const askedTerms = oncePer((request: RankRequest): ReadonlyMap<string, { weight: number; answers: AnsweredWord[] }> => {
  const terms = new Map<string, { weight: number; answers: AnsweredWord[] }>();
  for (const { from, to, weight } of tellingWords(request))
    for (const term of queryTerms(request.query.text.slice(from, to))) {
      const known = terms.get(term) ?? { weight: 0, answers: [] };
      known.answers.push({ from, to, similar: null });
      terms.set(term, { ...known, weight: Math.max(known.weight, weight) });
    }
  return terms;
});

/** Where a text has telling words of the query, letter for letter. UTF-16 offsets; in order, not overlapping. */
export function wordsOfQuery(request: RankRequest, text: string): readonly Omit<AnsweringWord, 'in'>[] {
  const { text: query } = request.query;
  return termSpans(query, text).flatMap(({ from, to, term }) => {
    const asked = askedTerms(request).get(term);
    if (asked !== undefined) return asked.weight === 0 ? [] : [{ from, to, ...asked }];
    // Letters of a script without spaces: a part of what the query has there.
    const at = query.indexOf(term);
    return [{ from, to, weight: 1, answers: at < 0 ? [] : [{ from: at, to: at + term.length, similar: null }] }];
  });
}

/** How many passages of an order the sentence encoder read, and of how many; null: all, or it took no part. */
export function encoderReads(order: FirstStageOrder | undefined): { readonly reads: number; readonly of: number } | null {
  const cosine = order?.late?.parts.cosine;
  const reads = cosine?.filter((one) => one !== null).length ?? 0;
  return cosine === undefined || reads === cosine.length ? null : { reads, of: cosine.length };
}
