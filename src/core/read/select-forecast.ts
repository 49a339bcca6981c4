import type { RunForecast } from '../log/run-event.ts';
import type { RunMethod } from '../run/run-method.ts';
import { predictCalls } from '../strategy/predict-calls.ts';
import { checkStrategy } from '../strategy/check-strategy.ts';
import { measureRates } from './measure-rates.ts';
import type { RunView } from '../log/run-view.ts';

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
 * Calls from the strategy alone; tokens from the engine that would run it (`forecast`); seconds where a run of this machine has been measured.
 * Null for a list that needs no call, and for a strategy whose numbers are out of range.
 */
export function selectForecast({
  method,
  count,
  forecast,
  measured,
}: {
  readonly method: RunMethod;
  /** Passages of the list. */
  readonly count: number;
  readonly forecast: RunForecast | null;
  readonly measured: RunView | null;
}): ForecastView | null {
  const { strategy, scaling } = method;
  if (count < 1 || checkStrategy(strategy) !== null) return null;
  const planned = predictCalls({ spec: strategy, count }).calls;
  const calls: Bounds = [planned[0] * scaling.samples, planned[1] * scaling.samples];
  if (calls[1] === 0) return null;
  const rates = measured === null || forecast === null ? null : measureRates(measured);
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
