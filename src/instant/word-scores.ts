import MiniSearch from 'minisearch';
import { queryTerms } from '../core/text/query-terms.ts';

/** Same constants as the list BM25 that the model was trained with (`rank/list-bm25.ts`); `d` is BM25+'s floor for a term that occurs. */
const BM25 = { k: 0.9, b: 0.4, d: 0.5 } as const;

/**
 * BM25+ (Lv and Zhai 2011, as minisearch 7 has it) of each text for the query, with the statistics of this list only. Scores from 0; 0 where no
 * term of the query occurs. Words are cut as the browser's own segmenter cuts them, so that scripts without spaces have words too.
 */
export function wordScores({ query, texts }: { query: string; texts: readonly string[] }): readonly number[] {
  const index = new MiniSearch<{ readonly id: number; readonly text: string }>({
    fields: ['text'],
    tokenize: wordsOf,
    processTerm: (term) => term,
    searchOptions: { bm25: BM25, prefix: false, fuzzy: false },
  });
  index.addAll(texts.map((text, id) => ({ id, text })));
  const scores = texts.map(() => 0);
  const terms = [...new Set(wordsOf(query))];
  if (terms.length === 0) return scores;
  // A query that is cut already: joining and cutting again could cut elsewhere.
  for (const { id, score, queryTerms: matched } of index.search({ queries: terms, tokenize: (term: string) => [term] })) {
    // minisearch multiplies by the number of matched terms; BM25+ does not.
    scores[id as number] = score / Math.max(1, matched.length);
  }
  return scores;
}

const segmenter = typeof Intl === 'object' && 'Segmenter' in Intl ? new Intl.Segmenter('en', { granularity: 'word' }) : undefined;

/** Terms in order: the segmenter's words, then the same rule as everywhere (lower case, letters and digits, no plural "s"). */
function wordsOf(text: string): string[] {
  if (segmenter === undefined) return [...queryTerms(text)];
  return Array.from(segmenter.segment(text)).flatMap(({ segment, isWordLike }) =>
    isWordLike === true ? queryTerms(segment) : [],
  );
}
