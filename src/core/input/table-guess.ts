import { columnUse, columnUses } from '../measure/columns.ts';
import { isRunTable } from './own-csv.ts';
import type { TableMapping } from './reading.ts';
import { eachTableRow, findMarkdown, readSeparator } from './table-rows.ts';
import type { TableStyle } from './table-rows.ts';

/** How a table is most likely written. `rows` are its first ones, the header among them. */
export interface TableGuess extends TableStyle {
  readonly header: boolean;
  readonly rows: readonly (readonly string[])[];
  /** Its header names a column of passages, or its quotes and column counts leave no doubt. */
  readonly sure: boolean;
}

const DELIMITERS = ['\t', ',', ';', '|'];
const LOOKED = 50;

/** What a table is looked at by: what the person chose, and the file's name. */
interface TableHints {
  readonly delimiter?: string | undefined;
  readonly header?: boolean | undefined;
  readonly name?: string | undefined;
}

/**
 * Whether the beginning of a text is a table: a Markdown table, or the delimiter that gives the same number of columns (two or more) on nearly every
 * row. `sep=;` in the first line says it. Prose lines with a comma each are none: their commas are followed by spaces. One column is a table below a
 * header that names passages, in a file called so or with every cell in quotes. `delimiter` and `header` of the person win over the guess.
 */
export function guessTable(text: string, hints: TableHints = {}): TableGuess | null {
  const head = headOf(text);
  const separator = readSeparator(head);
  const delimiter = hints.delimiter ?? separator?.delimiter;
  const table = delimiter === undefined || delimiter === '|' ? findMarkdown(head) : null;
  if (table !== null) {
    const style = { delimiter: '|', markdown: true, ...table };
    return { ...style, header: hints.header ?? true, rows: firstRows(head, style), sure: true };
  }
  const from = { markdown: false, start: separator?.start ?? 0, line: separator === null ? 1 : 2 };
  if (delimiter !== undefined) {
    const style = { ...from, delimiter };
    const rows = firstRows(head, style);
    const header = hints.header ?? ((rows[0] ?? []).some(isKnownColumn) || looksLikeHeader(rows));
    return { ...style, header, rows, sure: true };
  }
  let best: { style: TableStyle; rows: TableGuess['rows']; share: number; columns: number } | null = null;
  for (const each of DELIMITERS) {
    const style = { ...from, delimiter: each };
    const rows = firstRows(head, style);
    const counts = new Map<number, number>();
    for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
    const [columns = 0, agreeing = 0] = [...counts].sort((one, other) => other[1] - one[1])[0] ?? [];
    const share = agreeing / rows.length;
    if (columns < 2 || share < 0.9) continue;
    if (best === null || share > best.share) best = { style, rows, share, columns };
  }
  if (best === null) return oneColumn(head, hints);
  const { style, rows } = best;
  const named = (rows[0] ?? []).some(isKnownColumn);
  const header = hints.header ?? (named || looksLikeHeader(rows));
  const quoted = head.includes(`${style.delimiter}"`) || head.startsWith('"');
  if (rows.length < 2 && !named) return null;
  const prose = style.delimiter !== '\t' && !named && !quoted && followedBySpace(head, style.delimiter);
  return prose ? null : { ...style, header, rows, sure: named || quoted || style.delimiter === '\t' || best.columns > 2 };
}

/** One column: its header names passages, and its file or its quotes say that it is a table. */
function oneColumn(head: string, { name = '', header }: TableHints): TableGuess | null {
  const style = { delimiter: ',', markdown: false, start: 0, line: 1 };
  const [first = '', second = ''] = head.split('\n', 2);
  const use = columnUse(first.replaceAll('"', ''));
  if ((use !== 'text' && use !== 'query') || second === '') return null;
  const rows = firstRows(head, style);
  const single = rows.every(({ length }) => length === 1);
  if (!(allQuoted(head, first.length + 1) || (/\.csv$/i.test(name) && single))) return null;
  return { ...style, header: header ?? true, rows, sure: true };
}

