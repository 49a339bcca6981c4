import type { CallResult } from '../answer/call-result.ts';
import type { Partition } from '../fusion/partition.ts';
import type { StrategyStep } from './strategy-run.ts';

/** Finds the best of some positions, the first of which has the place to lose; makes the calls it needs. */
export type PickBest = (input: {
  readonly members: readonly number[];
  readonly standing: Partition;
}) => Generator<StrategyStep, number, CallResult>;
