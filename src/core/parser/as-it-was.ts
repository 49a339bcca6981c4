import type { AnswerReading } from '../answer/answer-reading.ts';

/** Nothing was read: every passage alone, in the order it had. */
export function asItWas({ count, reason, notes }: { count: number; reason: string; notes: readonly string[] }): AnswerReading {
  const groups = Array.from({ length: count }, (_, position) => [position]);
  return { groups, scores: null, outcome: { type: 'unparsed', reason }, notes };
}
