import type { Measure } from '../core/measure/measures.ts';
import type { EvaluationCollection } from './collection.ts';
import { curvePoints, FEW_QUERIES, isTooFew, summarise } from '../core/experiment/summary.ts';
import type { CurvePoint, ExperimentSummary } from '../core/experiment/summary.ts';
import type { CellResult, ExperimentPlan } from '../core/experiment/plan.ts';
import { toConfigurationRun } from '../core/experiment/cells.ts';
import type { TimeLeft } from '../core/experiment/cells.ts';
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

/** A run that is done. */
export interface DoneCell {
  readonly plan: ExperimentPlan;
  readonly cell: CellResult;
  /** True: an earlier evaluation did it. */
  readonly earlier: boolean;
  /** Runs of the whole evaluation. */
  readonly total: number;
  /** The first measure before and after. */
  readonly gain: { readonly before: number; readonly after: number };
  readonly left: TimeLeft;
}

/** One finished run, as a line. `place`: how many are done with it. */
export function cellLine(
  { plan, cell, earlier, total, gain, left }: DoneCell,
  { place, measure }: { place: number; measure: string },
): string {
  const several = plan.configurations.length > 1;
  const name = several ? `  ${nameOf(plan, cell.configurationId)}` : '';
  const outcome =
    cell.outcome.type === 'failed' ? `failed: ${cell.outcome.error.code}: ${cell.outcome.error.message}` : cell.outcome.type;
  const rest = earlier || left.cells === 0 ? '' : `  ${timeText(left)} left`;
  return (
    `${String(place).padStart(String(total).length)}/${total}  ${cell.qid}${name}  ${measure} ${gain.before.toFixed(4)} → ${gain.after.toFixed(4)}  ` +
    `${cell.promptTokens} + ${cell.completionTokens} tokens  ${cell.seconds.toFixed(1)} s  ${outcome}${earlier ? '  (from an earlier run)' : rest}`
  );
}

function timeText({ seconds, rough }: TimeLeft): string {
  if (seconds === null) return 'an unknown time';
  const text =
    seconds < 90
      ? `${Math.ceil(seconds)} s`
      : seconds < 5400
        ? `${Math.round(seconds / 60)} min`
        : `${(seconds / 3600).toFixed(1)} h`;
  return `${rough ? 'about ' : ''}${text}`;
}

/** How many runs made their query's first measure better, and how many worse. */
export interface Changed {
  readonly better: number;
  readonly worse: number;
}

/** The figures of what is done, as lines: of one configuration one by one, of several as tables, of a sweep its curve too. */
export function reportLines({
  plan,
  report,
  isSweep,
  changed,
}: {
  plan: ExperimentPlan;
  report: EvaluationReport;
  isSweep: boolean;
  changed: Changed;
}): readonly string[] {
  const { summary, curve } = report;
  const [first] = summary.configurations;
  const one = plan.configurations.length === 1 && first !== undefined;
  return [
    ...(one ? figureLines({ summary, first, changed }) : severalLines({ plan, summary })),
    ...(isSweep ? curveLines({ plan, curve, measure: first?.means[0]?.measure ?? '' }) : []),
    ...(summary.complete
      ? []
      : ['', `not complete: figures are of the ${summary.paired} queries that every configuration has finished`]),
    ...(isTooFew(summary)
      ? ['', `fewer than ${FEW_QUERIES} judged queries are too few: another handful could turn these figures round`]
      : []),
    ...(summary.missing > 0 ? ['', `${summary.missing} judged queries have no candidates and count as 0`] : []),
  ];
}

type ConfigurationSummary = ExperimentSummary['configurations'][number];

