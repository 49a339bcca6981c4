import { docId } from '../request.ts';
import type { Candidate } from '../request.ts';
import { cellPlace, eachCsvRow } from './csv.ts';
import type { Place } from './place.ts';
import type { InputProblem } from './problems.ts';
import { excerpt } from './problems.ts';
import type { InputChoices, InputRemark, SourceReading, TableMapping, TablePreview } from './reading.ts';

/** How a table is most likely written. `rows` are its first ones, the header among them. */
interface TableGuess {
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
function isKnownColumn(name: string): boolean {
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

const names: Readonly<Record<keyof TableMapping, RegExp>> = {
  text: /^(?:text|passages?|contents?|body|segment|documents?|docs?|paragraph|abstract|description|snippet|answer)$/i,
  title: /^(?:title|name|heading|headline|subject)$/i,
  id: /^(?:_?id|doc[-_ ]?(?:id|no)|p_?id|(?:passage|document|corpus)[-_ ]?id)$/i,
  score: /^(?:score|bm25|similarity)$/i,
  query: /^(?:query|question|topic)$/i,
  queryId: /^(?:q_?id|query[-_ ]?id)$/i,
  grade: /^(?:label|grade|relevance|rel)$/i,
};
/** In this order a column is given to the first use that fits. */
const uses = ['text', 'title', 'id', 'score', 'query', 'queryId', 'grade'] as const;

/** Which column is what: by the header's names, and the passages else by the longest cells. `rows`: the first ones, without the header. */
function guessMapping(columns: readonly string[], rows: readonly (readonly string[])[]): TableMapping {
  const found: { -readonly [Use in keyof TableMapping]: number | null } = {
    text: null,
    title: null,
    id: null,
    score: null,
    query: null,
    queryId: null,
    grade: null,
  };
  for (const [index, name] of columns.entries()) {
    const use = uses.find((each) => found[each] === null && names[each].test(name.trim()));
    if (use !== undefined) found[use] = index;
  }
  const taken = new Set(Object.values(found));
  const width = rows.reduce((most, { length }) => Math.max(most, length), columns.length);
  const free = Array.from({ length: width }, (_, index) => index).filter((index) => !taken.has(index));
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

const previewRows = 10;

/**
 * Reads a CSV or TSV with one passage on each row: a request per query where a column holds queries, judgements where one holds grades. Rows
 * of another width and cells that should be numbers are told with their line; such a score or grade is left out, the passage is kept.
 */
export function readTable(input: {
  readonly file: string;
  readonly text: string;
  readonly choices: InputChoices['table'];
  readonly problem: (problem: InputProblem) => void;
}): SourceReading {
  const { file, text, choices = {}, problem } = input;
  // A table by choice is read by commas where nothing tells its separator.
  const guess = guessTable(text, choices) ?? guessTable(text, { ...choices, delimiter: ',' });
  const delimiter = choices.delimiter ?? guess?.delimiter ?? ',';
  const header = choices.header ?? guess?.header ?? false;
  const head = guess?.rows ?? [];
  const columns = (head[0] ?? []).map((name) => (header ? name.trim() : ''));
  const body = header ? head.slice(1) : head;
  const mapping = { ...guessMapping(columns, body), ...choices.mapping };
  const requests = new Map<string, { id: string; text: string; candidates: Candidate[] }>();
  const qrels = new Map<string, Map<string, number>>();
  const notes: InputRemark[] = [];
  let rowCount = 0;
  let width = 0;
  const cell = (cells: readonly string[], column: number | null): string => (column === null ? '' : (cells[column] ?? '').trim());
  const { quotesOff } = eachCsvRow({
    text,
    delimiter,
    row: (row) => {
      const { cells } = row;
      const at = (index: number | null): Place => cellPlace({ text, delimiter, row, cell: index ?? 0 });
      if (width === 0) {
        width = cells.length;
        if (header) return;
      }
      rowCount += 1;
      if (cells.length !== width) {
        const kept = mapping.text !== null && cells.length > mapping.text;
        const place = at(Math.min(width, cells.length));
        problem({ ...place, code: 'wrong-fields', readAs: 'table', expected: width, found: cells.length, kept });
      }
      if (mapping.text === null || cells.length <= mapping.text) return;
      const passage = cell(cells, mapping.text);
      if (passage === '') problem({ ...at(mapping.text), code: 'empty-passage', passage: null });
      const query = cell(cells, mapping.query);
      const qid = cell(cells, mapping.queryId);
      const key = qid === '' ? query : qid;
      let request = requests.get(key);
      if (request === undefined) {
        request = { id: qid === '' ? `q${requests.size + 1}` : qid, text: query, candidates: [] };
        requests.set(key, request);
      }
      const id = cell(cells, mapping.id) || `p${request.candidates.length + 1}`;
      const score = numberOf(cell(cells, mapping.score), 'score', () => at(mapping.score));
      const grade = numberOf(cell(cells, mapping.grade), 'grade', () => at(mapping.grade));
      const title = cell(cells, mapping.title);
      request.candidates.push({
        docId: docId(id),
        ...(title === '' ? {} : { title }),
        text: passage,
        ...(score === null ? {} : { score }),
      });
      if (grade !== null) {
        const grades = qrels.get(request.id) ?? new Map<string, number>();
        qrels.set(request.id, grades.set(id, Math.trunc(grade)));
      }
    },
    problem: ({ line, column, code }) => problem({ line, column, code: 'bad-quotes', quote: code }),
  });
  function numberOf(written: string, number: 'score' | 'grade', place: () => Place): number | null {
    if (written === '') return null;
    const value = Number(written.includes('.') ? written : written.replace(',', '.'));
    if (Number.isFinite(value)) return value;
    problem({ ...place(), code: 'bad-number', number, written: excerpt(written), candidate: null, kept: true });
    return null;
  }
  if (quotesOff !== null) notes.push({ code: 'quotes-off', line: quotesOff });
  if (mapping.text === null) notes.push({ code: 'no-text-column' });
  const preview: TablePreview = { file, delimiter, header, columns, rows: body.slice(0, previewRows), rowCount, mapping };
  const found = [...requests.values()].map(({ id, text: query, candidates }) => ({ query: { id, text: query }, candidates }));
  return { format: 'table', requests: found, qrels: qrels.size === 0 ? null : qrels, notes, preview };
}
