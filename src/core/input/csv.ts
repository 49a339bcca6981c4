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
  const marks = marksOf(text, delimiter);
  while (start < text.length) {
    const found = quotesOff === null ? quotedRow(text, start, delimiter, marks) : plainRow(text, start, delimiter);
    if (found.bad !== null) {
      const lineStart = text.lastIndexOf('\n', Math.max(0, found.bad.at - 1)) + 1;
      problem({
        line: line + lineBreaks(text, start, lineStart),
        column: found.bad.at - lineStart + 1,
        code: found.bad.code,
      });
      repairs += 1;
    }
    const { cells, end } = found.bad === null ? found : plainRow(text, start, delimiter);
    const isBlank = cells.length === 1 && cells[0]?.trim() === '';
    const plain = quotesOff !== null || found.bad !== null;
    if (!isBlank && row({ cells, line, start, plain }) === false) break;
    passed(end - start);
    line += found.bad === null && quotesOff === null ? lineBreaks(text, start, end) : 1;
    start = end;
    if (repairs === mostRepairs && quotesOff === null) quotesOff = line;
  }
  return { quotesOff };
}

/** A row from `start` on; `end` is where the next begins. `bad`: a quote that does not fit, at its UTF-16 offset. */
interface FoundRow {
  readonly cells: readonly string[];
  readonly end: number;
  readonly bad: { readonly at: number; readonly code: CsvProblem['code'] } | null;
}

/** A line as it stands, without quoting. */
function plainRow(text: string, start: number, delimiter: string): FoundRow {
  const found = text.indexOf('\n', start);
  const end = found === -1 ? text.length : found;
  return { cells: text.slice(start, end).split(delimiter), end: Math.min(end + 1, text.length), bad: null };
}

/** A row with quotes by RFC 4180; spaces may stand between a closing quote and what follows. */
function quotedRow(text: string, start: number, delimiter: string, marks: Marks): FoundRow {
  const cells: string[] = [];
  let lineEnd = nextOf(text, '\n', start);
  let next = marks.from(start);
  for (let at = start; ;) {
    if (text[at] === '"') {
      const closed = closingQuote(text, at, delimiter);
      if (typeof closed !== 'number') return { cells, end: start, bad: closed };
      cells.push(text.slice(at + 1, closed).replaceAll('""', '"'));
      at = closed + 1;
      while (text[at] === ' ' && !text.startsWith(delimiter, at)) at += 1;
      if (lineEnd < at) lineEnd = nextOf(text, '\n', at);
      next = marks.from(at);
    } else {
      const end = Math.min(next, lineEnd);
      cells.push(text.slice(at, end));
      at = end;
    }
    if (at !== next || at >= text.length) return { cells, end: Math.min(lineEnd + 1, text.length), bad: null };
    at += delimiter.length;
    next = marks.from(at);
  }
}

/** Where the next delimiter stands; the text's length where there is none. Looked for once: a text that has none would else be gone through for each row. */
interface Marks {
  readonly from: (at: number) => number;
}

function marksOf(text: string, delimiter: string): Marks {
  let before = 0;
  let next = -1;
  return {
    from(at) {
      if (next < at || at < before) next = nextOf(text, delimiter, at);
      before = at;
      return next;
    },
  };
}

function nextOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found;
}

/** Where the cell ends that the quote at `open` begins: its closing quote, or what is wrong with it. */
function closingQuote(text: string, open: number, delimiter: string): number | NonNullable<FoundRow['bad']> {
  for (let at = text.indexOf('"', open + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] === '"') {
      at += 1;
      continue;
    }
    let after = at + 1;
    while (text[after] === ' ' && !text.startsWith(delimiter, after)) after += 1;
    if (after >= text.length || text[after] === '\n' || text.startsWith(delimiter, after)) return at;
    return { at: open, code: 'stray' };
  }
  return { at: open, code: 'unclosed' };
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
