/** What a spreadsheet takes for a formula (OWASP, CSV injection); it gets an apostrophe in front, unless it is a number. */
const FORMULA = /^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u;

/** One row of a table; null is an empty cell. */
export type TsvRow = readonly (string | number | null)[];

/** Rows as tab-separated text, for spreadsheets and statistics. Tabs and line ends in texts become spaces. */
export function tsvTable(rows: readonly TsvRow[]): string {
  return rows.map((row) => `${row.map(tsvCell).join('\t')}\n`).join('');
}

function tsvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = value.replaceAll(/[\t\r\n]+/g, ' ');
  return FORMULA.test(text) && !Number.isFinite(Number(text)) ? `'${text}` : text;
}
