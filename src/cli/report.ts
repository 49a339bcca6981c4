import type { Measure } from '../core/measure/measures.ts';
import type { EvaluationCollection } from './collection.ts';
import { curvePoints, summarise } from '../core/experiment/summary.ts';
import type { CurvePoint, ExperimentSummary } from '../core/experiment/summary.ts';
import type { CellResult, ExperimentPlan } from '../core/experiment/plan.ts';
import { toConfigurationRun } from '../core/experiment/cells.ts';
import { toExperimentTsv } from '../core/experiment/file.ts';

export interface EvaluationReport {
  readonly summary: ExperimentSummary;
  /** Of the first measure. */
  readonly curve: readonly CurvePoint[];
  readonly tsv: string;
  /** Each cell with its measures; without measures where the query is not judged. */
  readonly rows: readonly (CellResult & { readonly measures: Readonly<Record<string, number>> })[];
  /** Configuration id → TREC run. */
  readonly runs: Readonly<Record<string, string>>;
}

/** An evaluation's figures and exports, as far as it has come. */
export function evaluationReport({
  plan,
  cells,
  collection: { qrels, lists },
  measures,
}: {
  plan: ExperimentPlan;
  cells: readonly CellResult[];
  collection: EvaluationCollection;
  measures: readonly Measure[];
}): EvaluationReport {
  const firstStage = new Map(Array.from(lists, ([qid, { rows }]) => [qid, rows.map(({ docid }) => docid)]));
  const summary = summarise({ plan, cells, qrels, measures, firstStage });
  const measured = ({ qid, ranking }: CellResult): Readonly<Record<string, number>> => {
    const grades = qrels.get(qid);
    return grades === undefined ? {} : Object.fromEntries(measures.map(({ name, of }) => [name, of({ ranking, grades })]));
  };
  return {
    summary,
    curve: curvePoints(summary, measures[0]?.name ?? ''),
    tsv: toExperimentTsv({ plan, cells, qrels, measures }),
    rows: cells.map((cell) => ({ ...cell, measures: measured(cell) })),
    runs: Object.fromEntries(plan.configurations.map(({ id }) => [id, toConfigurationRun({ plan, cells, configurationId: id })])),
  };
}
