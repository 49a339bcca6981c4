/**
 * Beginnings that a spreadsheet takes for a formula (OWASP, CSV injection: = + - @, tab, CR, LF and the full-width forms), also behind the
 * apostrophes that mark them, so that one apostrophe less always gives the text back.
 */
const FORMULA = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u;

/**
 * One cell of a CSV file by RFC 4180. A text that a spreadsheet would run gets a leading apostrophe; numbers are ours, so they stay numbers.
 * @example csvCell('=1+1') // "'=1+1"
 */
export function csvCell(value: string | number): string {
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n\t;]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
