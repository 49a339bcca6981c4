import type { CallResult } from './call-result.ts';
import type { AnswerOutcome } from './answer-outcome.ts';

/** An answer as read: a partition of the 0-based positions shown, what became of the text, and in words what was done to it silently. */
export interface AnswerReading extends CallResult {
  readonly outcome: AnswerOutcome;
  readonly notes: readonly string[];
}
