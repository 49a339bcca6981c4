import type { AnswerReading } from '../answer/answer-reading.ts';
import { readAnswer } from '../answer/read-answer.ts';
import { settleJudgement } from '../answer/settle-judgement.ts';
import type { ParserId } from './parser-id.ts';
import { asItWas } from './as-it-was.ts';
import { canParse } from './can-parse.ts';
import type { ParserInput } from './parser-input.ts';
import { readGrouprank } from './grouprank.ts';
import { readRankK } from './rank-k.ts';
import { readRankLlm } from './rank-llm.ts';
import { readRankR1 } from './rank-r1.ts';
import { readRank1 } from './rank1.ts';
import { readRearank } from './rearank.ts';
import { readReasonrank } from './reasonrank.ts';
import { readTfrank } from './tfrank.ts';
import { readTourrank } from './tourrank.ts';

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
