import { listIdf } from './list-idf.ts';
import { queryTerms } from './query-terms.ts';

const k1 = 0.9;
const b = 0.4;

/** BM25 (k1 0.9, b 0.4, each distinct query term once) of each text, with the statistics of this list only. Scores from 0. */
export function listBm25({ query, texts }: { query: string; texts: readonly string[] }): readonly number[] {
  const idf = listIdf(texts);
  const terms = [...new Set(queryTerms(query))];
  const documents = texts.map(queryTerms);
  const averageLength = documents.reduce((sum, document) => sum + document.length, 0) / Math.max(1, documents.length);
  return documents.map((document) => {
    const counts = new Map<string, number>();
    for (const term of document) counts.set(term, (counts.get(term) ?? 0) + 1);
    let score = 0;
    for (const term of terms) {
      const count = counts.get(term);
      if (count === undefined) continue;
      score += ((idf.get(term) ?? 0) * count * (k1 + 1)) / (count + k1 * (1 - b + (b * document.length) / averageLength));
    }
    return score;
  });
}
