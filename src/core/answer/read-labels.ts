import type { AnswerShape } from './answer-shape.ts';
import { parseOrder } from '../text/parse-order.ts';
import type { AnswerReading } from './answer-reading.ts';
import { bracketLabels } from './bracket-labels.ts';
import { letterNumeral } from './letter-numeral.ts';
import { neededLabels } from './needed-labels.ts';
import { settleAnswer } from './settle-answer.ts';

type LabelShape = Extract<AnswerShape, { type: 'order' | 'best' | 'select' }>;

/**
 * Reads an answer that names passages. order: all named, ties kept. best: the first label, the others tied behind it. select: the first `take`
 * different labels as one group, the others tied behind it. More labels than were asked for are dropped and noted.
 */
export function readLabels({
  shape,
  text,
  count,
  take,
}: {
  shape: LabelShape;
  text: string;
  count: number;
  take?: number;
}): AnswerReading {
  const needed = neededLabels({ shape, count, ...(take === undefined ? {} : { take }) });
  const parsed = parseOrder(bracketLabels(withKnownMarks(text, shape), shape.label), count);
  const unknown = shape.label.numerals === 'letters' ? parsed.unknown.map(asLetters) : parsed.unknown;
  const { duplicate, order } = parsed;
  if (shape.type === 'order') {
    return settleAnswer({ named: grouped(order, parsed.ties), count, needed, duplicate, unknown });
  }
  const chosen = order.slice(0, needed);
  const surplus = order.length - chosen.length;
  const notes =
    surplus === 0 ? [] : [`${order.length} labels were written where ${needed} counted: the first ${needed} were taken`];
  return settleAnswer({ named: [chosen], count, needed, duplicate, unknown, notes, guessed: surplus > 0 });
}

/** A shape's own marks in the signs that `parseOrder` knows: `-` would be a range, `~` no tie. */
function withKnownMarks(text: string, shape: LabelShape): string {
  const tie = shape.type === 'order' && shape.tie !== null ? shape.tie.trim() : '';
  const separator = shape.type === 'best' ? '' : shape.separator.trim();
  const tied = tie === '' || tie === '=' ? text : text.replaceAll(tie, '=');
  return /[=＝≈…‐‑‒–—−-]|\.\./u.test(separator) && !separator.includes('>') ? tied.replaceAll(separator, '>') : tied;
}

function grouped(order: readonly number[], ties: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const tieOf = new Map(ties.flatMap((tie) => tie.map((position) => [position, tie] as const)));
  return order.flatMap((position) => {
    const tie = tieOf.get(position);
    return tie === undefined ? [[position]] : tie[0] === position ? [tie] : [];
  });
}

function asLetters(written: string): string {
  return /^[1-9][0-9]{0,5}$/.test(written) ? letterNumeral(Number(written) - 1) : written;
}
