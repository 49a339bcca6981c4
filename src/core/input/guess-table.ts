import { eachCsvRow } from './csv.ts';

/** How a table is most likely written. `rows` are its first ones, the header among them. */
export interface TableGuess {
  readonly delimiter: string;
  readonly header: boolean;
  readonly rows: readonly (readonly string[])[];
  /** Its header names a column of passages, or its quotes and column counts leave no doubt. */
  readonly sure: boolean;
}

const delimiters = ['\t', ',', ';', '|'];
const known =
  /^(?:_?id|text|title|passages?|contents?|documents?|docs?|doc_?(?:id|no)|p_?id|q_?id|query(?:[-_ ]?id)?|question|topic|score|bm25|rank|label|grade|relevance|rel|body|segment|paragraph|abstract|description|snippet|name|heading|headline|subject|answer|url|corpus[-_ ]?id|passage[-_ ]?id|document[-_ ]?id|similarity)$/i;
const looked = 50;

/** True for a header cell whose meaning is known. */
export function isKnownColumn(name: string): boolean {
  return known.test(name.trim());
}

/**
 * Whether the beginning of a text is a table: the delimiter that gives the same number of columns (two or more) on nearly every row. Prose
 * lines with a comma each are none: their commas are followed by spaces. `delimiter` and `header` of the person win over the guess.
 */
export function guessTable(
  text: string,
  chosen: { readonly delimiter?: string; readonly header?: boolean } = {},
): TableGuess | null {
  const head = headOf(text);
  let best: { delimiter: string; rows: readonly (readonly string[])[]; share: number; columns: number } | null = null;
  for (const delimiter of chosen.delimiter === undefined ? delimiters : [chosen.delimiter]) {
    const rows = firstRows(head, delimiter);
    const counts = new Map<number, number>();
    for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
    const [columns = 0, agreeing = 0] = [...counts].sort((one, other) => other[1] - one[1])[0] ?? [];
    const share = agreeing / rows.length;
    if (chosen.delimiter === undefined && (columns < 2 || share < 0.9)) continue;
    if (best === null || share > best.share) best = { delimiter, rows, share, columns };
  }
  if (best === null) return null;
  const { delimiter, rows } = best;
  const names = rows[0] ?? [];
  const named = names.some(isKnownColumn);
  const header = chosen.header ?? (named || looksLikeHeader(rows));
  const quoted = head.includes(`${delimiter}"`) || head.startsWith('"');
  if (chosen.delimiter !== undefined) return { delimiter, header, rows, sure: true };
  if (rows.length < 2 && !named) return null;
  const prose = delimiter !== '\t' && !named && !quoted && followedBySpace(head, delimiter);
  return prose ? null : { delimiter, header, rows, sure: named || quoted || delimiter === '\t' || best.columns > 2 };
}

function headOf(text: string): string {
  let end = 0;
  for (let line = 0; line < looked * 4 && end !== -1 && end < 200_000; line += 1) end = text.indexOf('\n', end + 1);
  return end === -1 ? text.slice(0, 400_000) : text.slice(0, Math.min(end, 400_000));
}

function firstRows(head: string, delimiter: string): readonly (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  eachCsvRow({
    text: head,
    delimiter,
    row: ({ cells }) => {
      rows.push(cells);
      return rows.length < looked;
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
