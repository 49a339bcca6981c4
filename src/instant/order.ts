import { firstStageScores, hasScores, titledText } from '../core/request.ts';
import type { DocId, FirstStageOrder, LateOrder, RankRequest } from '../core/request.ts';
import { evidenceWindow } from '../core/text/evidence-units.ts';
import { askQuery, readPassage } from '../core/text/late-interaction.ts';
import type { LateScores } from '../core/text/late-interaction.ts';
import { languageOf } from '../core/text/language.ts';
import { foldTerms } from '../core/text/fold.ts';
import { coarseScores, fuseScores, PART_WEIGHTS } from '../core/text/scores.ts';
import { listBm25, listIdf, queryTerms } from '../core/text/terms.ts';
import type { TermRule } from '../core/text/terms.ts';
import type { TokenVectors } from '../core/text/token-vectors.ts';
import { passageWindows } from '../core/text/windows.ts';
import type { FirstStageAnswer } from './api.ts';
import type { Embedding } from './encoder.ts';

/**
 * BM25 of each text for the query, with the statistics of this list only. Scores from 0; 0 where no term of the query occurs. Words are cut as the
 * browser's own segmenter cuts them, so that scripts without spaces have words too.
 */
export function wordScores({
  query,
  texts,
  termsOf = wordsOf,
}: {
  query: string;
  texts: readonly string[];
  termsOf?: TermRule;
}): readonly number[] {
  return listBm25({ query, texts, termsOf });
}

const segmenter = typeof Intl === 'object' && 'Segmenter' in Intl ? new Intl.Segmenter('en', { granularity: 'word' }) : undefined;

/** Terms in order: the segmenter's words, then the same rule as everywhere (lower case, letters and digits, no plural "s"). */
export function wordsOf(text: string): readonly string[] {
  if (segmenter === undefined) return queryTerms(text);
  return Array.from(segmenter.segment(foldTerms(text))).flatMap(({ segment, isWordLike }) =>
    isWordLike === true ? queryTerms(segment) : [],
  );
}

/** How an encoder is asked: `lanes` texts at once; `stop` is looked at before each. A text may be asked for again: at best it is remembered. */
export interface Reading {
  readonly embed: (text: string) => Promise<Pick<Embedding, 'vector' | 'cut'>>;
  readonly tokens: (text: string) => Promise<TokenVectors>;
  readonly lanes: number;
  readonly stop: () => boolean;
}

/** So many passages of a list are read piece by piece, the best by words and cosine. */
export const MOST_READ = 200;
/** So many passages of a list does the encoder read at all, the best by words. */
export const MOST_EMBEDDED = 1000;
/** Words of the window that `windowFrom` tells of; a prompt that shows more or fewer chooses its own from the matches. */
const WINDOW_WORDS = 40;

/**
 * Puts a list into its instant order: words (the candidates' own scores when all are finite, else BM25), the cosine of the passage's nearest stretch, and
 * late interaction over its word pieces, fused. Of a list of more than 200 the best 200 by words and cosine are read piece by piece, and the others follow as
 * far below the last of them as words and cosine put them. Of a list of more than 1,000 the encoder reads the best 1,000 by words; the others follow as words put
 * them, and have no cosine. Ties keep the given order. Without `reading`, and of a list in another language than the encoder's: words alone. Null when it was
 * stopped. `termsOf`: `wordsOf`, or one that remembers what it cut.
 */
