import type { RunEvent, RunOutcome } from '../log/event.ts';
import { formatTrecRun } from '../measure/write-trec-run.ts';
import { startingRanking } from '../ranking.ts';
import type { DocId } from '../request.ts';
import type { CellResult, ExperimentPlan, WindowCounts } from './plan.ts';
import { cellName } from './plan.ts';

/**
 * A run's log as the result of its cell; `tail`: the docids behind those that were reranked. Null while the log has no run-end. Tokens and calls
 * are the run-end's cost, else the sum over the calls that ended.
 */
export function toCellResult({
  configurationId,
  events,
  tail,
}: {
  configurationId: string;
  events: readonly RunEvent[];
  tail: readonly DocId[];
}): CellResult | null {
  const start = events[0];
  const end = events.at(-1);
  if (start?.type !== 'run-start' || end?.type !== 'run-end') return null;
  const windows = { complete: 0, repaired: 0, truncated: 0, unparsed: 0 };
  let promptTokens = 0;
  let completionTokens = 0;
  let calls = 0;
  for (const event of events) {
    if (event.type !== 'window-end') continue;
    windows[event.outcome.type] += 1;
    calls += 1;
    promptTokens += event.usage.promptTokens;
    completionTokens += event.usage.completionTokens;
  }
  const head = end.ranking.length > 0 ? end.ranking : startingRanking(start.request);
  return {
    configurationId,
    qid: start.request.query.id,
    ranking: [...head, ...tail],
    ties: end.ties ?? [],
    outcome: end.outcome,
    windows,
    ...(end.cost ?? { calls, promptTokens, completionTokens }),
    seconds: end.at / 1000,
    forecast: start.forecast ?? null,
  };
}

/**
 * One configuration's results as a TREC run, queries in the plan's order. Scores fall strictly, so that trec_eval reads tied passages in the order
 * they stand in; cells that have not run are left out, which trec_eval -c counts as 0.
 */
export function toConfigurationRun({
  plan,
  cells,
  configurationId,
}: {
  plan: ExperimentPlan;
  cells: readonly CellResult[];
  configurationId: string;
}): string {
  const own = new Map(cells.filter((cell) => cell.configurationId === configurationId).map((cell) => [cell.qid, cell]));
  const parts = plan.topics.flatMap((qid) => own.get(qid) ?? []);
  return parts.map(({ qid, ranking }) => formatTrecRun({ qid, ranking, tag: `glassrank-${configurationId}` })).join('');
}

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

/** What is still to run. */
export interface TimeLeft {
  readonly cells: number;
  /** Runs only, without loading of models; null before the first result. */
  readonly seconds: number | null;
  /** True: some configuration that is still to run has no result yet, and is taken to be as slow as the others. */
  readonly rough: boolean;
}

/** Time left, from each configuration's mean time a query. Cancelled and failed runs tell no time. */
export function timeLeft({ plan, cells }: { plan: ExperimentPlan; cells: readonly CellResult[] }): TimeLeft {
  const done = new Set(cells.map(cellName));
  const timed = cells.filter(({ outcome }) => outcome.type === 'complete');
  const all = meanSeconds(timed);
  let count = 0;
  let seconds = 0;
  let rough = false;
  for (const { id } of plan.configurations) {
    const left = plan.topics.filter((qid) => !done.has(cellName({ configurationId: id, qid }))).length;
    const own = meanSeconds(timed.filter(({ configurationId }) => configurationId === id));
    count += left;
    seconds += left * (own ?? all ?? 0);
    rough ||= left > 0 && own === null;
  }
  return { cells: count, seconds: count > 0 && all === null ? null : seconds, rough };
}

function meanSeconds(cells: readonly CellResult[]): number | null {
  return cells.length === 0 ? null : cells.reduce((sum, { seconds }) => sum + seconds, 0) / cells.length;
}
