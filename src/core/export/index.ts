import { csvFormat } from './csv.ts';
import type { ExportFormat } from './format.ts';
import { logFormat } from './log.ts';
import { markdownFormat } from './markdown.ts';
import { rankLlmRequestsFormat, rankLlmResultsFormat } from './rank-llm.ts';
import { replayFormat } from './replay.ts';
import { trecFormat } from './trec.ts';

/** What a run can be saved as, in the order it is offered. (A share link is no file: `share-link.ts`.) */
export const EXPORT_KINDS = ['log', 'html', 'markdown', 'csv', 'trec', 'rank-llm-requests', 'rank-llm-results'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

/** Every format by its kind: menus, file names and writing read this table. */
export const EXPORT_FORMATS: { readonly [Kind in ExportKind]: ExportFormat<Kind> } = {
  log: logFormat,
  html: replayFormat,
  markdown: markdownFormat,
  csv: csvFormat,
  trec: trecFormat,
  'rank-llm-requests': rankLlmRequestsFormat,
  'rank-llm-results': rankLlmResultsFormat,
};

/**
 * The name of a run's file: `glassrank-`, the beginning of the run's id, and the format's ending.
 * @example exportFileName('csv', '0123456789ab') // 'glassrank-01234567.csv'
 */
export function exportFileName(kind: ExportKind, runId: string): string {
  return `glassrank-${runId.slice(0, 8)}${EXPORT_FORMATS[kind].ending}`;
}
