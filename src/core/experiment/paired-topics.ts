import { cellName } from './cell-name.ts';
import type { CellResult, ExperimentPlan } from './experiment.ts';

/** The cells of the queries that every configuration has finished. */
export interface PairedTopics {
  /** In the plan's order. */
  readonly topics: readonly string[];
  /** True: nothing of the plan is left. */
  readonly complete: boolean;
  /** Configuration id → qid → cell, of `topics` only. */
  readonly cells: ReadonlyMap<string, ReadonlyMap<string, CellResult>>;
}

/** What can be compared fairly so far. Of two results of one cell the later counts; results of no cell of the plan do not. */
export function pairedTopics(plan: ExperimentPlan, cells: readonly CellResult[]): PairedTopics {
  const found = new Map(cells.map((cell) => [cellName(cell), cell]));
  const cellAt = (configurationId: string, qid: string): CellResult | undefined => found.get(cellName({ configurationId, qid }));
  const topics = plan.topics.filter((qid) => plan.configurations.every(({ id }) => cellAt(id, qid) !== undefined));
  const paired = plan.configurations.map(({ id }) => {
    const own = topics.flatMap((qid) => {
      const cell = cellAt(id, qid);
      return cell === undefined ? [] : [[qid, cell] as const];
    });
    return [id, new Map(own)] as const;
  });
  return { topics, complete: topics.length === plan.topics.length, cells: new Map(paired) };
}
