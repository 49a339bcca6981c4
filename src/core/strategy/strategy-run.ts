import type { CallResult } from '../answer/call-result.ts';
import type { Question } from '../answer/question.ts';

/** One call to be made. Members are positions in the list the run starts from, in the order in which they are to be shown. */
export interface StrategyCall {
  readonly members: readonly number[];
  readonly question: Question;
  /** How many are wanted of a `select`. */
  readonly take?: number;
}

/** The next call, and the whole list as it stands before it: every position exactly once, best first, those of one group tied. */
export interface StrategyStep {
  readonly call: StrategyCall;
  readonly standing: readonly (readonly number[])[];
}

/**
 * A strategy as a coroutine: gives calls, takes their results, returns the final standing. Pure: the same results give the same calls. Nothing is
 * asked of a list of fewer than two passages, except of pointwise scores.
 */
export type StrategyRun = Generator<StrategyStep, readonly (readonly number[])[], CallResult>;
