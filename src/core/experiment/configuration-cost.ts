import type { RunOutcome } from '../log/run-event.ts';
import type { CellResult, WindowCounts } from './experiment.ts';

/** Sums over a configuration's cells. */
export interface ConfigurationCost {
  readonly cells: number;
  readonly calls: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly seconds: number;
  readonly outcomes: Readonly<Record<RunOutcome['type'], number>>;
  readonly windows: WindowCounts;
  /** Complete runs with a forecast, and how many of them stayed within all its bounds. */
  readonly forecast: { readonly made: number; readonly kept: number };
}

/** What a configuration has cost and how its runs ended. */
export function configurationCost(cells: Iterable<CellResult>): ConfigurationCost {
  const sums = { cells: 0, calls: 0, promptTokens: 0, completionTokens: 0, seconds: 0 };
  const outcomes = { complete: 0, cancelled: 0, failed: 0 };
  const windows = { complete: 0, repaired: 0, truncated: 0, unparsed: 0 };
  const forecast = { made: 0, kept: 0 };
  for (const cell of cells) {
    sums.cells += 1;
    sums.calls += cell.calls;
    sums.promptTokens += cell.promptTokens;
    sums.completionTokens += cell.completionTokens;
    sums.seconds += cell.seconds;
    outcomes[cell.outcome.type] += 1;
    windows.complete += cell.windows.complete;
    windows.repaired += cell.windows.repaired;
    windows.truncated += cell.windows.truncated;
    windows.unparsed += cell.windows.unparsed;
    if (cell.forecast === null || cell.outcome.type !== 'complete') continue;
    forecast.made += 1;
    if (isWithin(cell.forecast, cell)) forecast.kept += 1;
  }
  return { ...sums, outcomes, windows, forecast };
}

function isWithin(forecast: NonNullable<CellResult['forecast']>, cell: CellResult): boolean {
  const holds = (value: number, [least, most]: readonly [number, number]): boolean => value >= least && value <= most;
  return (
    holds(cell.calls, forecast.calls) &&
    holds(cell.promptTokens, forecast.promptTokens) &&
    holds(cell.completionTokens, forecast.outputTokens)
  );
}
