import type { AnswerShape } from '../answer/answer-shape.ts';
import type { ParserId } from './parser-id.ts';

/** Does a system's own reading understand answers of this shape at all? An order can answer for the best one and for a selection. */
export function canParse(parser: ParserId, shape: AnswerShape): boolean {
  const letters = 'label' in shape && shape.label.numerals === 'letters';
  switch (parser) {
    case 'glassrank':
      return true;
    case 'rank-llm':
      return shape.type === 'order' || shape.type === 'best' || shape.type === 'select';
    case 'rank-k':
    case 'reasonrank':
    case 'rearank':
      return !letters && (shape.type === 'order' || shape.type === 'best' || shape.type === 'select');
    case 'rank-r1':
      return shape.type === 'best';
    case 'tourrank':
      return shape.type === 'select' && !letters;
    case 'grouprank':
      return shape.type === 'scores' && !letters;
    case 'rank1':
      return shape.type === 'word' && shape.yes.trim() === 'true' && shape.no.trim() === 'false';
    case 'tfrank':
      if (shape.type === 'word' || shape.type === 'grade') return shape.yes.trim() === 'yes' && shape.no.trim() === 'no';
      return shape.type === 'order' && !letters;
  }
}
