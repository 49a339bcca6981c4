import { formatTrecRun } from '../measure/format-trec-run.ts';
import type { CellResult, ExperimentPlan } from './experiment.ts';

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
