/** Every reading of a free answer, ours first. */
export const PARSER_IDS = [
  'glassrank',
  'rank-k',
  'reasonrank',
  'rank-llm',
  'rearank',
  'rank-r1',
  'tourrank',
  'grouprank',
  'rank1',
  'tfrank',
] as const;
