import { csvCell } from './csv.ts';
import type { ExportFormat, ExportedRun } from './format.ts';
import { reportOf } from './report.ts';

/** Columns of the table, one row a document. */
export const BY_DOCUMENT_COLUMNS = [
  'rank',
  'document',
  'kind',
  'pages',
  'passages',
  'passages read',
  'best passage',
  'rank of best passage',
  'pages found',
  'quotes',
  'left out',
] as const;

/** What stands between several pages, quotes or notes in one cell. */
const BETWEEN = '\n';

/**
 * The documents in their order as CSV (RFC 4180, CRLF, a BOM so that Excel reads UTF-8, formulas neutralised). Several quotes, pages and notes of a cell stand on lines
 * of their own. A passage of no document is one for itself.
 */
export function toDocumentsCsv({ view }: Pick<ExportedRun, 'view'>): string {
  const rows = reportOf(view).documents.map(({ rank, name, kind, pages, of, read, passages, notes }) => {
    const [best] = passages;
    const found = [...new Set(passages.flatMap(({ page }) => (page === null ? [] : [page])))];
    return [
      rank,
      name,
      kind,
      pages ?? '',
      of,
      read,
      best?.docId ?? '',
      best?.rank ?? '',
      found.length === 1 ? (found[0] ?? '') : found.join(BETWEEN),
      passages.flatMap(({ quotes }) => quotes).join(BETWEEN),
      notes.join(BETWEEN),
    ];
  });
  return `\uFEFF${[[...BY_DOCUMENT_COLUMNS], ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** One row a document, for spreadsheets. */
export const documentsCsvFormat: ExportFormat<'documents-csv'> = {
  kind: 'documents-csv',
  ending: '-documents.csv',
  mime: 'text/csv',
  needsReplayPage: false,
  write: toDocumentsCsv,
};
