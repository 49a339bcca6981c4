import { unparsedAnswer } from '../answer/outcome.ts';
import type { AnswerReading } from '../answer/shape.ts';
import { answerFromNumbers, endsInThought, hasLetters, namesPassages, thinkAnswer } from './parser.ts';
import type { Parser, ParserInput } from './parser.ts';
import { pythonDigitRuns } from './python.ts';

/**
 * ReasonRank's reading (8421BCD/ReasonRank, rerank/rankllm.py): the answer behind a finished thought, tags in any case; else what follows the last
 * `<answer>`; else every digit of the whole output, an unfinished thought too. A digit that no integer may hold leaves the window as it was.
 */
export const reasonrank: Parser = {
  id: 'reasonrank',
  title: 'ReasonRank',
  canParse: (shape) => namesPassages(shape) && !hasLetters(shape),
  read,
};

function read(input: ParserInput): AnswerReading {
  const { output, count } = input;
  const notes: string[] = [];
  let text = thinkAnswer(output.toLowerCase());
  const matched = text !== null;
  if (text === null && output.includes('<answer>')) {
    text = output.slice(output.lastIndexOf('<answer>') + 8);
    notes.push('took everything after the last <answer>: no closed thought with a closed answer was there');
  } else if (text === null) {
    text = output;
    notes.push(endsInThought(output) ? 'took the digits of an unfinished thought' : 'took the digits of the whole output');
  }
  const runs = pythonDigitRuns(text);
  if (runs.some(({ value }) => value === null)) {
    return unparsedAnswer({
      count,
      reason: 'a digit that is no integer',
      notes: [...notes, 'left the passages as they were for one unusual digit'],
    });
  }
  if (text.includes('=')) notes.push('read = as >');
  const groups = runs.flatMap(({ value }) => (value === null ? [] : [[value]]));
  return answerFromNumbers({ groups, input, notes, guessed: !matched });
}
