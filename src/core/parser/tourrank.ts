import { unparsedAnswer } from '../answer/outcome.ts';
import { neededLabels } from '../answer/shape.ts';
import type { AnswerReading } from '../answer/shape.ts';
import { everyPosition } from '../ranking.ts';
import { endsInThought, hasLetters } from './parser.ts';
import type { Parser, ParserInput } from './parser.ts';
import { pythonInt, pythonStrip } from './python.ts';

/**
 * TourRank's reading (chenyiqun/TourRank, get_top_M): the last line with `Document`, after its last `:` and before its first `.`, split at commas;
 * the last word of each piece is a number. A piece that is none gets the lowest number not chosen yet, meant 1-based and used 0-based, so it is
 * the passage after. Zero and negative numbers count from the end; a number too high, or no such line, is an error that ends the tournament.
 * All who are chosen get one point.
 */
export const tourrank: Parser = {
  id: 'tourrank',
  title: 'TourRank',
  canParse: (shape) => shape.type === 'select' && !hasLetters(shape),
  read,
};

function read({ output, shape, count, take }: ParserInput): AnswerReading {
  const notes = endsInThought(output) ? ['took a line of an unfinished thought'] : [];
  const line = output.split('\n').findLast((candidate) => candidate.includes('Document'));
  if (line === undefined) return stopped({ count, notes, reason: 'no line holds the word Document' });
  const afterColon = line.slice(line.lastIndexOf(':') + 1);
  const [list = ''] = afterColon.split('.');
  if (/Document\s{0,4}[0-9]/.test(afterColon.slice(list.length))) notes.push('read nothing after the first full stop');
  const chosen: number[] = [];
  /** Indices as TourRank keeps them: 0-based, negative ones too. */
  const taken = new Set<number>();
  const unknown: string[] = [];
  let last: number | null = null;
  for (const piece of list.split(',')) {
    const word = pythonStrip(piece).split(/\s+/u).at(-1) ?? '';
    if (word === '') continue;
    const number = pythonInt(word);
    if (number === null) {
      for (let lowest = 1; lowest <= count; lowest += 1) {
        if (taken.has(lowest)) continue;
        last = lowest;
        break;
      }
      if (last === null) return stopped({ count, notes, reason: 'a piece of the list is no number' });
      notes.push(`“${word.slice(0, 20)}” is no number: [${last + 1}] was put in its place`);
    } else {
      last = number - 1;
      if (number < 1) {
        unknown.push(String(number));
        notes.push(`[${number}] wrapped to ${number === 0 ? 'the last passage' : 'a passage counted from the end'}`);
      }
    }
    chosen.push(last);
    taken.add(last);
  }
  const outside = chosen.find((index) => index >= count || index < -count);
  if (outside !== undefined) return stopped({ count, notes, reason: `there is no passage [${outside + 1}]` });
  const positions = chosen.map((index) => (index < 0 ? index + count : index));
  const named = new Set<number>();
  const repeated = new Set<number>();
  for (const position of positions) (named.has(position) ? repeated : named).add(position);
  const needed = neededLabels({ shape, count, take });
  if (named.size !== needed) notes.push(`${named.size} were chosen where ${needed} were asked for`);
  if (named.size === 0 && needed > 0) return unparsedAnswer({ count, notes, reason: 'the answer names no passage' });
  const rest = everyPosition(count).filter((position) => !named.has(position));
  const duplicate = [...repeated].map((position) => position + 1);
  return {
    groups: [[...named], rest].filter((group) => group.length > 0),
    scores: null,
    outcome:
      notes.length + duplicate.length === 0
        ? { type: 'complete' }
        : { type: 'repaired', missing: [], duplicate, unknown: [...new Set(unknown)] },
    notes: [...new Set(notes)],
  };
}

function stopped({ count, notes, reason }: { count: number; notes: readonly string[]; reason: string }): AnswerReading {
  return unparsedAnswer({ count, reason, notes: [...notes, 'stopped with an error: no passage of the group got a point'] });
}
