import type { AnswerShape } from './answer-shape.ts';
import { asciiDigits } from '../text/ascii-digits.ts';
import type { AnswerReading } from './answer-reading.ts';
import { settleJudgement } from './settle-judgement.ts';

type JudgementShape = Extract<AnswerShape, { type: 'word' | 'grade' }>;

/**
 * Reads one of two words about the one passage shown: score 1 or 0. With a grade the score is the mean of the word (1 or 0) and the grade between
 * `least` (0) and `most` (1), as TFRank's evaluation takes it: `yes(4)` of 0–4 is 1, `yes(2)` 0.75, `no(1)` 0.125. A lacking or impossible grade
 * counts as the middle, and is noted. The word counts where the answer begins with it, or where only one of the two occurs.
 */
export function readJudgement({ shape, text, count }: { shape: JudgementShape; text: string; count: number }): AnswerReading {
  const found = firstWord(text, shape);
  if (found === null) return settleJudgement({ score: null, count, reason: 'the answer is neither of the two words' });
  if (shape.type === 'word') return settleJudgement({ score: found.score, count });
  const grade = /^\s{0,4}[\s([:=\-–—,]{0,4}\s{0,4}(-?[0-9]{1,9})(?![0-9])/u.exec(
    asciiDigits(text.slice(found.end, found.end + 40)),
  )?.[1];
  const value = Number(grade);
  if (grade !== undefined && value >= shape.least && value <= shape.most) {
    const part = shape.most === shape.least ? found.score : (value - shape.least) / (shape.most - shape.least);
    return settleJudgement({ score: (found.score + part) / 2, count });
  }
  return settleJudgement({
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
  const pattern = word.trim().replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
  const match = new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}])`, 'iu').exec(text);
  return match === null ? null : { from: match.index, end: match.index + match[0].length };
}
