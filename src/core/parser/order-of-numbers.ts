import { neededLabels } from '../answer/needed-labels.ts';
import { settleAnswer } from '../answer/settle-answer.ts';
import type { AnswerReading } from '../answer/answer-reading.ts';
import type { ParserInput } from './parser-input.ts';

/**
 * The rule that RankLLM, ReasonRank and Rearank share: the first of equal numbers counts, those out of range are dropped, the missing are appended
 * in the order they had, ties are no ties.
 */
export function orderOfNumbers({
  numbers,
  input: { shape, count, take },
  notes,
  guessed,
}: {
  /** 1-based, as written. */
  numbers: readonly number[];
  input: ParserInput;
  notes: readonly string[];
  /** True where the numbers come from a fallback: then the reading is never complete. */
  guessed: boolean;
}): AnswerReading {
  const named = new Set<number>();
  const duplicate = new Set<number>();
  const unknown = new Set<string>();
  for (const number of numbers) {
    if (number < 1 || number > count) unknown.add(shortened(number));
    else if (named.has(number - 1)) duplicate.add(number);
    else named.add(number - 1);
  }
  return settleAnswer({
    named: [...named].map((position) => [position]),
    count,
    needed: neededLabels({ shape, count, ...(take === undefined ? {} : { take }) }),
    duplicate: [...duplicate],
    unknown: [...unknown],
    notes,
    guessed,
  });
}

function shortened(number: number): string {
  return Number.isSafeInteger(number) ? String(number) : `${String(number).slice(0, 12)}…`;
}
