import { cellName } from './cell-name.ts';
import type { CellResult, ExperimentPlan } from './experiment.ts';

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
