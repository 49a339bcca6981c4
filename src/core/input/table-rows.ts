import { cellPlace, eachCsvRow } from './csv.ts';
import type { CsvProblem } from './csv.ts';
import type { Place } from './place.ts';

/** How the rows of a table are written. */
export interface TableStyle {
  readonly delimiter: string;
  /** Rows of a Markdown table: the cells stand between pipes, `\|` is a pipe in a cell, and quotes are quotes. */
  readonly markdown: boolean;
  /** UTF-16 offset and 1-based line where the rows begin: behind `sep=;`, or behind the text before a Markdown table. */
  readonly start: number;
  readonly line: number;
}

/** A row of a table. `place`: where one of its cells begins, or the row's end for a cell that it lacks. */
export interface TableRow {
  readonly cells: readonly string[];
  readonly line: number;
  readonly place: (cell: number) => Place;
}

/** What a table's text ended with: the line from which quotes are plain characters, and the first line behind a Markdown table; null: none. */
export interface TableEnd {
  readonly quotesOff: number | null;
  readonly after: number | null;
}

/** Excel's first line `sep=;`, which says what stands between cells; null: it is not there. */
export function readSeparator(text: string): { readonly delimiter: string; readonly start: number } | null {
  const found = /^"?sep=([^\n"])"?[ \t]*(?:\n|$)/i.exec(text.slice(0, 100));
  return found === null ? null : { delimiter: found[1] ?? ',', start: found[0].length };
}

/** Org’s rules have `+` where the columns meet. */
const RULE = /^[ \t]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:[|+][ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
/** A table further down than this is not looked for. */
const LOOKED_LINES = 60;

/**
 * Where a Markdown table begins: a line with pipes above a rule (`|---|:--:|`) of as many cells. Null: there is none among the first lines.
 */
export function findMarkdown(text: string): Pick<TableStyle, 'start' | 'line'> | null {
  let start = 0;
  let line = 1;
  for (let before: string | null = null; line <= LOOKED_LINES && start <= text.length; line += 1) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    // A rule is short: of an endless line nothing is looked at.
    const row = end - start > 2000 ? '' : text.slice(start, end);
    if (before?.includes('|') === true && row.includes('-') && RULE.test(row)) {
      if (cellsOf(before).length === cellsOf(row.replaceAll('+', '|')).length && /\|/.test(row)) {
        return { start: start - before.length - 1, line: line - 1 };
      }
    }
    before = row;
    start = end + 1;
  }
  return null;
}

/** The cells of one line of a Markdown table. */
function cellsOf(row: string): string[] {
  const cells: string[] = [];
  let cell = '';
  const inner = row
    .trim()
    .replace(/^\|/, '')
    .replace(/(^|[^\\])\|$/, '$1');
  for (let at = 0; at < inner.length; at += 1) {
    if (inner[at] === '\\' && inner[at + 1] === '|') {
      cell += '|';
      at += 1;
    } else if (inner[at] === '|') {
      cells.push(cell.trim());
      cell = '';
    } else cell += inner[at];
  }
  return [...cells, cell.trim()];
}

/** Visits the rows of a table; blank lines do not count. A visit that returns false ends the walk. */
export function eachTableRow(input: {
  readonly text: string;
  readonly style: TableStyle;
  readonly row: (row: TableRow) => boolean | void;
  readonly problem: (problem: CsvProblem) => void;
}): TableEnd {
  const { text, style, row, problem } = input;
  if (style.markdown) return { quotesOff: null, after: eachMarkdownRow(text, style, row) };
  const { delimiter, start, line } = style;
  const body = start === 0 ? text : text.slice(start);
  const below = line - 1;
  const { quotesOff } = eachCsvRow({
    text: body,
    delimiter,
    row: ({ cells, ...at }) =>
      row({
        cells,
        line: at.line + below,
        place: (cell) => {
          const place = cellPlace({ text: body, delimiter, row: at, cell });
          return { line: place.line + below, column: place.column };
        },
      }),
    problem: (found) => problem({ ...found, line: found.line + below }),
  });
  return { quotesOff: quotesOff === null ? null : quotesOff + below, after: null };
}

/** Gives the first line behind the table that is not blank, or null. */
function eachMarkdownRow(
  text: string,
  { start, line: first }: TableStyle,
  row: (row: TableRow) => boolean | void,
): number | null {
  let line = first;
  for (let at = start; at < text.length; line += 1) {
    const found = text.indexOf('\n', at);
    const end = found === -1 ? text.length : found;
    const written = text.slice(at, end);
    at = end + 1;
    if (line === first + 1) continue;
    if (!written.includes('|')) return behind(text, end - written.length, line);
    const here = line;
    const place = (cell: number): Place => ({ line: here, column: markdownColumn(written, cell) });
    if (row({ cells: cellsOf(written), line, place }) === false) return null;
  }
  return null;
}

function behind(text: string, from: number, line: number): number | null {
  const rest = text.slice(from);
  const blank = rest.length - rest.trimStart().length;
  if (blank === rest.length) return null;
  return line + (rest.slice(0, blank).match(/\n/g)?.length ?? 0);
}

function markdownColumn(row: string, cell: number): number {
  let at = row.search(/\S/);
  if (row[at] === '|') at += 1;
  for (let passed = 0; passed < cell && at < row.length; at += 1) {
    if (row[at] === '\\') at += 1;
    else if (row[at] === '|') passed += 1;
  }
  while (row[at] === ' ') at += 1;
  return Math.min(at, row.length) + 1;
}
