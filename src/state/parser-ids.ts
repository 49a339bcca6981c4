import type { ParserId } from '../rank/parser-id.ts';

const known: Readonly<Record<ParserId, true>> = {
  glassrank: true,
  'rank-k': true,
  reasonrank: true,
  'rank-llm': true,
  rearank: true,
  'rank-r1': true,
  tourrank: true,
  grouprank: true,
  rank1: true,
  tfrank: true,
};

/** All of them, ours first. */
export const PARSER_IDS: readonly ParserId[] = Object.keys(known) as ParserId[];
