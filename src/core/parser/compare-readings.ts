import type { AnswerReading } from '../answer/answer-reading.ts';
import type { ParserId } from './parser-id.ts';
import { PARSER_IDS } from './parser-ids.ts';
import { canParse } from './can-parse.ts';
import { parseWith } from './parse-with.ts';
import type { ParserInput } from './parser-input.ts';

/** What each reading that knows this answer shape would have made of one whole output; Glassrank's first. */
export function compareReadings(input: ParserInput): readonly { readonly parser: ParserId; readonly reading: AnswerReading }[] {
  return PARSER_IDS.filter((parser) => canParse(parser, input.shape)).map((parser) => ({
    parser,
    reading: parseWith(parser, input),
  }));
}
