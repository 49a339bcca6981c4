import type { Result } from '../result.ts';
import { cellFlaw } from './cell-flaw.ts';
import { cellName } from './cell-name.ts';
import { EXPERIMENT_SCHEMA } from './experiment.ts';
import type { CellResult, ExperimentPlan } from './experiment.ts';
import type { ExperimentProblem } from './experiment-problem.ts';
import { planFlaw } from './plan-flaw.ts';
import { EXPERIMENT_FILE_TYPE } from './to-experiment-lines.ts';

export interface ParsedExperiment {
  readonly plan: ExperimentPlan;
  readonly cells: readonly CellResult[];
  /** Lines that were left out, each named; empty for a file that is whole. */
  readonly problems: readonly ExperimentProblem[];
}

/**
 * Reads what `toExperimentLines` wrote, and is its inverse. Without a plan in the first line nothing can be read; any other line that does not fit is
 * left out and named, so a file that a kill cut off gives all cells before the cut. Of two lines for one cell the later counts.
 */
export function parseExperimentLines(text: string): Result<ParsedExperiment, ExperimentProblem> {
  const [first = '', ...rest] = text.replace(/^\uFEFF/, '').split('\n');
  const head = readJson(first);
  const fail = (code: ExperimentProblem['code'], message: string, hint: string): Result<never, ExperimentProblem> => ({
    ok: false,
    error: { line: 1, code, message, hint },
  });
  if (head === undefined) return fail('bad-json', 'The first line is not JSON.', 'Open an experiment that Glassrank exported.');
  if (typeof head !== 'object' || head === null || !('type' in head) || head.type !== EXPERIMENT_FILE_TYPE)
    return fail(
      'not-an-experiment',
      'The first line is no plan of an experiment.',
      'Open an experiment that Glassrank exported.',
    );
  const { type: _, ...fields } = head as Readonly<Record<string, unknown>>;
  if (fields['schema'] !== EXPERIMENT_SCHEMA) {
    const message = `This experiment has schema ${JSON.stringify(fields['schema'])}; this version reads schema ${EXPERIMENT_SCHEMA}.`;
    return fail('newer-schema', message, 'Open it with the version of Glassrank that wrote it, or a newer one.');
  }
  const flaw = planFlaw(fields);
  if (flaw !== null)
    return fail('not-an-experiment', `The plan’s field “${flaw}” does not fit.`, 'The file was changed. Export it again.');
  const plan = fields as unknown as ExperimentPlan;

  const ids = new Set(plan.configurations.map(({ id }) => id));
  const qids = new Set(plan.topics);
  const cells = new Map<string, CellResult>();
  const problems: ExperimentProblem[] = [];
  for (const [place, row] of rest.entries()) {
    if (row.trim() === '') continue;
    const line = place + 2;
    const value = readJson(row);
    if (value === undefined) {
      const isLast = place === rest.length - 1;
      const message = isLast ? 'The last line was cut off; it is left out.' : 'This line is not JSON; it is left out.';
      problems.push({
        line,
        code: isLast ? 'cut-off' : 'bad-json',
        message,
        hint: 'Run the experiment on: that cell is run again.',
      });
      continue;
    }
    const field = cellFlaw(value);
    const cell = value as CellResult;
    if (field === null && ids.has(cell.configurationId) && qids.has(cell.qid)) cells.set(cellName(cell), cell);
    else {
      const message = field === null ? 'This cell is not of the plan' : `The cell’s field “${field}” does not fit`;
      problems.push({
        line,
        code: 'bad-cell',
        message: `${message}; it is left out.`,
        hint: 'Run the experiment on: what lacks is run again.',
      });
    }
  }
  return { ok: true, value: { plan, cells: [...cells.values()], problems } };
}

/** Undefined, which JSON has not, where the text is not JSON. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
