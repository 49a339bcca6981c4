// Text from outside on a terminal: nothing in it may move the cursor, turn the direction of other text, or be wider than it is counted.

/** Controls, escape sequences' beginnings and marks that turn the direction of what follows. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const UNSAFE = /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069\u2028\u2029]+/gu;
const MARK = /^[\p{M}\p{Cf}]$/u;
/** East Asian wide and full-width forms, and emoji. */
const WIDE =
  /^[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;

/** One line of any text, safe for a terminal: each run of controls and line ends becomes a space. */
export function plainLine(text: string): string {
  return text.replaceAll(UNSAFE, ' ').replaceAll(/\s+/gu, ' ').trim();
}

/** Columns that a line takes in a terminal. */
export function columnsOf(line: string): number {
  let columns = 0;
  for (const character of line) columns += MARK.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return columns;
}

/** The line, or its beginning with an ellipsis where it takes more than `most` columns. */
export function shortened(line: string, most: number): string {
  // A line of that many code points is never wider than twice as many columns; a book is not counted to its end.
  if (line.length <= most * 4 && columnsOf(line) <= most) return line;
  let kept = '';
  let columns = 0;
  for (const character of line) {
    columns += MARK.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
    if (columns > most - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}
