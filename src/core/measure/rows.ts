import { passed } from '../input/meter.ts';

/** Visits the lines of a text (\n ends one) without an array of them. `line` is 1-based; a visit that returns false ends the walk. */
export function eachLine(text: string, visit: (row: string, line: number) => boolean | void): void {
  let line = 1;
  for (let start = 0; start <= text.length; line += 1) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    if (visit(text.slice(start, end), line) === false) return;
    passed(end + 1 - start);
    start = end + 1;
  }
}

/** The fields of a line, with the 0-based offset where each begins in it. */
export interface Fields {
  readonly texts: readonly string[];
  readonly starts: readonly number[];
}

/** Fields between white space as C's `isspace` takes it, which trec_eval goes by: a name may hold an ideographic space or one that does not break. */
export function splitFields(row: string): Fields {
  const texts: string[] = [];
  const starts: number[] = [];
  let start = -1;
  for (let at = 0; at <= row.length; at += 1) {
    const code = row.charCodeAt(at);
    const ends = at === row.length || code === 32 || (code >= 9 && code <= 13);
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

/** Fields between tabs, white space around each left out: names may hold spaces. */
export function splitTabs(row: string): Fields {
  const texts: string[] = [];
  const starts: number[] = [];
  let start = 0;
  for (const field of row.split('\t')) {
    texts.push(field.trim());
    starts.push(start + field.length - field.trimStart().length);
    start += field.length + 1;
  }
  return { texts, starts };
}

/** trec_eval passes over such lines. */
export function isComment(row: string): boolean {
  return /^[ \t]*#/.test(row);
}

/** A row of a run or of judgements that cannot be read as it stands; 1-based place of the field it is about. */
export type RowProblem =
  | {
      readonly line: number;
      readonly column: number;
      readonly code: 'wrong-fields';
      readonly expected: number;
      readonly found: number;
    }
  /** `written` stands where a number should. `kept`: the row counts all the same, as the last of its query. */
  | {
      readonly line: number;
      readonly column: number;
      readonly code: 'bad-number';
      readonly written: string;
      readonly kept: boolean;
    }
  /** A document named again for one query. */
  | { readonly line: number; readonly column: number; readonly code: 'duplicate'; readonly qid: string; readonly docid: string };

/** The problem of a row with more or fewer fields than `expected`, placed at the first field too many or where the row ends. */
export function wrongFields({ texts, starts }: Fields, line: number, expected: number): RowProblem {
  const end = (starts.at(-1) ?? 0) + (texts.at(-1)?.length ?? 0);
  return { line, column: (starts[expected] ?? end) + 1, code: 'wrong-fields', expected, found: texts.length };
}