export async function orderList(
  request: RankRequest,
  reading: Reading | null,
  termsOf: TermRule = wordsOf,
): Promise<Pick<FirstStageAnswer, 'order' | 'cut' | 'otherLanguage'> | null> {
  const { candidates } = request;
  const bm25 = wordSide(request, termsOf);
  const other = isOtherLanguage(request);
  if (reading === null || other) {
    const windowFrom = candidates.map(() => null);
    const order: FirstStageOrder = { method: 'bm25', ranking: ranked(request, bm25), scores: bm25, windowFrom };
    return { order, cut: [], ...(other ? { otherLanguage: true } : {}) };
  }
  // As they stand in the list, so that sums over a list that is read whole are added in its order.
  const embedded = byScore(bm25)
    .slice(0, MOST_EMBEDDED)
    .toSorted((one, another) => one - another);
  const stretches = stretchesOf(request, embedded);
  const near = await cosines(request, stretches, reading);
  if (near === null) return null;
  const cosineOf = (place: number): number => near.get(place)?.cosine ?? Number.NEGATIVE_INFINITY;
  const coarse = coarseOf({ bm25, embedded, cosineOf });
  const head = byScore(coarse, [new Set(embedded)]).slice(0, MOST_READ);
  const read = await readHead(request, { head, stretches, reading });
  if (read === null) return null;
  const { queryWords, late } = read;
  const partsOf = (place: number) => late.get(place) ?? null;
  const fused = fuseScores({
    bm25: head.map((place) => bm25[place] ?? 0),
    cosine: head.map(cosineOf),
    maxSim: head.map((place) => partsOf(place)?.maxSim ?? 0),
    idfMaxSim: head.map((place) => partsOf(place)?.idfMaxSim ?? 0),
  });
  const scores = withTail({ head, fused, coarse });
  const matches = candidates.map((_, place) => partsOf(place)?.matches ?? null);
  const order: FirstStageOrder & { readonly late: LateOrder } = {
    method: 'bm25+minilm',
    ranking: ranked(request, scores, [new Set(head), new Set(embedded)]),
    scores,
    windowFrom: candidates.map(({ text }, place) => {
      const units = matches[place]?.units;
      return units === undefined ? null : evidenceWindow({ text, units, queryWords, words: WINDOW_WORDS }).from;
    }),
    late: {
      weights: PART_WEIGHTS,
      parts: {
        bm25,
        cosine: candidates.map((_, place) => near.get(place)?.cosine ?? null),
        maxSim: candidates.map((_, place) => partsOf(place)?.maxSim ?? null),
        idfMaxSim: candidates.map((_, place) => partsOf(place)?.idfMaxSim ?? null),
      },
      queryWords,
      matches,
    },
  };
  return { order, cut: candidates.flatMap(({ docId }, place) => (near.get(place)?.cut === true ? [docId] : [])) };
}

/** Passages or query in a language that the encoder was not trained on, as far as that can be seen. */
function isOtherLanguage({ query, candidates }: RankRequest): boolean {
  return languageOf(candidates.map(titledText)) === 'other' || languageOf([query.text]) === 'other';
}

function wordSide(request: RankRequest, termsOf: TermRule): readonly number[] {
  if (hasScores(request)) return firstStageScores(request);
  return wordScores({ query: request.query.text, texts: request.candidates.map(titledText), termsOf });
}

/** Places by falling score, equal ones as they stood; those of the first of `tiers` before all others, then those of the next. */
function byScore(scores: readonly number[], tiers: readonly ReadonlySet<number>[] = []): readonly number[] {
  const tierOf = scores.map((_, place) => {
    const found = tiers.findIndex((tier) => tier.has(place));
    return found === -1 ? tiers.length : found;
  });
  return scores
    .map((_, place) => place)
    .toSorted(
      (one, other) => (tierOf[one] ?? 0) - (tierOf[other] ?? 0) || (scores[other] ?? 0) - (scores[one] ?? 0) || one - other,
    );
}

function ranked(
  { candidates }: RankRequest,
  scores: readonly number[],
  tiers?: readonly ReadonlySet<number>[],
): readonly DocId[] {
  return byScore(scores, tiers).flatMap((place) => candidates[place]?.docId ?? []);
}

/** Words and cosine of what was embedded; each other passage lies below the least of it as far as words put it below the last that was. */
function coarseOf({
  bm25,
  embedded,
  cosineOf,
}: {
  bm25: readonly number[];
  embedded: readonly number[];
  cosineOf: (place: number) => number;
}): readonly number[] {
  const fused = coarseScores({ bm25: embedded.map((place) => bm25[place] ?? 0), cosine: embedded.map(cosineOf) });
  if (embedded.length === bm25.length) return fused;
  const words = coarseScores({ bm25, cosine: bm25.map(() => 0) });
  const least = fused.reduce((low, score) => Math.min(low, score), Number.POSITIVE_INFINITY);
  const last = embedded.reduce((low, place) => Math.min(low, words[place] ?? 0), Number.POSITIVE_INFINITY);
  const known = new Map(embedded.map((place, at) => [place, fused[at] ?? 0]));
  return words.map((score, place) => known.get(place) ?? least - (last - score));
}

