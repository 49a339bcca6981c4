import type { PARSER_IDS } from './parser-ids.ts';

/** Whose reading of a free answer is used: ours, or a published system's own with its fallbacks and traps. */
export type ParserId = (typeof PARSER_IDS)[number];
