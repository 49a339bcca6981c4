import { answerFromLabels } from '../answer/outcome.ts';
import { neededLabels } from '../answer/shape.ts';
import type { AnswerReading, AnswerShape } from '../answer/shape.ts';
import { isPythonSpace } from './python.ts';

/** One system's own reading of a free answer, with its fallbacks and traps. Each stands in its own file and in the list of `index.ts`. */
export interface Parser {
  readonly id: string;
  /** What the system calls itself: the same in every language. */
  readonly title: string;
  /** Does the system understand answers of this shape at all? An order can answer for the best one and for a selection. */
  canParse(shape: AnswerShape): boolean;
  /**
   * Reads a whole output, thought included. Always a partition of the positions shown; what the system does without a word stands in `notes`.
   * Called only with shapes that `canParse` knows.
   */
  read(input: ParserInput): AnswerReading;
}

/** What a reading gets: the whole output, thought and tags included. */
export interface ParserInput {
  readonly output: string;
  readonly shape: AnswerShape;
  /** Passages shown. */
  readonly count: number;
  /** How many were asked for, where not all. */
  readonly take?: number | undefined;
}

/** Is it an answer that names passages, without scores? */
export function namesPassages({ type }: AnswerShape): boolean {
  return type === 'order' || type === 'best' || type === 'select';
}

/** Are passages called by letters? */
export function hasLetters(shape: AnswerShape): boolean {
  return 'label' in shape && shape.label.numerals === 'letters';
}

/** Was a thought opened and not closed by the end of the output? */
export function endsInThought(output: string): boolean {
  return output.lastIndexOf('<think>') > output.lastIndexOf('</think>');
}

/** What stands after the last `</think>`; all of it without one. */
export function afterLastThought(output: string): string {
  const close = output.lastIndexOf('</think>');
  return close === -1 ? output : output.slice(close + 8);
}

/** What stands in the first `<answer>` and is closed; null without one. */
export function firstClosedAnswer(output: string): string | null {
  const open = output.indexOf('<answer>');
  const close = open === -1 ? -1 : output.indexOf('</answer>', open + 8);
  return close === -1 ? null : output.slice(open + 8, close);
}

/**
 * The rule that most systems share: the first of equal numbers counts, those out of range are dropped, the missing are appended in the order they
 * had. Groups of more than one are ties.
 */
export function answerFromNumbers({
  groups,
  input: { shape, count, take },
  notes = [],
  guessed = false,
}: {
  /** 1-based, as written. */
  readonly groups: readonly (readonly number[])[];
  readonly input: ParserInput;
  readonly notes?: readonly string[];
  /** True where the numbers come from a fallback: then the reading is never complete. */
  readonly guessed?: boolean;
}): AnswerReading {
  const placed = new Set<number>();
  const duplicate = new Set<number>();
  const unknown = new Set<string>();
  const named = groups.map((group) =>
    group.flatMap((number) => {
      if (number < 1 || number > count) unknown.add(shortened(number));
      else if (placed.has(number - 1)) duplicate.add(number);
      else {
        placed.add(number - 1);
        return [number - 1];
      }
      return [];
    }),
  );
  return answerFromLabels({
    named,
    count,
    needed: neededLabels({ shape, count, take }),
    duplicate: [...duplicate],
    unknown: [...unknown],
    notes,
    guessed,
  });
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

/** A long number as a note tells it. */
function shortened(number: number): string {
  return Number.isSafeInteger(number) ? String(number) : `${String(number).slice(0, 12)}…`;
}
