import type { AnswerReading } from '../answer/shape.ts';
import { orderLabels } from '../answer/labels.ts';
import { settleAnswer } from '../answer/settling.ts';
import type { ParserInput } from './fallback.ts';
import { pythonStrip } from './python.ts';
import { thinkAnswer } from './fallback.ts';

/**
 * Rank-R1's reading (ielab/llm-rankers, Rank-R1/run_setwise.py): the answer behind a finished thought, in lower case, must be exactly one label.
 * With anything else the parent, the first passage shown, wins.
 */
export function readRankR1({ output, shape, count }: ParserInput): AnswerReading {
  const answer = thinkAnswer(output.toLowerCase());
  const best = answer === null ? -1 : orderLabels(shape, count).indexOf(pythonStrip(answer));
  const { groups } = settleAnswer({ named: count === 0 ? [] : [[Math.max(0, best)]], count, needed: Math.min(1, count) });
  if (best !== -1 || count === 0) return { groups, scores: null, outcome: { type: 'complete' }, notes: [] };
  const reason = answer === null ? 'no finished thought with an answer' : 'the answer is not exactly one label';
  const notes = [`the parent won because the label was ${answer === null ? 'not there' : 'unreadable'}`];
  return { groups, scores: null, outcome: { type: 'unparsed', reason }, notes };
}
