import { answerFromScores } from '../answer/outcome.ts';
import type { AnswerReading } from '../answer/shape.ts';
import { everyPosition } from '../ranking.ts';
import { firstClosedAnswer, hasLetters } from './parser.ts';
import type { Parser, ParserInput } from './parser.ts';
import { pythonInt, pythonStrip } from './python.ts';

/**
 * GroupRank's reading (AQ-MedAI/Diver, rerank_groupwise.py): the first closed `<answer>`, else the whole output; in it the last ```json block, else
 * the last `{…}`. Keys lose their brackets and are integers, counted from the end below 1; scores of one passage are averaged. Anything that raises,
 * a number too high too, gives the whole group 0. Scores are left as written (GroupRank divides them by ten). Passages without one, which GroupRank
 * drops, stand last.
 */
export const grouprank: Parser = {
  id: 'grouprank',
  title: 'GroupRank',
  canParse: (shape) => shape.type === 'scores' && !hasLetters(shape),
  read,
};

function read({ output, count }: ParserInput): AnswerReading {
  const answer = firstClosedAnswer(output);
  const notes = answer === null ? ['read the whole output: no closed <answer> was there'] : [];
  const pairs = readPairs(answer ?? output);
  if (pairs === null) return zeroes({ count, notes, reason: 'no readable JSON object' });
  const given: number[][] = everyPosition(count).map(() => []);
  const unknown: string[] = [];
  for (const [key, value] of pairs) {
    const score = typeof value === 'boolean' ? Number(value) : value;
    const number = pythonInt(
      pythonStrip(key)
        .replace(/^[[\]]{1,99}/, '')
        .replace(/[[\]]{1,99}$/, ''),
    );
    if (number === null) return zeroes({ count, notes, reason: `“${key.slice(0, 20)}” is no identifier` });
    const position = number < 1 ? number - 1 + count : number - 1;
    const scores = given[position];
    if (scores === undefined) return zeroes({ count, notes, reason: `there is no passage [${number}]` });
    if (typeof score !== 'number') return zeroes({ count, notes, reason: `the score of [${number}] is no number` });
    if (number < 1) {
      unknown.push(String(number));
      notes.push(`[${number}] wrapped to ${number === 0 ? 'the last passage' : `passage ${position + 1}, counted from the end`}`);
    }
    scores.push(score);
  }
  const duplicate = given.flatMap((scores, position) => (scores.length > 1 ? [position + 1] : []));
  if (duplicate.length > 0) notes.push('averaged the scores of one passage');
  if (given.some((scores) => scores.length === 0))
    notes.push('passages without a score are dropped by GroupRank; here they stand last');
  const scores = given.map((list) => (list.length === 0 ? null : list.reduce((sum, score) => sum + score, 0) / list.length));
  return answerFromScores({ scores, duplicate, unknown, notes, guessed: answer === null });
}

function zeroes({ count, notes, reason }: { count: number; notes: readonly string[]; reason: string }): AnswerReading {
  const all = everyPosition(count);
  return {
    groups: count === 0 ? [] : [all],
    scores: all.map(() => 0),
    outcome: { type: 'unparsed', reason },
    notes: [...notes, 'the whole group got 0'],
  };
}

/** The entries of the object, or null where Python would have raised. */
function readPairs(text: string): readonly (readonly [string, unknown])[] | null {
  const json = (lastFence(text) ?? lastBraces(text))
    ?.replaceAll(/(\[\p{Nd}{1,99}\])\]/gu, '$1')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  if (json === undefined) return null;
  const closing = json.split('{').length > json.split('}').length ? '}' : '';
  try {
    const value: unknown = JSON.parse(json + closing);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null;
  } catch {
    return null;
  }
}

function lastFence(text: string): string | null {
  let found: string | null = null;
  for (let open = text.indexOf('```json'); open !== -1;) {
    const close = text.indexOf('```', open + 8);
    if (close === -1) break;
    found = text.slice(open + 7, close);
    open = text.indexOf('```json', close + 3);
  }
  return found;
}

function lastBraces(text: string): string | undefined {
  let found: string | undefined;
  for (let open = text.indexOf('{'); open !== -1;) {
    const close = text.indexOf('}', open + 1);
    if (close === -1) break;
    found = text.slice(open, close + 1);
    open = text.indexOf('{', close + 1);
  }
  return found;
}
