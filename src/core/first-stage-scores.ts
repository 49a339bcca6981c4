import { listBm25 } from './text/list-bm25.ts';
import type { RankRequest } from './rank-request.ts';
import { titledText } from './titled-text.ts';

/** The candidates' own scores when every one has a finite score, else BM25 of the list itself over title and text. */
export function firstStageScores({ query, candidates }: RankRequest): readonly number[] {
  const own = candidates.flatMap(({ score }) => (score !== undefined && Number.isFinite(score) ? [score] : []));
  return own.length === candidates.length ? own : listBm25({ query: query.text, texts: candidates.map(titledText) });
}
