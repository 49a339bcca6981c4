import type { AnswerReading } from '../answer/shape.ts';
import { afterLastThought, answerFromNumbers, endsInThought, hasLetters, namesPassages } from './parser.ts';
import type { Parser, ParserInput } from './parser.ts';
import { pythonDigitRuns } from './python.ts';

/**
 * Rearank's reading (lezhang7/Rearank, rank_gpt.py): the first closed `<answer>`, wherever it stands; in what is left, the text after the last
 * `</think>` if it holds a `<think>`. Unclosed tags leave the digits of everything. Digits that no integer may hold are skipped one by one.
 */
export const rearank: Parser = {
  id: 'rearank',
  title: 'Rearank',
  canParse: (shape) => namesPassages(shape) && !hasLetters(shape),
  read,
};

function read(input: ParserInput): AnswerReading {
  const { output } = input;
  const notes: string[] = [];
  const opened = output.indexOf('<answer>');
  const closed = opened === -1 ? -1 : output.indexOf('</answer>', opened + 8);
  let text = closed === -1 ? output : output.slice(opened + 8, closed);
  if (closed !== -1 && closed < output.lastIndexOf('</think>'))
    notes.push('took the first <answer>, which stands inside the thought');
  if (text.includes('<think>')) text = afterLastThought(text);
  const wholeOutput = closed === -1 && text === output;
  if (closed === -1 && endsInThought(output)) notes.push('took the digits of an unfinished thought');
  else if (wholeOutput && /<\/think>|<answer>/.test(output)) notes.push('took the digits of the whole output');
  else if (closed === -1 && opened !== -1) notes.push('took the digits of an answer that was not closed');
  const runs = pythonDigitRuns(text);
  if (runs.some(({ value }) => value === null)) notes.push('skipped digits that are no integer');
  const guessed = notes.length > 0;
  if (text.includes('=')) notes.push('read = as >');
  const groups = runs.flatMap(({ value }) => (value === null ? [] : [[value]]));
  return answerFromNumbers({ groups, input, notes, guessed });
}
