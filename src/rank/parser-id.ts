/** Whose reading of a free answer is used: ours, or a published system's own with its fallbacks and traps. */
export type ParserId =
  | 'glassrank'
  | 'rank-k'
  | 'reasonrank'
  | 'rank-llm'
  | 'rearank'
  | 'rank-r1'
  | 'tourrank'
  | 'grouprank'
  | 'rank1'
  | 'tfrank';
