import { cellName } from './cell-name.ts';
import type { CellKey, ExperimentPlan } from './experiment.ts';

/**
 * What to run next, null when nothing is left. Queries that have been begun come first and are finished over all configurations, so that
 * comparisons are paired early; within one query the configurations of the model that is loaded come first, so that a query costs at most as many
 * changes of model as there are other models.
 */
export function nextCell({
  plan,
  done,
  loadedModelId,
}: {
  plan: ExperimentPlan;
  done: Iterable<CellKey>;
  loadedModelId: string | null;
}): CellKey | null {
  const names = new Set(Array.from(done, cellName));
  const left = (qid: string) => plan.configurations.filter(({ id }) => !names.has(cellName({ configurationId: id, qid })));
  let chosen: string | null = null;
  for (const qid of plan.topics) {
    const count = left(qid).length;
    if (count === 0) continue;
    if (count < plan.configurations.length) {
      chosen = qid;
      break;
    }
    chosen ??= qid;
  }
  if (chosen === null) return null;
  const configurations = left(chosen);
  const next = configurations.find(({ modelId }) => modelId === loadedModelId) ?? configurations[0];
  return next === undefined ? null : { configurationId: next.id, qid: chosen };
}
