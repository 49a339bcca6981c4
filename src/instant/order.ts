import { firstStageScores, hasScores, titledText } from '../core/request.ts';
import type { RankRequest } from '../core/request.ts';
import { fuseScores } from '../core/text/scores.ts';
import { listBm25, queryTerms } from '../core/text/terms.ts';
import { passageWindows } from '../core/text/windows.ts';
import type { FirstStageAnswer } from './api.ts';
import type { Embedding } from './encoder.ts';

/**
 * BM25 of each text for the query, with the statistics of this list only. Scores from 0; 0 where no term of the query occurs. Words are cut as the
 * browser's own segmenter cuts them, so that scripts without spaces have words too.
 */
export function wordScores({ query, texts }: { query: string; texts: readonly string[] }): readonly number[] {
  return listBm25({ query, texts, termsOf: wordsOf });
}

const segmenter = typeof Intl === 'object' && 'Segmenter' in Intl ? new Intl.Segmenter('en', { granularity: 'word' }) : undefined;

/** Terms in order: the segmenter's words, then the same rule as everywhere (lower case, letters and digits, no plural "s"). */
export function wordsOf(text: string): readonly string[] {
  if (segmenter === undefined) return queryTerms(text);
  return Array.from(segmenter.segment(text)).flatMap(({ segment, isWordLike }) =>
    isWordLike === true ? queryTerms(segment) : [],
  );
}

/** What an encoder made of one passage. */
interface BestWindow {
  readonly cosine: number;
  /** UTF-16 offset of the window nearest to the query, the first of equals. */
  readonly from: number;
  readonly cut: boolean;
}

/** How an encoder is asked: `lanes` texts at once; `stop` is looked at before each. */
interface Reading {
  readonly embed: (text: string) => Promise<Embedding>;
  readonly lanes: number;
  readonly stop: () => boolean;
}

/**
 * Puts a list into its instant order: words (the candidates' own scores when all are finite, else BM25) fused with meaning (the cosine of the
 * passage's window nearest to the query). Ties keep the given order. Without `reading`: words alone. Null when it was stopped.
 */
export async function orderList(
  request: RankRequest,
  reading: Reading | null,
): Promise<Pick<FirstStageAnswer, 'order' | 'cut'> | null> {
  const { candidates } = request;
  const words = wordSide(request);
  const found = reading === null ? [] : await bestWindows(request, reading);
  if (found === null) return null;
  const scores = reading === null ? words : fuseScores({ bm25: words, cosine: found.map(({ cosine }) => cosine) });
  const places = candidates
    .map((_, place) => place)
    .sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0) || one - other);
  return {
    order: {
      method: reading === null ? 'bm25' : 'bm25+minilm',
      ranking: places.flatMap((place) => candidates[place]?.docId ?? []),
      scores,
      windowFrom: candidates.map((_, place) => found[place]?.from ?? null),
    },
    cut: candidates.flatMap(({ docId }, place) => (found[place]?.cut === true ? [docId] : [])),
  };
}

function wordSide(request: RankRequest): readonly number[] {
  if (hasScores(request)) return firstStageScores(request);
  return wordScores({ query: request.query.text, texts: request.candidates.map(titledText) });
}

async function bestWindows(
  { query, candidates }: RankRequest,
  { embed, lanes, stop }: Reading,
): Promise<readonly BestWindow[] | null> {
  const windows = candidates.flatMap((candidate, place) =>
    passageWindows(candidate.text).map(({ from, to }) => ({
      place,
      from,
      text: titledText({ ...candidate, text: candidate.text.slice(from, to) }),
    })),
  );
  const asked = embed(query.text);
  const seen = new Map<(typeof windows)[number], Embedding>();
  // Each lane takes the next window that no other has taken.
  const queue = windows.values();
  const lane = async (): Promise<void> => {
    for (const window of queue) {
      if (stop()) return;
      seen.set(window, await embed(window.text));
    }
  };
  await Promise.all([asked, ...Array.from({ length: lanes }, lane)]);
  if (stop()) return null;
  const { vector } = await asked;
  const best: BestWindow[] = candidates.map(() => ({ cosine: Number.NEGATIVE_INFINITY, from: 0, cut: false }));
  for (const window of windows) {
    const known = best[window.place];
    const embedding = seen.get(window);
    if (known === undefined || embedding === undefined) continue;
    const cosine = embedding.vector.reduce((sum, value, at) => sum + value * (vector[at] ?? 0), 0);
    const cut = known.cut || embedding.cut;
    best[window.place] = cosine > known.cosine ? { cosine, from: window.from, cut } : { ...known, cut };
  }
  return best;
}
