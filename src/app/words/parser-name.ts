import type { ParserId } from '../../core/parser/index.ts';

const names: Readonly<Record<ParserId, string>> = {
  glassrank: 'Glassrank',
  'rank-k': 'Rank-K',
  reasonrank: 'ReasonRank',
  'rank-llm': 'RankLLM',
  rearank: 'Rearank',
  'rank-r1': 'Rank-R1',
  tourrank: 'TourRank',
  grouprank: 'GroupRank',
  rank1: 'Rank1',
  tfrank: 'TFRank',
};

/** The system that a reading comes from, by its own name: the same in every language. */
export function parserName(parser: ParserId): string {
  return names[parser];
}
