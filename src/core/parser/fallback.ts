import { settleAnswer } from '../answer/settling.ts';
import type { AnswerReading, AnswerShape } from '../answer/shape.ts';
import { neededLabels } from '../answer/shape.ts';
import { isPythonSpace } from './python.ts';

/** What a published system's reading gets: the whole output, thought and tags included. */
export interface ParserInput {
  readonly output: string;
  readonly shape: AnswerShape;
  /** Passages shown. */
  readonly count: number;
  /** How many were asked for, where not all. */
  readonly take?: number;
}

/** Nothing was read: every passage alone, in the order it had. */
export function asItWas({ count, reason, notes }: { count: number; reason: string; notes: readonly string[] }): AnswerReading {
  const groups = Array.from({ length: count }, (_, position) => [position]);
  return { groups, scores: null, outcome: { type: 'unparsed', reason }, notes };
}

/** Was a thought opened and not closed by the end of the output? */
export function endsInThought(output: string): boolean {
  return output.lastIndexOf('<think>') > output.lastIndexOf('</think>');
}

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

/**
 * Group 1 of the pattern `<think>.*?</think>\s*<answer>(.*?)</answer>` (dot matches line breaks), as ReasonRank and Rank-R1 search for it; null
 * without a match. One pass, where the pattern itself would look again from every `<think>`.
 */
export function thinkAnswer(text: string): string | null {
  const opened = text.indexOf('<think>');
  if (opened === -1) return null;
  for (let close = text.indexOf('</think>', opened + 7); close !== -1; close = text.indexOf('</think>', close + 8)) {
    let at = close + 8;
    while (at < text.length && isPythonSpace(text.charAt(at))) at += 1;
    if (!text.startsWith('<answer>', at)) continue;
    const end = text.indexOf('</answer>', at + 8);
    return end === -1 ? null : text.slice(at + 8, end);
  }
  return null;
}
