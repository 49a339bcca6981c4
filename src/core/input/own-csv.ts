/** The columns of the CSV that a run is saved as. A table with just these is read back as it was written. */
export const RUN_COLUMNS = [
  'rank',
  'docId',
  'title',
  'text',
  'first-stage rank',
  'movement',
  'first-stage score',
  'deciding sentence',
  'part seen by the model',
  'notes',
  'tied',
] as const;

/** The columns behind them where the passages are of documents. */
export const DOCUMENT_COLUMNS = ['document', 'page', 'heading'] as const;

/**
 * Beginnings that a spreadsheet takes for a formula (OWASP, CSV injection: = + - @, tab, CR, LF and the full-width forms), also behind the
 * apostrophes that mark them, so that one apostrophe less always gives the text back.
 */
const FORMULA = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u;

/** The text with an apostrophe before it where a spreadsheet would run it. */
export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text that `guarded` gave this cell. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}

/** True for the header of such a file. */
export function isRunTable(columns: readonly string[]): boolean {
  const names: readonly string[] = columns.length > RUN_COLUMNS.length ? [...RUN_COLUMNS, ...DOCUMENT_COLUMNS] : RUN_COLUMNS;
  return columns.length === names.length && names.every((name, index) => columns[index] === name);
}
