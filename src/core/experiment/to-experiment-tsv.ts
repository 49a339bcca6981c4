import type { Measure } from '../measure/measure.ts';
import type { Qrels } from '../measure/parse-qrels.ts';
import type { CellResult, ExperimentPlan } from './experiment.ts';

/** What a spreadsheet takes for a formula (OWASP, CSV injection); it gets an apostrophe in front, unless it is a number. */
const FORMULA = /^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u;

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
  return [header, ...rows].map((row) => `${row.map(field).join('\t')}\n`).join('');
}

function field(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = value.replaceAll(/[\t\r\n]+/g, ' ');
  return FORMULA.test(text) && !Number.isFinite(Number(text)) ? `'${text}` : text;
}
