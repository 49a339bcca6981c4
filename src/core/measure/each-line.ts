/** Visits the lines of a text (\n ends one) without an array of them. `line` is 1-based; a visit that returns false ends the walk. */
export function eachLine(text: string, visit: (row: string, line: number) => boolean | void): void {
  let line = 1;
  for (let start = 0; start <= text.length; line += 1) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    if (visit(text.slice(start, end), line) === false) return;
    start = end + 1;
  }
}
