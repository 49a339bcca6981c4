/** What a spreadsheet takes for a formula (OWASP, CSV injection); it gets an apostrophe in front, unless it is a number. */
const FORMULA = /^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u;

export type LensRow = readonly (string | number | null)[];

/** Rows as tab-separated text; null is an empty cell. Tabs and line ends in texts become spaces. */
export function lensTable(rows: readonly LensRow[]): string {
  return rows.map((row) => `${row.map(field).join('\t')}\n`).join('');
}

function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = value.replaceAll(/[\t\r\n]+/g, ' ');
  return FORMULA.test(text) && !Number.isFinite(Number(text)) ? `'${text}` : text;
}
