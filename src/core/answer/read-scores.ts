import type { AnswerShape, LabelForm } from './answer-shape.ts';
import { asciiDigits } from '../text/ascii-digits.ts';
import type { AnswerReading } from './answer-reading.ts';
import { orderLabels } from './order-labels.ts';
import { scoreGroups } from './score-groups.ts';

type ScoresShape = Extract<AnswerShape, { type: 'scores' }>;

/**
 * Reads a score for each label, from JSON or lines such as `[2]: 7`; the first one counts. Passages of one score are tied; those without one, or
 * with one outside `least` … `most`, stand last and are missing. A number that the end of an unclosed object may have cut is not there yet.
 */
export function readScores({ shape, text, count }: { shape: ScoresShape; text: string; count: number }): AnswerReading {
  const { least, most, label } = shape;
  const plain = label.numerals === 'letters' ? asciiDigits(text.normalize('NFKC')) : asciiDigits(text);
  const growing = plain.lastIndexOf('{') > plain.lastIndexOf('}');
  const positions = new Map(orderLabels(shape, count).map((name, position) => [bare(name, label), position]));
  const scores: (number | null)[] = Array.from({ length: count }, () => null);
  const duplicate = new Set<number>();
  const unknown = new Set<string>();
  for (const match of plain.matchAll(pairForm(label))) {
    const [written, name = '', number = ''] = match;
    const value = Number(number);
    const end = match.index + written.length;
    if (growing && end === plain.length && mayGrow(number, most)) continue;
    const position = positions.get(/^[0-9]/.test(name) ? String(Number(name)) : name.toUpperCase());
    if (position === undefined) unknown.add(name);
    else if (scores[position] !== null) duplicate.add(position + 1);
    else if (value < least || value > most) unknown.add(`${name}: ${number}`);
    else scores[position] = value;
  }
  return scoreGroups({ scores, duplicate: [...duplicate], unknown: [...unknown] });
}

function bare(name: string, { before, after }: LabelForm): string {
  return name.slice(before.length, name.length - after.length);
}

/** Could further digits change a number that the text ends in? */
function mayGrow(number: string, most: number): boolean {
  return number.includes('.') || Math.abs(Number(number)) * 10 <= Math.abs(most) || Number(number) < 0;
}

/** A label, in quotes or brackets or neither, then `:` or `=` and a number. Gaps are bounded, so a text of nothing but spaces costs one pass. */
function pairForm({ numerals }: LabelForm): RegExp {
  const name = numerals === 'letters' ? '(?<![A-Za-z])([A-Za-z]{1,2})' : '(?<![0-9.])(-?[0-9]{1,9})';
  return new RegExp(
    `${name}\\s{0,4}[\\])］】)]{0,2}\\s{0,4}\\\\?["'”]?\\s{0,4}[:=：]\\s{0,4}["'“]?(-?[0-9]{1,9}(?:\\.[0-9]{1,9})?)(?![0-9])`,
    'gu',
  );
}
