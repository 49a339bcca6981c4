import type { AnswerShape } from './answer-shape.ts';

/**
 * How many different labels a whole answer over `count` passages names. An order names all, or the first `take`; a selection `take`, and all of
 * them where `take` is absent; best one; scores all. 0 for judgements, which name none.
 */
export function neededLabels({ shape, count, take }: { shape: AnswerShape; count: number; take?: number }): number {
  switch (shape.type) {
    case 'order':
    case 'select':
      return Math.max(0, Math.min(take ?? count, count));
    case 'best':
      return Math.min(1, count);
    case 'scores':
      return count;
    case 'word':
    case 'grade':
      return 0;
  }
}
