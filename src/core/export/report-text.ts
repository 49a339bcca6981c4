import type { ExportFormat, ExportedRun } from './format.ts';
import { excerptOf, placeText, readText, reportOf } from './report.ts';
import type { ReportPassage } from './report.ts';

/** What the run found as plain text, for a letter or an e-mail: texts as they stand, quotes in quotation marks with file and page. */
export function toReportText({ view, appVersion, exportedAt }: Pick<ExportedRun, 'view' | 'appVersion' | 'exportedAt'>): string {
  const { query, outcome, documents, unranked, limits, facts } = reportOf(view);
  const blocks = [
    query,
    outcome,
    ...documents.flatMap((document) => [
      `${document.rank}. ${document.name} (${readText(document)})`,
      ...document.passages.map((passage) => passageText(document.name, passage)),
      ...document.notes,
    ]),
    ['What was left out, and what to doubt:', ...limits.map((limit) => `- ${limit}`)].join('\n'),
    ...(unranked.length === 0 ? [] : [['Documents of which no passage was ranked:', ...unranked].join('\n')]),
    facts.map(([name, value]) => `${name}: ${value}`).join('\n'),
    `Written by Glassrank ${appVersion} at ${exportedAt}, run ${view.runId}.`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function passageText(name: string, passage: ReportPassage): string {
  const { rank, tied, quotes, read, unreadWords } = passage;
  const where = [name, placeText(passage)].filter((part) => part !== '').join(', ');
  const said =
    read === null
      ? ['Not read by the model.']
      : quotes.length > 0
        ? quotes.map((quote) => `“${quote}” (${where})`)
        : [`Read, and not quoted (${where}): ${excerptOf(read)}`];
  const unread = read !== null && unreadWords > 0 ? [`${unreadWords} words of it were not read.`] : [];
  return [`   ${tied ? '=' : ''}${rank}.`, ...[...said, ...unread].map((line) => `   ${line}`)].join('\n');
}

/** What “copy as text” copies. */
export const reportTextFormat: ExportFormat<'report-text'> = {
  kind: 'report-text',
  ending: '-report.txt',
  mime: 'text/plain',
  needsReplayPage: false,
  write: toReportText,
};
