import type { CellResult, ExperimentPlan } from './experiment.ts';

/** What the first line of an experiment's file says it is. */
export const EXPERIMENT_FILE_TYPE = 'glassrank-experiment';

/**
 * An experiment as JSON lines: its plan, then one cell a line, so that a program can append as it goes and a kill spoils at most the last line.
 * Inverse: `parseExperimentLines`.
 */
export function toExperimentLines(plan: ExperimentPlan, cells: readonly CellResult[]): string {
  const lines: readonly unknown[] = [{ type: EXPERIMENT_FILE_TYPE, ...plan }, ...cells];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
