import type { Bounds } from './select-forecast.ts';
import type { RunView } from '../log/run-view.ts';

/** One figure of a run against what was predicted; `predicted` null: nothing was. */
export interface CostFigure {
  readonly name: 'calls' | 'promptTokens' | 'outputTokens';
  readonly predicted: Bounds | null;
  readonly true: number;
  /** below, above: outside what was predicted. unfinished: the run was broken off before it could reach that. */
  readonly verdict: 'within' | 'below' | 'above' | 'unfinished' | 'unpredicted';
}

/** What a run has cost and how that fits its forecast; null while it goes on, and in logs that count no cost. */
export function selectCost({ cost, forecast, outcome }: RunView): readonly CostFigure[] | null {
  if (cost === null || outcome === null) return null;
  const whole = outcome.type === 'complete';
  const figure = (name: CostFigure['name'], spent: number): CostFigure => {
    const predicted = forecast?.[name] ?? null;
    const short = whole ? 'below' : 'unfinished';
    const within = predicted === null || spent > predicted[1] ? 'above' : spent < predicted[0] ? short : 'within';
    const verdict = predicted === null ? 'unpredicted' : within;
    return { name, predicted, true: spent, verdict };
  };
  return [figure('calls', cost.calls), figure('promptTokens', cost.promptTokens), figure('outputTokens', cost.completionTokens)];
}
