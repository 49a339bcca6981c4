import { afterThought, asciiDigits } from '../text/identifiers.ts';
import { labelsOf, literalPattern, readLabels } from './labels.ts';
import { answerFromJudgement, answerFromScores } from './outcome.ts';
import type { AnswerReading, AnswerShape, LabelForm } from './shape.ts';
import { answerFrame } from './shape.ts';

/**
 * Glassrank's own reading of an answer, lenient in form and never silent: digits of every script, labels in other brackets, prose around the
 * answer. Always a partition of the `count` positions. An unfinished thought in the text gives nothing; identifiers and scores that a growing text
 * may have cut are not there yet where the shape closes them.
 * @example readAnswer({ shape: order, text: '[2] > [1] = [3]', count: 3 }) // groups [[1], [0, 2]], complete
 */
export function readAnswer({
  shape,
  text,
  count,
  take,
}: {
  shape: AnswerShape;
  text: string;
  count: number;
  take?: number | undefined;
}): AnswerReading {
  const inside = answerFrame(afterThought(text), shape);
  switch (shape.type) {
    case 'order':
    case 'best':
    case 'select':
      return readLabels({ shape, text: inside, count, take });
    case 'scores':
      return readScores({ shape, text: inside, count });
    case 'word':
    case 'grade':
      return readJudgement({ shape, text: inside, count });
  }
}

type ScoresShape = Extract<AnswerShape, { type: 'scores' }>;

/**
 * Reads a score for each label, from JSON or lines such as `[2]: 7`; the first one counts. Passages of one score are tied; those without one, or
 * with one outside `least` … `most`, stand last and are missing. A number that the end of an unclosed object may have cut is not there yet.
 */
function readScores({ shape, text, count }: { shape: ScoresShape; text: string; count: number }): AnswerReading {
  const { least, most, label } = shape;
  const plain = label.numerals === 'letters' ? asciiDigits(text.normalize('NFKC')) : asciiDigits(text);
  const growing = plain.lastIndexOf('{') > plain.lastIndexOf('}');
  const positions = new Map(labelsOf(shape, count).map((name, position) => [bare(name, label), position]));
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
  return answerFromScores({ scores, duplicate: [...duplicate], unknown: [...unknown] });
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

type JudgementShape = Extract<AnswerShape, { type: 'word' | 'grade' }>;

/**
 * Reads one of two words about the one passage shown: score 1 or 0. With a grade the score is the mean of the word (1 or 0) and the grade between
 * `least` (0) and `most` (1), as TFRank's evaluation takes it: `yes(4)` of 0–4 is 1, `yes(2)` 0.75, `no(1)` 0.125. A lacking or impossible grade
 * counts as the middle, and is noted. The word counts where the answer begins with it, or where only one of the two occurs.
 */
function readJudgement({ shape, text, count }: { shape: JudgementShape; text: string; count: number }): AnswerReading {
  const found = firstWord(text, shape);
  if (found === null) return answerFromJudgement({ score: null, count, reason: 'the answer is neither of the two words' });
  if (shape.type === 'word') return answerFromJudgement({ score: found.score, count });
  const grade = /^\s{0,4}[\s([:=\-–—,]{0,4}\s{0,4}(-?[0-9]{1,9})(?![0-9])/u.exec(
    asciiDigits(text.slice(found.end, found.end + 40)),
  )?.[1];
  const value = Number(grade);
  if (grade !== undefined && value >= shape.least && value <= shape.most) {
    const part = shape.most === shape.least ? found.score : (value - shape.least) / (shape.most - shape.least);
    return answerFromJudgement({ score: (found.score + part) / 2, count });
  }
  return answerFromJudgement({
    score: (found.score + 0.5) / 2,
    count,
    unknown: grade === undefined ? [] : [grade],
    notes: [`no grade from ${shape.least} to ${shape.most} was written: the middle was taken`],
    guessed: true,
  });
}

function firstWord(text: string, { yes, no }: JudgementShape): { readonly score: number; readonly end: number } | null {
  const [first, second] = [find(text, yes), find(text, no)];
  const found =
    first !== null && (second === null || first.from < second.from) ? { ...first, score: 1 } : second && { ...second, score: 0 };
  if (found === null) return null;
  const begins = !/[\p{L}\p{N}]/u.test(text.slice(0, found.from));
  return begins || first === null || second === null ? found : null;
}

/** The first place where a word stands by itself, in any case. */
function find(text: string, word: string): { readonly from: number; readonly end: number } | null {
  const pattern = literalPattern(word.trim());
  const match = new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}])`, 'iu').exec(text);
  return match === null ? null : { from: match.index, end: match.index + match[0].length };
}