/** The fused scores of the head, and of each other passage the head's least less what it lies below the last of the head by words and cosine. */
function withTail({
  head,
  fused,
  coarse,
}: {
  head: readonly number[];
  fused: readonly number[];
  coarse: readonly number[];
}): readonly number[] {
  const scoreOf = new Map(head.map((place, at) => [place, fused[at] ?? 0]));
  const least = fused.reduce((low, score) => Math.min(low, score), Number.POSITIVE_INFINITY);
  const last = coarse[head.at(-1) ?? 0] ?? 0;
  return coarse.map((score, place) => scoreOf.get(place) ?? least - (last - score));
}

/** A stretch of a passage that is read at once. `text`: the title and its mark in front. */
interface Stretch {
  readonly place: number;
  readonly from: number;
  readonly lead: number;
  readonly text: string;
}

/** Of the passages at these places. */
function stretchesOf({ candidates }: RankRequest, places: readonly number[]): readonly Stretch[] {
  return places.flatMap((place) => {
    const candidate = candidates[place];
    if (candidate === undefined) return [];
    return passageWindows(candidate.text).map(({ from, to }) => {
      const text = titledText({ ...candidate, text: candidate.text.slice(from, to) });
      return { place, from, lead: text.length - (to - from), text };
    });
  });
}

/** What a passage's vectors told. */
interface Nearest {
  /** Of the stretch nearest to the query. */
  readonly cosine: number;
  readonly cut: boolean;
}

/** By the place of each passage that has a stretch among these. */
async function cosines(
  { query }: RankRequest,
  stretches: readonly Stretch[],
  { embed, lanes, stop }: Reading,
): Promise<ReadonlyMap<number, Nearest> | null> {
  const asked = embed(query.text);
  const seen = new Map<Stretch, Pick<Embedding, 'vector' | 'cut'>>();
  // Each lane takes the next stretch that no other has taken.
  const queue = stretches.values();
  const lane = async (): Promise<void> => {
    for (const stretch of queue) {
      if (stop()) return;
      seen.set(stretch, await embed(stretch.text));
    }
  };
  await Promise.all([asked, ...Array.from({ length: lanes }, lane)]);
  if (stop()) return null;
  const { vector } = await asked;
  const near = new Map<number, Nearest>();
  for (const [{ place }, embedding] of seen) {
    const known = near.get(place);
    const cosine = embedding.vector.reduce((sum, value, at) => sum + value * (vector[at] ?? 0), 0);
    near.set(place, {
      cosine: Math.max(known?.cosine ?? Number.NEGATIVE_INFINITY, cosine),
      cut: known?.cut === true || embedding.cut,
    });
  }
  return near;
}

/** Late interaction with the passages of `head`, one after the other; null when it was stopped. */
async function readHead(
  { query, candidates }: RankRequest,
  { head, stretches, reading }: { head: readonly number[]; stretches: readonly Stretch[]; reading: Reading },
): Promise<{ readonly queryWords: LateOrder['queryWords']; readonly late: ReadonlyMap<number, LateScores> } | null> {
  const asked = askQuery({
    text: query.text,
    tokens: await reading.tokens(query.text),
    idf: listIdf(candidates.map(titledText)),
    count: candidates.length,
  });
  const late = new Map<number, LateScores>();
  for (const place of head) {
    if (reading.stop()) return null;
    const own = stretches.filter((stretch) => stretch.place === place);
    const tokens = await Promise.all(own.map(({ text }) => reading.tokens(text)));
    const read = own.flatMap((stretch, at) => {
      const vectors = tokens[at];
      return vectors === undefined ? [] : [{ from: stretch.from, lead: stretch.lead, tokens: vectors }];
    });
    const { title = '', text = '' } = candidates[place] ?? {};
    late.set(place, readPassage(asked, { title, text, stretches: read }));
  }
  return { queryWords: asked.words, late };
}
