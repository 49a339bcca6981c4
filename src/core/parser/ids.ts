// The names alone: presets and settings know them, and need not know how anything is read.

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

/** Whose reading of a free answer is used: ours, or a published system's own with its fallbacks and traps. */
export type ParserId = (typeof PARSER_IDS)[number];
