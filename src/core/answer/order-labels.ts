import type { AnswerShape } from './answer-shape.ts';
import { letterNumeral } from './letter-numeral.ts';

/** The labels of `count` passages as an answer of this shape writes them, in the order of the passages; none for judgements. */
export function orderLabels(shape: AnswerShape, count: number): readonly string[] {
  if (shape.type === 'word' || shape.type === 'grade') return [];
  const { before, after, numerals } = shape.label;
  return Array.from({ length: count }, (_, position) => {
    return before + (numerals === 'letters' ? letterNumeral(position) : String(position + 1)) + after;
  });
}