/** True where nothing but cells in quotes follows, one a line. */
function allQuoted(head: string, from: number): boolean {
  const cell = /"(?:[^"]|"")*"[ \t]*(?:\n+|$)/y;
  cell.lastIndex = from;
  let at = from;
  while (cell.test(head)) at = cell.lastIndex;
  // The head may break off within a cell.
  return at > from && (at === head.length || (head[at] === '"' && head.length > 100_000));
}

/** True for a header cell whose meaning is known. */
function isKnownColumn(name: string): boolean {
  return columnUse(name) !== null;
}

function headOf(text: string): string {
  let end = 0;
  for (let line = 0; line < LOOKED * 4 && end !== -1 && end < 200_000; line += 1) end = text.indexOf('\n', end + 1);
  return end === -1 ? text.slice(0, 400_000) : text.slice(0, Math.min(end, 400_000));
}

function firstRows(head: string, style: TableStyle): readonly (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  eachTableRow({
    text: head,
    style,
    row: ({ cells }) => {
      rows.push(cells);
      return rows.length < LOOKED;
    },
    problem: () => {},
  });
  return rows;
}

/** Short, different names above a column of numbers or of much longer cells. */
function looksLikeHeader(rows: readonly (readonly string[])[]): boolean {
  const [first = [], ...rest] = rows;
  if (rest.length === 0 || new Set(first).size < first.length) return false;
  if (first.some((cell) => cell.trim() === '' || cell.length > 40 || isNumber(cell))) return false;
  return first.some((name, column) => {
    const cells = rest.map((row) => row[column] ?? '');
    return cells.every(isNumber) || cells.every((cell) => cell.length > 3 * name.length && cell.length > 30);
  });
}

function isNumber(cell: string): boolean {
  return cell.trim() !== '' && Number.isFinite(Number(cell));
}

function followedBySpace(head: string, delimiter: string): boolean {
  let all = 0;
  let spaced = 0;
  for (let at = head.indexOf(delimiter); at !== -1; at = head.indexOf(delimiter, at + 1)) {
    all += 1;
    if (/\s/.test(head[at + 1] ?? '')) spaced += 1;
  }
  return spaced * 2 > all;
}

/** Which column is what: by the header's names, and the passages else by the longest cells. `rows`: the first ones, without the header. */
export function guessMapping(columns: readonly string[], rows: readonly (readonly string[])[]): TableMapping {
  const uses = columnUses(columns);
  // The ranks of a saved run are no scores of it; its own scores are those of the first stage.
  const own = isRunTable(columns);
  const found: { -readonly [Use in keyof TableMapping]: number | null } = {
    text: uses.text ?? null,
    title: uses.title ?? null,
    id: uses.docId ?? uses.id ?? uses.address ?? null,
    score: uses.score ?? null,
    query: own ? null : (uses.query ?? null),
    queryId: uses.queryId ?? null,
    grade: uses.grade ?? null,
  };
  const named = new Set(Object.values(uses));
  const width = rows.reduce((most, { length }) => Math.max(most, length), columns.length);
  const free = Array.from({ length: width }, (_, index) => index).filter((index) => !named.has(index));
  if (found.text === null) {
    const lengths = free.map((index) => rows.reduce((sum, row) => sum + (row[index]?.length ?? 0), 0));
    const longest = lengths.indexOf(lengths.reduce((most, each) => Math.max(most, each), 0));
    found.text = free[longest] ?? null;
  }
  if (found.id === null && free[0] === 0 && found.text !== 0 && rows.length > 0) {
    const cells = rows.map((row) => row[0] ?? '');
    if (new Set(cells).size === cells.length && cells.every((cell) => /^\S{1,64}$/.test(cell))) found.id = 0;
  }
  return found;
}

/** How a text is read as a table: as it looks, as the person says, else by commas. */
export function tableStyle(text: string, hints: TableHints): TableGuess {
  const plain = { delimiter: ',', markdown: false, start: 0, line: 1, header: false, rows: [], sure: false };
  return guessTable(text, hints) ?? guessTable(text, { ...hints, delimiter: hints.delimiter ?? ',' }) ?? plain;
}
