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

/** The fields of a line between white space, with the 0-based offset where each begins in it. */
export interface Fields {
  readonly texts: readonly string[];
  readonly starts: readonly number[];
}

export function splitFields(row: string): Fields {
  const texts: string[] = [];
  const starts: number[] = [];
  let start = -1;
  for (let at = 0; at <= row.length; at += 1) {
    const ends = at === row.length || isBlank(row, at);
    if (!ends) {
      if (start === -1) start = at;
    } else if (start !== -1) {
      texts.push(row.slice(start, at));
      starts.push(start);
      start = -1;
    }
  }
  return { texts, starts };
}

function isBlank(row: string, at: number): boolean {
  const code = row.charCodeAt(at);
  return code === 32 || (code >= 9 && code <= 13) || (code > 127 && /\s/u.test(row[at] ?? ''));
}

/** A row of a run or of judgements that cannot be read, or names a document again; 1-based place of the field it is about. */
export type RowProblem =
  | {
      readonly line: number;
      readonly column: number;
      readonly code: 'wrong-fields';
      readonly expected: number;
      readonly found: number;
    }
  /** `written` stands where a number should. */
  | { readonly line: number; readonly column: number; readonly code: 'bad-number'; readonly written: string }
  | { readonly line: number; readonly column: number; readonly code: 'duplicate'; readonly qid: string; readonly docid: string };

/** The problem of a row with more or fewer fields than `expected`, placed at the first field too many or where the row ends. */
export function wrongFields({ texts, starts }: Fields, line: number, expected: number): RowProblem {
  const end = (starts.at(-1) ?? 0) + (texts.at(-1)?.length ?? 0);
  return { line, column: (starts[expected] ?? end) + 1, code: 'wrong-fields', expected, found: texts.length };
}