function figureLines({
  summary,
  first: { means, cost },
  changed,
}: {
  summary: ExperimentSummary;
  first: ConfigurationSummary;
  changed: Changed;
}): readonly string[] {
  const kinds = Object.entries(cost.windows).filter(([, count]) => count > 0);
  const rows: readonly (readonly [name: string, text: string])[] = [
    ['queries', String(summary.paired)],
    ...means.flatMap((mean, place): (readonly [string, string])[] => {
      const before = summary.firstStage?.[place];
      const ways = place === 0 ? `   (${changed.better} better, ${changed.worse} worse)` : '';
      return [
        ...(before === undefined ? [] : [[`${mean.measure} before`, before.mean.toFixed(4)] as const]),
        [`${mean.measure} after`, `${mean.mean.toFixed(4)}   95 % ${mean.low.toFixed(4)}–${mean.high.toFixed(4)}${ways}`],
      ];
    }),
    ['failures', String(cost.outcomes.failed + cost.outcomes.cancelled)],
    ['calls', `${cost.calls} (${kinds.map(([kind, count]) => `${count} ${kind}`).join(', ') || 'none'})`],
    ['tokens', `${cost.promptTokens} read, ${cost.completionTokens} written`],
    ['within the forecast', `${cost.forecast.kept} of ${cost.forecast.made}`],
    ['seconds per query', (cost.seconds / Math.max(1, cost.cells)).toFixed(1)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return ['', ...rows.map(([name, text]) => `${name.padEnd(width)}  ${text}`)];
}

function severalLines({ plan, summary }: { plan: ExperimentPlan; summary: ExperimentSummary }): readonly string[] {
  const base = plan.configurations[0]?.id;
  const measures = summary.configurations[0]?.means ?? [];
  const rows = summary.configurations.map(({ configurationId, means, cost }, place) => {
    const cells = Math.max(1, cost.cells);
    const pair = place === 0 ? undefined : summary.pairs.find(({ one, other }) => one === base && other === configurationId);
    return [
      nameOf(plan, configurationId),
      ...means.map(({ mean, low, high }, index) => {
        const test = pair?.tests[index];
        return `${mean.toFixed(4)} [${low.toFixed(4)}–${high.toFixed(4)}]${test === undefined ? '' : ` p ${test.p.toFixed(3)}`}`;
      }),
      (cost.calls / cells).toFixed(1),
      (cost.promptTokens / cells).toFixed(0),
      (cost.completionTokens / cells).toFixed(0),
      (cost.seconds / cells).toFixed(1),
      `${cost.forecast.kept}/${cost.forecast.made}`,
      String(cost.outcomes.failed + cost.outcomes.cancelled),
    ];
  });
  const first =
    summary.firstStage?.map(({ mean, low, high }) => `${mean.toFixed(4)} [${low.toFixed(4)}–${high.toFixed(4)}]`) ?? [];
  return tableLines({
    title: `${plan.collection.name}, ${summary.paired} queries, depth ${plan.depth}; means a query, 95 % intervals, p against the first configuration`,
    columns: ['configuration', ...measures.map(({ measure }) => measure), 'calls', 'read', 'written', 's', 'forecast', 'failed'],
    rows: [...(first.length === 0 ? [] : [['first stage', ...first, '0', '0', '0', '–', '–', '–']]), ...rows],
  });
}

function curveLines({
  plan,
  curve,
  measure,
}: {
  plan: ExperimentPlan;
  curve: readonly CurvePoint[];
  measure: string;
}): readonly string[] {
  return tableLines({
    title: `${measure} against cost (*: no other point is as good for less)`,
    columns: ['configuration', measure, '95 %', 'tokens', 's'],
    rows: curve.map((point) => [
      nameOf(plan, point.configurationId),
      point.quality.toFixed(4),
      `${point.low.toFixed(4)}–${point.high.toFixed(4)}`,
      `${point.tokens.toFixed(0)}${point.isBestForTokens ? ' *' : ''}`,
      `${point.seconds.toFixed(1)}${point.isBestForSeconds ? ' *' : ''}`,
    ]),
  });
}

/** Rows under a title, columns as wide as their longest cell, numbers to the right. */
function tableLines({
  title,
  columns,
  rows,
}: {
  title: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}): readonly string[] {
  const widths = columns.map((column, index) => Math.max(column.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const isNumber = columns.map((_column, index) => rows.every((row) => /^[\d.,–% ×-]*$/.test(row[index] ?? '')));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, index) => (isNumber[index] === true ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0)))
      .join('  ');
  return ['', title, line(columns), ...rows.map(line)];
}

function nameOf(plan: ExperimentPlan, id: string): string {
  return plan.configurations.find((configuration) => configuration.id === id)?.name ?? id;
}
