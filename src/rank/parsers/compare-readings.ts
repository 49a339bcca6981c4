import type { AnswerReading } from '../answers/answer-reading.ts';
import type { ParserId } from '../parser-id.ts';
import { canParse } from './can-parse.ts';
import { parseWith } from './parse-with.ts';
import type { ParserInput } from './parser-input.ts';

const parsers: readonly ParserId[] = [
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
];

/** What each reading that knows this answer shape would have made of one whole output; Glassrank's first. */
export function compareReadings(input: ParserInput): readonly { readonly parser: ParserId; readonly reading: AnswerReading }[] {
  return parsers
    .filter((parser) => canParse(parser, input.shape))
    .map((parser) => ({ parser, reading: parseWith(parser, input) }));
}
