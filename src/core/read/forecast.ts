import type { RunForecast } from '../log/event.ts';
import type { RunView } from '../log/view.ts';
import type { RunMethod } from '../run/method.ts';
import { checkStrategy, predictCalls } from '../strategy/index.ts';
import { measureRates } from './progress.ts';

/** From, to. The same twice where the plan does not depend on answers. */
export type Bounds = readonly [least: number, most: number];

/** What a run would cost, as far as it is known; null: not yet. */
export interface ForecastView {
  readonly calls: Bounds;
  readonly promptTokens: Bounds | null;
  readonly outputTokens: Bounds | null;
  readonly seconds: Bounds | null;
}

/**
 * Calls from the strategy alone; tokens from the engine that would run it (`forecast`); seconds where a run of this machine has been measured, or the model was
 * timed as it was loaded.
 * Null for a list that needs no call, and for a strategy whose numbers are out of range.
 */
export function selectForecast({
  method,
  count,
  forecast,
  measured,
  timed = null,
}: {
  readonly method: RunMethod;
  /** Passages of the list. */
  readonly count: number;
  readonly forecast: RunForecast | null;
  readonly measured: RunView | null;
  /** What the timing of the loaded model told; a measured run tells more. */
  readonly timed?: { readonly readTokensPerSecond: number; readonly writeTokensPerSecond: number } | null;
}): ForecastView | null {
  const { strategy, scaling } = method;
  if (count < 1 || checkStrategy(strategy) !== null) return null;
  const planned = predictCalls({ spec: strategy, count }).calls;
  const calls: Bounds = [planned[0] * scaling.samples, planned[1] * scaling.samples];
  if (calls[1] === 0) return null;
  const known = measured === null ? null : measureRates(measured);
  const rates = forecast === null ? null : (known ?? (timed === null ? null : ratesOf(timed)));
  const seconds = (end: 0 | 1): number =>
    rates === null || forecast === null
      ? 0
      : (forecast.promptTokens[end] * rates.readMsPerToken + forecast.outputTokens[end] * rates.writeMsPerToken) / 1000;
  return {
    calls: forecast?.calls ?? calls,
    promptTokens: forecast?.promptTokens ?? null,
    outputTokens: forecast?.outputTokens ?? null,
    seconds: rates === null ? null : [seconds(0), seconds(1)],
  };
}

function ratesOf({
  readTokensPerSecond: read,
  writeTokensPerSecond: write,
}: {
  readonly readTokensPerSecond: number;
  readonly writeTokensPerSecond: number;
}): { readonly readMsPerToken: number; readonly writeMsPerToken: number } {
  return { readMsPerToken: 1000 / read, writeMsPerToken: 1000 / write };
}

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
