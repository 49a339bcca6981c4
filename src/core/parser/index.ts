import { readAnswer } from '../answer/reading.ts';
import { settleJudgement } from '../answer/settling.ts';
import type { AnswerReading, AnswerShape } from '../answer/shape.ts';
import { asItWas } from './fallback.ts';
import type { ParserInput } from './fallback.ts';
import { readGrouprank } from './grouprank.ts';
import { readRankK } from './rank-k.ts';
import { readRankLlm } from './rank-llm.ts';
import { readRankR1 } from './rank-r1.ts';
import { readRank1 } from './rank1.ts';
import { readRearank } from './rearank.ts';
import { readReasonrank } from './reasonrank.ts';
import { readTfrank } from './tfrank.ts';
import { readTourrank } from './tourrank.ts';

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

/** Does a system's own reading understand answers of this shape at all? An order can answer for the best one and for a selection. */
function canParse(parser: ParserId, shape: AnswerShape): boolean {
  const letters = 'label' in shape && shape.label.numerals === 'letters';
  switch (parser) {
    case 'glassrank':
      return true;
    case 'rank-llm':
      return shape.type === 'order' || shape.type === 'best' || shape.type === 'select';
    case 'rank-k':
    case 'reasonrank':
    case 'rearank':
      return !letters && (shape.type === 'order' || shape.type === 'best' || shape.type === 'select');
    case 'rank-r1':
      return shape.type === 'best';
    case 'tourrank':
      return shape.type === 'select' && !letters;
    case 'grouprank':
      return shape.type === 'scores' && !letters;
    case 'rank1':
      return shape.type === 'word' && shape.yes.trim() === 'true' && shape.no.trim() === 'false';
    case 'tfrank':
      if (shape.type === 'word' || shape.type === 'grade') return shape.yes.trim() === 'yes' && shape.no.trim() === 'no';
      return shape.type === 'order' && !letters;
  }
}

const readers: Readonly<Record<ParserId, (input: ParserInput) => AnswerReading>> = {
  glassrank: ({ output, ...rest }) => readAnswer({ ...rest, text: output }),
  'rank-k': readRankK,
  reasonrank: readReasonrank,
  'rank-llm': readRankLlm,
  rearank: readRearank,
  'rank-r1': readRankR1,
  tourrank: readTourrank,
  grouprank: readGrouprank,
  rank1: readRank1,
  tfrank: readTfrank,
};

/**
 * One system's own reading of a whole output, thought included, fallbacks and traps included. Always a partition of the `count` positions; what the
 * system did without a word stands in `notes`. An answer shape that the system does not know (`canParse`) is unparsed.
 */
export function parseWith(parser: ParserId, input: ParserInput): AnswerReading {
  if (canParse(parser, input.shape)) return readers[parser](input);
  const reason = 'this reading does not know answers of this form';
  const { shape, count } = input;
  if (shape.type === 'word' || shape.type === 'grade') return settleJudgement({ score: null, count, reason });
  return asItWas({ count, reason, notes: [] });
}

/** What each reading that knows this answer shape would have made of one whole output; Glassrank's first. */
export function compareReadings(input: ParserInput): readonly { readonly parser: ParserId; readonly reading: AnswerReading }[] {
  return PARSER_IDS.filter((parser) => canParse(parser, input.shape)).map((parser) => ({
    parser,
    reading: parseWith(parser, input),
  }));
}
