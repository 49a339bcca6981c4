import type { ExportFormat, ExportedRun } from './format.ts';
import { markdownQuote, markdownText } from './markdown.ts';
import { excerptOf, placeText, readText, reportOf } from './report.ts';
import type { ReportDocument, ReportPassage } from './report.ts';

/** What the run found in GitHub's Markdown, document by document with quotes and places. All text of query, files and model is escaped. */
export function toReportMarkdown({
  view,
  appVersion,
  exportedAt,
}: Pick<ExportedRun, 'view' | 'appVersion' | 'exportedAt'>): string {
  const { query, outcome, documents, unranked, limits, facts } = reportOf(view);
  const list = (items: readonly string[]): string => items.map((item) => `- ${markdownText(item)}`).join('\n');
  const sections = [
    '# Glassrank report',
    markdownQuote(query),
    markdownText(outcome),
    ...documents.flatMap(documentSections),
    '## What was left out, and what to doubt',
    list(limits),
    ...(unranked.length === 0 ? [] : ['Documents of which no passage was ranked:', list(unranked)]),
    '## Model and method',
    facts.map(([name, value]) => `- ${markdownText(name)}: ${markdownText(value)}`).join('\n'),
    `Written by Glassrank ${markdownText(appVersion)} at ${markdownText(exportedAt)}, run ${markdownText(view.runId)}.`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function documentSections(document: ReportDocument): readonly string[] {
  const { rank, name, kind, pages, passages, notes } = document;
  const about = [kind, ...(pages === null ? [] : [`${pages} pages`]), readText(document)].join(', ');
  return [
    `## ${rank}\\. ${markdownText(name)}`,
    markdownText(about),
    ...passages.flatMap(passageSections),
    ...(notes.length === 0 ? [] : [notes.map((note) => `- ${markdownText(note)}`).join('\n')]),
  ];
}

function passageSections(passage: ReportPassage): readonly string[] {
  const { rank, tied, docId, title, quotes, read, unreadWords } = passage;
  const place = placeText(passage);
  return [
    `### ${tied ? '=' : ''}${rank}\\. ${markdownText(title === '' ? docId : title)}`,
    ...(place === '' ? [] : [markdownText(place)]),
    ...quotes.map(markdownQuote),
    ...(read === null
      ? ['Not read by the model.']
      : quotes.length > 0
        ? []
        : ['Read, and not quoted:', markdownQuote(excerptOf(read))]),
    ...(read !== null && unreadWords > 0 ? [`${unreadWords} words of it were not read.`] : []),
  ];
}

/** The same as the HTML report, for whoever writes on. */
export const reportMarkdownFormat: ExportFormat<'report-markdown'> = {
  kind: 'report-markdown',
  ending: '-report.md',
  mime: 'text/markdown',
  needsReplayPage: false,
  write: toReportMarkdown,
};
