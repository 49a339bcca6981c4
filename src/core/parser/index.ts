import { answerFromJudgement, unparsedAnswer } from '../answer/outcome.ts';
import type { AnswerReading } from '../answer/shape.ts';
import { glassrank } from './glassrank.ts';
import { grouprank } from './grouprank.ts';
import { PARSER_IDS } from './ids.ts';
import type { ParserId } from './ids.ts';
import type { Parser, ParserInput } from './parser.ts';
import { rankK } from './rank-k.ts';
import { rankLlm } from './rank-llm.ts';
import { rankR1 } from './rank-r1.ts';
import { rank1 } from './rank1.ts';
import { rearank } from './rearank.ts';
import { reasonrank } from './reasonrank.ts';
import { tfrank } from './tfrank.ts';
import { tourrank } from './tourrank.ts';

export { PARSER_IDS };
export type { ParserId };

/** A new reading is a file, its name in `ids.ts` and its lines here: everything else reads this list. */
export const PARSERS: { readonly [Id in ParserId]: Parser } = {
  glassrank,
  'rank-k': rankK,
  reasonrank,
  'rank-llm': rankLlm,
  rearank,
  'rank-r1': rankR1,
  tourrank,
  grouprank,
  rank1,
  tfrank,
};

/**
 * One system's own reading of a whole output, thought included, fallbacks and traps included. Always a partition of the `count` positions; what the
 * system did without a word stands in `notes`. An answer shape that the system does not know is unparsed.
 */
export function parseWith(parser: ParserId, input: ParserInput): AnswerReading {
  if (PARSERS[parser].canParse(input.shape)) return PARSERS[parser].read(input);
  const reason = 'this reading does not know answers of this form';
  const { shape, count } = input;
  if (shape.type === 'word' || shape.type === 'grade') return answerFromJudgement({ score: null, count, reason });
  return unparsedAnswer({ count, reason });
}

/** What each reading that knows this answer shape would have made of one whole output; Glassrank's first. */
export function compareReadings(input: ParserInput): readonly { readonly parser: ParserId; readonly reading: AnswerReading }[] {
  return PARSER_IDS.filter((parser) => PARSERS[parser].canParse(input.shape)).map((parser) => ({
    parser,
    reading: parseWith(parser, input),
  }));
}
