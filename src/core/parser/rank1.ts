import { answerFromJudgement } from '../answer/outcome.ts';
import type { AnswerReading } from '../answer/shape.ts';
import { afterLastThought } from './parser.ts';
import type { Parser, ParserInput } from './parser.ts';
import { pythonStrip } from './python.ts';

/**
 * Rank1's reading (orionw/rank1, rank1.py), as far as text alone tells: `true` or `false` right after the last `</think>` is 1 or 0. Rank1 scores by
 * the two words' logits, and where the thought was cut off it trims it to a sentence and asks for the word; what fails all that gets 0.5.
 */
export const rank1: Parser = {
  id: 'rank1',
  title: 'Rank1',
  canParse: (shape) => shape.type === 'word' && shape.yes.trim() === 'true' && shape.no.trim() === 'false',
  read,
};

function read({ output, count }: ParserInput): AnswerReading {
  const unfinished = output.includes('<think>') && !output.includes('</think>');
  const answer = unfinished ? '' : afterLastThought(output);
  const word = /^(true|false)(?![\p{L}\p{N}])/u.exec(pythonStrip(answer))?.[1];
  if (word !== undefined) return answerFromJudgement({ score: word === 'true' ? 1 : 0, count });
  const reason = 'neither true nor false follows the thought';
  const reading = answerFromJudgement({ score: null, count, reason });
  if (count !== 1) return reading;
  return {
    ...reading,
    scores: [0.5],
    notes: ['got 0.5: the output holds no word, and Rank1 would have asked for it with one more token'],
  };
}
