import { labelsOf } from '../answer/labels.ts';
import { answerFromLabels } from '../answer/outcome.ts';
import type { AnswerReading } from '../answer/shape.ts';
import { thinkAnswer } from './parser.ts';
import type { Parser, ParserInput } from './parser.ts';
import { pythonStrip } from './python.ts';

/**
 * Rank-R1's reading (ielab/llm-rankers, Rank-R1/run_setwise.py): the answer behind a finished thought, in lower case, must be exactly one label.
 * With anything else the parent, the first passage shown, wins.
 */
export const rankR1: Parser = {
  id: 'rank-r1',
  title: 'Rank-R1',
  canParse: ({ type }) => type === 'best',
  read,
};

function read({ output, shape, count }: ParserInput): AnswerReading {
  const answer = thinkAnswer(output.toLowerCase());
  const best = answer === null ? -1 : labelsOf(shape, count).indexOf(pythonStrip(answer));
  const { groups } = answerFromLabels({ named: count === 0 ? [] : [[Math.max(0, best)]], count, needed: Math.min(1, count) });
  if (best !== -1 || count === 0) return { groups, scores: null, outcome: { type: 'complete' }, notes: [] };
  const reason = answer === null ? 'no finished thought with an answer' : 'the answer is not exactly one label';
  const notes = [`the parent won because the label was ${answer === null ? 'not there' : 'unreadable'}`];
  return { groups, scores: null, outcome: { type: 'unparsed', reason }, notes };
}
