import type { AnswerShape } from './answer-shape.ts';
import { neededLabels } from './needed-labels.ts';
import { orderLabels } from './order-labels.ts';

/**
 * What may follow `open` for each passage, in the order of the passages: its label with its closing mark. Where a label has none, what follows a
 * label comes with it, so that `Document 1` and `Document 10` differ in more than length. Empty where an answer does not begin with a choice of a
 * passage. For FIRST's reading of a whole order from the first token.
 */
export function firstLabelContinuations({
  shape,
  count,
  take,
}: {
  shape: AnswerShape;
  count: number;
  take?: number;
}): readonly string[] {
  if (shape.type === 'word' || shape.type === 'grade' || shape.type === 'scores') return [];
  const labels = orderLabels(shape, count);
  if (shape.label.after !== '') return labels;
  const needed = neededLabels({ shape, count, ...(take === undefined ? {} : { take }) });
  const following = shape.type === 'best' || needed <= 1 ? shape.close : shape.separator;
  return labels.map((label) => label + following);
}
