/**
 * Prints rows under a title, columns as wide as their longest cell, numbers to the right.
 * @param {{ title: string, columns: readonly string[], rows: readonly (readonly (string | number)[])[] }} table
 */
export function printTable({ title, columns, rows }) {
  const cells = rows.map((row) => row.map(String));
  const widths = columns.map((column, index) => Math.max(column.length, ...cells.map((row) => row[index].length)));
  const isNumber = columns.map((_column, index) => cells.every((row) => /^[\d.,–% ×-]*$/.test(row[index])));
  const line = (row) =>
    row.map((cell, index) => (isNumber[index] ? cell.padStart(widths[index]) : cell.padEnd(widths[index]))).join('  ');
  console.log(`\n${title}\n${line(columns)}`);
  for (const row of cells) console.log(line(row));
}
