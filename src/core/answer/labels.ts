import { everyPosition } from '../ranking.ts';
import { asciiDigits, parseOrder } from '../text/identifiers.ts';
import { answerFromLabels } from './outcome.ts';
import type { AnswerReading, AnswerShape, LabelForm } from './shape.ts';
import { neededLabels } from './shape.ts';

/** Passages that a prompt may call by letters: no published system goes on after `Z`. Answers are read beyond it. */
export const MOST_LETTERED: number = 26;

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
  take?: number | undefined;
}): AnswerReading {
  const needed = neededLabels({ shape, count, take });
  const parsed = parseOrder(bracketLabels(withKnownMarks(text, shape), shape.label), count);
  const unknown = shape.label.numerals === 'letters' ? parsed.unknown.map(asLetters) : parsed.unknown;
  const { duplicate, order } = parsed;
  if (shape.type === 'order') {
    return answerFromLabels({ named: grouped(order, parsed.ties), count, needed, duplicate, unknown });
  }
  const chosen = order.slice(0, needed);
  const surplus = order.length - chosen.length;
  const notes =
    surplus === 0 ? [] : [`${order.length} labels were written where ${needed} counted: the first ${needed} were taken`];
  return answerFromLabels({ named: [chosen], count, needed, duplicate, unknown, notes, guessed: surplus > 0 });
}

interface WrittenLabel {
  readonly from: number;
  readonly to: number;
  readonly identifier: number;
}

const bracketedLetters = /[[(［【]\s{0,4}([A-Za-z]{1,2})\s{0,4}[\])］】]/g;
const bareLetters = /(?<![\p{L}\p{N}])([A-Za-z]{1,2})(?![\p{L}\p{N}])/gu;

/**
 * The labels of an answer rewritten as `[3] > [1] = [2]`, which `parseOrder` reads: letters as numbers, `Document 3` as `[3]`. Numbered labels
 * that are brackets already, and texts without one label in the form's own words, come back as they are. A letter without brackets counts only
 * where nothing else is written: "A passage" names none.
 */
function bracketLabels(text: string, { before, after, numerals }: LabelForm): string {
  if (numerals === 'letters') {
    const plain = text.normalize('NFKC');
    return joined(plain, letters(plain));
  }
  const mark = before.trim();
  if (mark === '' || /[[［【〔]$/u.test(mark)) return text;
  const plain = asciiDigits(text);
  const number = `${literalPattern(mark)}\\s{0,4}[[(#]{0,2}\\s{0,4}(-?[0-9]{1,9})(?![0-9])(?:\\s{0,4}${literalPattern(after.trim())})?`;
  const found = [...plain.matchAll(new RegExp(number, 'giu'))].map((match) => {
    return { from: match.index, to: match.index + match[0].length, identifier: Number(match[1]) };
  });
  return found.length === 0 ? text : joined(plain, found);
}

/** A text as the source of a regular expression that finds it, letter for letter. */
export function literalPattern(mark: string): string {
  return mark.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

/** Labels joined by what stands between them: `=` ties, unless a `>` is there too. */
function joined(text: string, labels: readonly WrittenLabel[]): string {
  return labels
    .map(({ from, identifier }, index) => {
      const gap = index === 0 ? '' : text.slice(labels[index - 1]?.to ?? 0, from);
      const link = index === 0 ? '' : /[=＝≈]/u.test(gap) && !/[>＞]/u.test(gap) ? ' = ' : ' > ';
      return `${link}[${identifier}]`;
    })
    .join('');
}

function letters(text: string): readonly WrittenLabel[] {
  const bracketed = [...text.matchAll(bracketedLetters)];
  const bare = [...text.matchAll(bareLetters)];
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const written = bracketed.length > 0 ? bracketed : bare.length === words ? bare : [];
  return written.map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    identifier: letterIdentifier((match[1] ?? '').toUpperCase()),
  }));
}

/** 1-based: A is 1, Z 26, AA 27. */
function letterIdentifier(written: string): number {
  let identifier = 0;
  for (const letter of written) identifier = identifier * 26 + letter.charCodeAt(0) - 64;
  return identifier;
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
  return /^[1-9][0-9]{0,5}$/.test(written) ? numeralOf(Number(written) - 1, 'letters') : written;
}
