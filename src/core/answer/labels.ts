import { everyPosition } from '../ranking.ts';
import { foldSpelling } from '../text/fold.ts';
import { placeLabels } from '../text/identifiers.ts';
import { chooseChain } from '../text/label-chains.ts';
import { scanLetterLabels, scanNumberLabels } from '../text/label-scan.ts';
import { answerFromLabels } from './outcome.ts';
import type { AnswerReading, AnswerShape, LabelForm } from './shape.ts';
import { neededLabels } from './shape.ts';

/** What a prompt and its answer call the passage at a 0-based position: `1`, `2`, … or `A`, `B`, …, `Z`, `AA`, `AB`, …. */
export function numeralOf(position: number, numerals: LabelForm['numerals']): string {
  return numerals === 'letters' ? lettersOf(position) : String(position + 1);
}

function lettersOf(position: number): string {
  const last = String.fromCharCode(65 + (position % 26));
  return position < 26 ? last : lettersOf(Math.floor(position / 26) - 1) + last;
}

/** The labels of `count` passages as an answer of this shape writes them, in the order of the passages; none for judgements. */
export function labelsOf(shape: AnswerShape, count: number): readonly string[] {
  if (shape.type === 'word' || shape.type === 'grade') return [];
  const { before, after, numerals } = shape.label;
  return everyPosition(count).map((position) => before + numeralOf(position, numerals) + after);
}

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
  take?: number | undefined;
}): readonly string[] {
  if (shape.type === 'word' || shape.type === 'grade' || shape.type === 'scores') return [];
  const labels = labelsOf(shape, count);
  if (shape.label.after !== '') return labels;
  const needed = neededLabels({ shape, count, take });
  const following = shape.type === 'best' || needed <= 1 ? shape.close : shape.separator;
  return labels.map((label) => label + following);
}

type LabelShape = Extract<AnswerShape, { type: 'order' | 'best' | 'select' }>;

/**
 * Reads an answer that names passages, by the chain of labels that ranks them (`chooseChain`). order: all named, ties kept. best: the first label, the others tied
 * behind it. select: the first `take` different labels as one group, the others tied behind it. More labels than were asked for are dropped and noted.
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
  take?: number | undefined;
}): AnswerReading {
  const needed = neededLabels({ shape, count, take });
  const scan = shape.label.numerals === 'letters' ? scanLetterLabels : scanNumberLabels;
  const marks = {
    separator: shape.type === 'best' ? null : shape.separator,
    tie: shape.type === 'order' ? shape.tie : null,
  };
  const plain = foldSpelling(text);
  const { labels, notes, guessed } = chooseChain({ text: plain, labels: scan(plain, shape.label), marks, count, needed });
  const { order, ties, duplicate, unknown } = placeLabels(labels, count);
  const told = { count, needed, duplicate, unknown };
  if (shape.type === 'order') return answerFromLabels({ ...told, named: grouped(order, ties), notes, guessed });
  const chosen = order.slice(0, needed);
  const surplus = order.length - chosen.length;
  const dropped =
    surplus === 0 ? [] : [`${order.length} labels were written where ${needed} counted: the first ${needed} were taken`];
  return answerFromLabels({ ...told, named: [chosen], notes: [...notes, ...dropped], guessed: guessed || surplus > 0 });
}

function grouped(order: readonly number[], ties: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const tieOf = new Map(ties.flatMap((tie) => tie.map((position) => [position, tie] as const)));
  return order.flatMap((position) => {
    const tie = tieOf.get(position);
    return tie === undefined ? [[position]] : tie[0] === position ? [tie] : [];
  });
}
