import { tsvTable } from '../export/tsv.ts';
import { passed } from '../input/meter.ts';
import type { Measure } from '../measure/measures.ts';
import type { Qrels } from '../measure/qrels.ts';
import type { Result } from '../request.ts';
import { jsonOf } from '../schema.ts';
import type { CellResult, ExperimentPlan, ExperimentProblem } from './plan.ts';
import { cellName, readCell, readPlan } from './plan.ts';

/** What the first line of an experiment's file says it is. */
const EXPERIMENT_FILE_TYPE = 'glassrank-experiment';

/**
 * An experiment as JSON lines: its plan, then one cell a line, so that a program can append as it goes and a kill spoils at most the last line.
 * Inverse: `parseExperimentLines`.
 */
export function toExperimentLines(plan: ExperimentPlan, cells: readonly CellResult[]): string {
  const lines: readonly unknown[] = [{ type: EXPERIMENT_FILE_TYPE, ...plan }, ...cells];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

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
  const head = jsonOf(first);
  if (head === undefined) return { ok: false, error: { line: 1, code: 'bad-json', leftOut: false } };
  if (typeof head !== 'object' || head === null || !('type' in head) || head.type !== EXPERIMENT_FILE_TYPE)
    return { ok: false, error: { line: 1, code: 'not-an-experiment', field: null } };
  const { type: _, ...fields } = head as Readonly<Record<string, unknown>>;
  const planned = readPlan(fields, 1);
  if (!planned.ok) return planned;
  const plan = planned.value;

  const ids = new Set(plan.configurations.map(({ id }) => id));
  const qids = new Set(plan.topics);
  const cells = new Map<string, CellResult>();
  const problems: ExperimentProblem[] = [];
  passed(first.length + 1);
  for (const [place, row] of rest.entries()) {
    passed(row.length + 1);
    if (row.trim() === '') continue;
    const line = place + 2;
    const value = jsonOf(row);
    if (value === undefined) {
      const isLast = place === rest.length - 1;
      problems.push(isLast ? { line, code: 'cut-off' } : { line, code: 'bad-json', leftOut: true });
      continue;
    }
    const cell = readCell(value);
    if (cell.ok && ids.has(cell.value.configurationId) && qids.has(cell.value.qid)) cells.set(cellName(cell.value), cell.value);
    else problems.push({ line, code: 'bad-cell', field: cell.ok ? null : cell.error });
  }
  return { ok: true, value: { plan, cells: [...cells.values()], problems } };
}

/** What was read of an experiment's file, as a worker hands it over: each piece is small enough that the page takes it between two frames. */
export type ExperimentPiece =
  | { readonly type: 'experiment'; readonly plan: ExperimentPlan }
  | { readonly type: 'cells'; readonly cells: readonly CellResult[] }
  | { readonly type: 'left-out'; readonly problems: readonly ExperimentProblem[] }
  /** Nothing could be read. */
  | { readonly type: 'no-experiment'; readonly problem: ExperimentProblem };

/** Cells or problems of one piece. */
const MOST = 500;

/** An experiment cut into pieces that `joinExperiment` puts together again. */
export function* piecesOfExperiment(read: Result<ParsedExperiment, ExperimentProblem>): Generator<ExperimentPiece> {
  if (!read.ok) {
    yield { type: 'no-experiment', problem: read.error };
    return;
  }
  const { plan, cells, problems } = read.value;
  yield { type: 'experiment', plan };
  for (let at = 0; at < cells.length; at += MOST) yield { type: 'cells', cells: cells.slice(at, at + MOST) };
  for (let at = 0; at < problems.length; at += MOST) yield { type: 'left-out', problems: problems.slice(at, at + MOST) };
}

/** Puts an experiment's pieces together, in the order in which they were cut. Throws where the first of them is not there. */
export function joinExperiment(pieces: readonly ExperimentPiece[]): Result<ParsedExperiment, ExperimentProblem> {
  const [first] = pieces;
  if (first?.type === 'no-experiment') return { ok: false, error: first.problem };
  if (first?.type !== 'experiment') throw new Error('the beginning of the experiment is missing');
  return {
    ok: true,
    value: {
      plan: first.plan,
      cells: pieces.flatMap((piece) => (piece.type === 'cells' ? piece.cells : [])),
      problems: pieces.flatMap((piece) => (piece.type === 'left-out' ? piece.problems : [])),
    },
  };
}

const COLUMNS = [
  'qid',
  'configuration',
  'outcome',
  'calls',
  'prompt_tokens',
  'completion_tokens',
  'seconds',
  'calls_complete',
  'calls_repaired',
  'calls_truncated',
  'calls_unparsed',
  'tied',
] as const;

/**
 * One line a cell, tab between cells, with a header: for spreadsheets and statistics. Measures of unjudged queries are empty; missing topics have no
 * line. Tabs and line ends in names become spaces. What can be read back is the file of `toExperimentLines`.
 */
export function toExperimentTsv({
  plan,
  cells,
  qrels,
  measures,
}: {
  plan: ExperimentPlan;
  cells: readonly CellResult[];
  qrels: Qrels;
  measures: readonly Measure[];
}): string {
  const names = new Map(plan.configurations.map(({ id, name }) => [id, name]));
  const rows = cells.map((cell) => {
    const grades = qrels.get(cell.qid);
    return [
      cell.qid,
      names.get(cell.configurationId) ?? cell.configurationId,
      cell.outcome.type === 'failed' ? `failed: ${cell.outcome.error.code}` : cell.outcome.type,
      cell.calls,
      cell.promptTokens,
      cell.completionTokens,
      cell.seconds,
      cell.windows.complete,
      cell.windows.repaired,
      cell.windows.truncated,
      cell.windows.unparsed,
      cell.ties.reduce((sum, group) => sum + group.length, 0),
      ...measures.map((measure) => (grades === undefined ? '' : measure.of({ ranking: cell.ranking, grades }))),
    ];
  });
  const header = [...COLUMNS, ...measures.map(({ name }) => name)];
  return tsvTable([header, ...rows]);
}
