import { printTable } from '../bench/print-table.mjs';

/** One finished run, as a line. `place`: how many are done with it. */
export function printCell({ place, plan, cell, earlier, total, gain, left, measure }) {
  const several = plan.configurations.length > 1;
  const name = several ? `  ${nameOf(plan, cell.configurationId)}` : '';
  const outcome =
    cell.outcome.type === 'failed' ? `failed: ${cell.outcome.error.code}: ${cell.outcome.error.message}` : cell.outcome.type;
  const rest = earlier || left.cells === 0 ? '' : `  ${timeText(left)} left`;
  console.log(
    `${String(place).padStart(String(total).length)}/${total}  ${cell.qid}${name}  ${measure} ${gain.before.toFixed(4)} → ${gain.after.toFixed(4)}  ` +
      `${cell.promptTokens} + ${cell.completionTokens} tokens  ${cell.seconds.toFixed(1)} s  ${outcome}${earlier ? '  (from an earlier run)' : rest}`,
  );
}

function timeText({ seconds, rough }) {
  if (seconds === null) return 'an unknown time';
  const text =
    seconds < 90
      ? `${Math.ceil(seconds)} s`
      : seconds < 5400
        ? `${Math.round(seconds / 60)} min`
        : `${(seconds / 3600).toFixed(1)} h`;
  return `${rough ? 'about ' : ''}${text}`;
}

/** The figures of what is done: of one configuration line by line, of several as tables, of a sweep its curve too. */
export function printReport({ plan, report, isSweep, changed }) {
  const { summary, curve } = report;
  if (plan.configurations.length === 1) printOne({ summary, changed });
  else printSeveral({ plan, summary });
  if (isSweep) printCurve({ plan, curve, measure: summary.configurations[0]?.means[0]?.measure ?? '' });
  if (!summary.complete)
    console.log(`\nnot complete: figures are of the ${summary.paired} queries that every configuration has finished`);
  if (summary.missing > 0) console.log(`\n${summary.missing} judged queries have no candidates and count as 0`);
}

function printOne({ summary, changed }) {
  const [{ means, cost }] = summary.configurations;
  const lines = [['queries', String(summary.paired)]];
  for (const [place, mean] of means.entries()) {
    const first = summary.firstStage?.[place];
    if (first !== undefined) lines.push([`${mean.measure} before`, first.mean.toFixed(4)]);
    const ways = place === 0 ? `   (${changed.better} better, ${changed.worse} worse)` : '';
    lines.push([`${mean.measure} after`, `${mean.mean.toFixed(4)}   95 % ${mean.low.toFixed(4)}–${mean.high.toFixed(4)}${ways}`]);
  }
  const kinds = Object.entries(cost.windows).filter(([, count]) => count > 0);
  lines.push(
    ['failures', String(cost.outcomes.failed + cost.outcomes.cancelled)],
    ['calls', `${cost.calls} (${kinds.map(([kind, count]) => `${count} ${kind}`).join(', ') || 'none'})`],
    ['tokens', `${cost.promptTokens} read, ${cost.completionTokens} written`],
    ['within the forecast', `${cost.forecast.kept} of ${cost.forecast.made}`],
    ['seconds per query', (cost.seconds / Math.max(1, cost.cells)).toFixed(1)],
  );
  const width = Math.max(...lines.map(([name]) => name.length));
  console.log(`\n${lines.map(([name, text]) => `${name.padEnd(width)}  ${text}`).join('\n')}`);
}

function printSeveral({ plan, summary }) {
  const measures = summary.configurations[0]?.means ?? [];
  const rows = summary.configurations.map(({ configurationId, means, cost }, place) => {
    const cells = Math.max(1, cost.cells);
    const pair = place === 0 ? undefined : summary.pairs.find(({ one, other }) => isPair(plan, one, other, configurationId));
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
  printTable({
    title: `${plan.collection.name}, ${summary.paired} queries, depth ${plan.depth}; means a query, 95 % intervals, p against the first configuration`,
    columns: ['configuration', ...measures.map(({ measure }) => measure), 'calls', 'read', 'written', 's', 'forecast', 'failed'],
    rows: [...(first.length === 0 ? [] : [['first stage', ...first, '0', '0', '0', '–', '–', '–']]), ...rows],
  });
}

function isPair(plan, one, other, id) {
  return one === plan.configurations[0].id && other === id;
}

function printCurve({ plan, curve, measure }) {
  printTable({
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

function nameOf(plan, id) {
  return plan.configurations.find((configuration) => configuration.id === id)?.name ?? id;
}
