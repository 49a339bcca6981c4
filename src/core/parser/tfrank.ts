import { answerFromJudgement, unparsedAnswer } from '../answer/outcome.ts';
import type { AnswerReading } from '../answer/shape.ts';
import { answerFromNumbers, hasLetters } from './parser.ts';
import type { Parser, ParserInput } from './parser.ts';
import { pythonStrip } from './python.ts';

/**
 * TFRank's reading (JOHNNY-fans/TFRank, rank_plugin.py and run_eval.py): the answer stands behind `</think>` and one empty line, and nowhere else
 * once a thought was opened. `yes(2)` scores as its evaluation does, the mean of the word (1 or 0) and the grade by its most; what cannot be read
 * gets 0.5. Lists are `[2] > [1] = [3]`, each with a grade in brackets or not; a pair may be joined by `<`.
 */
export const tfrank: Parser = {
  id: 'tfrank',
  title: 'TFRank',
  canParse(shape) {
    if (shape.type === 'word' || shape.type === 'grade') return shape.yes.trim() === 'yes' && shape.no.trim() === 'no';
    return shape.type === 'order' && !hasLetters(shape);
  },
  read,
};

const graded = /^(yes|no)\s*\(\s*([0-9]+(?:\.[0-9]+)?)\s*\)$/i;
const pair = /^\[([0-9]+)\](?:\s{0,9}\([^()]{0,20}\))?\s{0,9}([<>=])\s{0,9}\[([0-9]+)\](?:\s{0,9}\([^()]{0,20}\))?/;

function read(input: ParserInput): AnswerReading {
  const { output, shape, count } = input;
  const end = output.indexOf('</think>\n\n');
  const tagged = output.includes('<think>') || output.includes('</think>');
  const answer = end !== -1 ? pythonStrip(output.slice(end + 10)) : tagged ? null : pythonStrip(output);
  if (shape.type === 'word' || shape.type === 'grade') {
    const score = answer === null ? null : shape.type === 'word' ? wordScore(answer) : gradeScore(answer, shape.most);
    if (score !== null && score >= 0 && score <= 1) return answerFromJudgement({ score, count });
    const reason = answer === null ? 'no finished thought with an answer' : 'the answer is no judgement in the system’s own form';
    const reading = answerFromJudgement({ score: null, count, reason });
    return count === 1 ? { ...reading, scores: [0.5], notes: ['got 0.5 because the answer was unreadable'] } : reading;
  }
  const groups = answer === null ? null : readList(answer);
  if (groups === null) return unparsedAnswer({ count, reason: 'the answer is no list in the system’s own form', notes: [] });
  return answerFromNumbers({ groups, input });
}

function wordScore(answer: string): number | null {
  const word = answer.toLowerCase();
  return word === 'yes' ? 1 : word === 'no' ? 0 : null;
}

function gradeScore(answer: string, most: number): number | null {
  const match = answer.length > 60 ? null : graded.exec(answer);
  return match === null ? null : ((match[1]?.toLowerCase() === 'yes' ? 1 : 0) + Number(match[2]) / most) / 2;
}

function readList(answer: string): readonly (readonly number[])[] | null {
  const two = pair.exec(answer);
  if (two?.[2] === '<' && !answer.slice(two[0].length).includes('[')) return [[Number(two[3])], [Number(two[1])]];
  const groups = answer
    .split('>')
    .map((group) => Array.from(group.matchAll(/\[([0-9]{1,15})\]/g), ([, number]) => Number(number)));
  return groups.some((group) => group.length === 0) ? null : groups;
}
