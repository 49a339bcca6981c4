import { asciiDigits } from '../text/digits.ts';
import { foldSpelling } from '../text/fold.ts';
import { literalPattern } from '../text/label-scan.ts';
import { readAmount } from './amounts.ts';
import { answerFromJudgement } from './outcome.ts';
import type { AnswerReading, AnswerShape } from './shape.ts';

type JudgementShape = Extract<AnswerShape, { type: 'word' | 'grade' }>;

/**
 * Reads one of two words about the one passage shown. The word counts where the answer begins with it, or where only one of the two occurs and nothing denies it:
 * "not true" is neither.
 */
export function readJudgement({ shape, text, count }: { shape: JudgementShape; text: string; count: number }): AnswerReading {
  const plain = asciiDigits(foldSpelling(text));
  const found = firstWord(plain, shape);
  if (found === null) return answerFromJudgement({ score: null, count, reason: 'the answer is neither of the two words' });
  if (shape.type === 'word') return answerFromJudgement({ score: found.yes ? 1 : 0, count });
  const lead =
    /^[\s*_]{0,4}(?:grade|score|оценка|نمره|分)?[\s([:=–—,-]{0,5}/iu.exec(plain.slice(found.end, found.end + 24))?.[0] ?? '';
  const grade = readAmount(plain, found.end + lead.length, shape);
  // "yes, 3 of them say so": what goes on is no grade.
  const goesOn = grade !== null && /^\s{0,4}\p{L}/u.test(plain.slice(grade.end, grade.end + 5));
  return judgementOf({ shape, yes: found.yes, grade: grade === null || goesOn ? null : grade, count });
}

/**
 * The score of one of two words: 1 or 0. With a grade it is the mean of the word (1 or 0) and the grade between `least` (0) and `most` (1), as TFRank's evaluation
 * takes it: `yes(4)` of 0–4 is 1, `yes(2)` 0.75, `no(1)` 0.125. A lacking or impossible grade counts as the middle, and is noted.
 */
export function judgementOf({
  shape,
  yes,
  grade,
  count,
}: {
  shape: JudgementShape;
  yes: boolean;
  grade: { readonly value: number; readonly written: string; readonly converted: boolean } | null;
  count: number;
}): AnswerReading {
  const word = yes ? 1 : 0;
  if (shape.type === 'word') return answerFromJudgement({ score: word, count });
  const { least, most } = shape;
  if (grade !== null && grade.value >= least && grade.value <= most) {
    const part = most === least ? word : (grade.value - least) / (most - least);
    const notes = grade.converted ? [`${grade.written} was brought to the scale from ${least} to ${most}`] : [];
    return answerFromJudgement({ score: (word + part) / 2, count, notes, guessed: grade.converted });
  }
  return answerFromJudgement({
    score: (word + 0.5) / 2,
    count,
    unknown: grade === null ? [] : [grade.written],
    notes: [`no grade from ${least} to ${most} was written: the middle was taken`],
    guessed: true,
  });
}

interface FoundWord {
  readonly from: number;
  readonly end: number;
  readonly yes: boolean;
}

function firstWord(text: string, { yes, no }: JudgementShape): FoundWord | null {
  const affirmed = places(text, yes, true);
  const denied = places(text, no, false);
  // `相关` stands in `不相关` too: a word inside the other is none.
  const alone = (words: readonly FoundWord[], others: readonly FoundWord[]): readonly FoundWord[] =>
    words.filter(
      (word) => !others.some(({ from, end }) => from <= word.from && word.end <= end && end - from > word.end - word.from),
    );
  const [first, second] = [alone(affirmed, denied)[0], alone(denied, affirmed)[0]];
  const found = second === undefined || (first !== undefined && first.from < second.from) ? first : second;
  if (found === undefined) return null;
  if (!/[\p{L}\p{N}]/u.test(text.slice(0, found.from))) return found;
  const both = first !== undefined && second !== undefined;
  return both || denial.test(text.slice(Math.max(0, found.from - 40), found.from)) ? null : found;
}

/** Where a word stands by itself, in any case; in scripts without spaces anywhere. The first few do. */
function places(text: string, word: string, yes: boolean): readonly FoundWord[] {
  const bare = asciiDigits(foldSpelling(word)).trim();
  if (bare === '') return [];
  const [start, stop] = [/^[\p{L}\p{N}]/u.test(bare), /[\p{L}\p{N}]$/u.test(bare)];
  const han = /\p{Script=Han}|\p{Script=Thai}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(bare);
  const pattern = `${start && !han ? '(?<![\\p{L}\\p{N}])' : ''}${literalPattern(bare)}${stop && !han ? '(?![\\p{L}\\p{M}])' : ''}`;
  const found: FoundWord[] = [];
  for (const { 0: written, index } of text.matchAll(new RegExp(pattern, 'giu'))) {
    found.push({ from: index, end: index + written.length, yes });
    if (found.length === MOST_PLACES) break;
  }
  return found;
}

const MOST_PLACES = 20;
const denial =
  /(?:(?<!\p{L})(?:not|never|neither|cannot|hardly|не|ни|нет)|n['’]t|不|没|非)(?:\s\p{L}{1,12}){0,2}[\s"'“*_]{0,3}$/iu;
