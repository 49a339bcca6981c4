import { measureRates } from './measure-rates.ts';
import type { RunView } from '../log/run-view.ts';

/** A thought budget in seconds of the machine that wrote this run. */
export interface BudgetSeconds {
  /** At most, for the thought of one window. */
  readonly perWindow: number;
  /** At most, for all thoughts of a run with as many windows. */
  readonly perRun: number;
}

/** From the measured time per written token; null before a window has closed. `thoughtTokens`: the budget, in the model's tokens. */
export function selectBudgetSeconds(view: RunView | null, thoughtTokens: number): BudgetSeconds | null {
  const rates = view === null ? null : measureRates(view);
  if (view === null || rates === null) return null;
  const perWindow = (thoughtTokens * rates.writeMsPerToken) / 1000;
  return { perWindow, perRun: perWindow * view.plan.length };
}
