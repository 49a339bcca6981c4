import Papa from 'papaparse';
import { passed } from './meter.ts';
import type { Place } from './place.ts';

/** A row of a table; `line` (1-based) and `start` (UTF-16 offset) are where it begins. `plain`: quotes were no quotes in it. */
export interface CsvRow {
  readonly cells: readonly string[];
  readonly line: number;
  readonly start: number;
  readonly plain: boolean;
}

/** A quote that does not fit RFC 4180; 1-based place of the field. */
export interface CsvProblem {
  readonly line: number;
  readonly column: number;
  readonly code: 'unclosed' | 'stray';
}

/** After this many lines with bad quotes the rest of the file is read without quoting: each costs a look to the end of the file. */
const mostRepairs = 50;

/**
 * Visits the rows of a CSV or TSV text (\n line ends, RFC 4180 quotes, line breaks within quotes); blank lines do not count. A line with a bad
 * quote is told and read as it stands, without quoting, so that it cannot swallow the lines after it. A visit that returns false ends the walk.
 */
export function eachCsvRow(input: {
  readonly text: string;
  readonly delimiter: string;
  readonly row: (row: CsvRow) => boolean | void;
  readonly problem: (problem: CsvProblem) => void;
}): { readonly quotesOff: number | null } {
  const { text, delimiter, row, problem } = input;
  let start = 0;
  let line = 1;
  let repairs = 0;
  let quotesOff: number | null = null;
  let stopped = false;
  const give = (found: CsvRow): void => {
    if (found.cells.length === 1 && found.cells[0]?.trim() === '') return;
    if (row(found) === false) stopped = true;
  };
  while (start < text.length && !stopped) {
    const rest = text.slice(start);
    let read = 0;
    let bad: { readonly code: string; readonly index?: number } | null = null;
    Papa.parse(rest, {
      delimiter,
      newline: '\n',
      ...(quotesOff === null ? {} : { fastMode: true }),
      step: ({ data, errors, meta }, parser) => {
        if (stopped || bad !== null) return;
        const [error] = errors;
        if (error !== undefined && quotesOff === null) {
          bad = error;
          parser.abort();
          return;
        }
        give({ cells: data, line, start: start + read, plain: quotesOff !== null });
        line += lineBreaks(rest, read, meta.cursor);
        passed(meta.cursor - read);
        read = meta.cursor;
        if (stopped) parser.abort();
      },
    });
    const found = bad as { readonly code: string; readonly index?: number } | null;
    if (found === null) break;
    start += read;
    const badAt = start - read + (found.index ?? read);
    const lineStart = text.lastIndexOf('\n', Math.max(0, badAt - 1)) + 1;
    problem({
      line: line + lineBreaks(text, start, lineStart),
      column: Math.max(1, badAt - lineStart),
      code: found.code === 'MissingQuotes' ? 'unclosed' : 'stray',
    });
    const end = text.indexOf('\n', start);
    const first = text.slice(start, end === -1 ? text.length : end);
    give({ cells: first.split(delimiter), line, start, plain: true });
    start += first.length + 1;
    line += 1;
    repairs += 1;
    if (repairs === mostRepairs) quotesOff = line;
  }
  return { quotesOff };
}

function lineBreaks(text: string, from: number, to: number): number {
  let found = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) found += 1;
  return found;
}

/** Where a cell of a row begins; of a cell the row lacks, where the row ends. Walks the row: for problems, not for every cell. */
export function cellPlace(input: {
  readonly text: string;
  readonly delimiter: string;
  readonly row: Pick<CsvRow, 'line' | 'start' | 'plain'>;
  readonly cell: number;
}): Place {
  const { text, delimiter, row, cell } = input;
  let { line, start: at } = row;
  let lineStart = at;
  for (let passed = 0; passed < cell; passed += 1) {
    if (text[at] === '"' && !row.plain) {
      for (at += 1; at < text.length && (text[at] !== '"' || text[at + 1] === '"'); at += 1) {
        if (text[at] === '"') at += 1;
        if (text[at] !== '\n') continue;
        line += 1;
        lineStart = at + 1;
      }
    }
    while (at < text.length && text[at] !== '\n' && !text.startsWith(delimiter, at)) at += 1;
    if (!text.startsWith(delimiter, at)) break;
    at += delimiter.length;
  }
  return { line, column: at - lineStart + 1 };
}
