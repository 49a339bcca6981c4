import type { AnswerShape } from './answer-shape.ts';

const letter = /\p{L}/u;

/**
 * What stands inside the last `open` … `close` of a text; without `open`, what stands before `close`. Marks count without the white space around
 * them, and only where they hold a letter: a lone bracket or brace may belong to the answer itself.
 */
export function answerFrame(text: string, { open, close }: Pick<AnswerShape, 'open' | 'close'>): string {
  const [start, end] = [open.trim(), close.trim()];
  const from = letter.test(start) ? text.lastIndexOf(start) : -1;
  const inside = from === -1 ? text : text.slice(from + start.length);
  const to = letter.test(end) ? inside.indexOf(end) : -1;
  return to === -1 ? inside : inside.slice(0, to);
}
