import type { RunView } from '../log/view.ts';
import { csvFormat } from './csv.ts';
import { documentsCsvFormat } from './documents-csv.ts';
import { namePart, savedFileName } from './file-name.ts';
import type { ExportFormat } from './format.ts';
import { logFormat } from './log.ts';
import { markdownFormat } from './markdown.ts';
import { rankLlmRequestsFormat, rankLlmResultsFormat } from './rank-llm.ts';
import { replayFormat } from './replay.ts';
import { reportHtmlFormat } from './report-html.ts';
import { reportMarkdownFormat } from './report-markdown.ts';
import { reportTextFormat } from './report-text.ts';
import { trecFormat } from './trec.ts';

/** What a run can be saved as, in the order it is offered. (A share link is no file: `share-link.ts`.) */
export const EXPORT_KINDS = [
  'report',
  'report-markdown',
  'report-text',
  'documents-csv',
  'log',
  'html',
  'markdown',
  'csv',
  'trec',
  'rank-llm-requests',
  'rank-llm-results',
] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

/** Every format by its kind: menus, file names and writing read this table. */
export const EXPORT_FORMATS: { readonly [Kind in ExportKind]: ExportFormat<Kind> } = {
  report: reportHtmlFormat,
  'report-markdown': reportMarkdownFormat,
  'report-text': reportTextFormat,
  'documents-csv': documentsCsvFormat,
  log: logFormat,
  html: replayFormat,
  markdown: markdownFormat,
  csv: csvFormat,
  trec: trecFormat,
  'rank-llm-requests': rankLlmRequestsFormat,
  'rank-llm-results': rankLlmResultsFormat,
};

/**
 * The name of a run's file: its query as far as that can stand in a name, and the format's ending.
 * @example exportFileName('csv', view) // 'glassrank-why-is-the-sky-blue.csv'
 */
export function exportFileName(kind: ExportKind, { runId, request }: Pick<RunView, 'runId' | 'request'>): string {
  return savedFileName({ of: request.query.text, otherwise: namePart(runId.slice(0, 8)), ending: EXPORT_FORMATS[kind].ending });
}
