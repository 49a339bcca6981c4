import { docId } from '../request.ts';
import type { Candidate } from '../request.ts';
import { columnConvention, perCentNumber, tableNumber, withoutPerCent } from './numbers.ts';
import { isRunTable, unguarded } from './own-csv.ts';
import type { InputProblem } from './problems.ts';
import { excerpt } from './problems.ts';
import type { InputChoices, InputRemark, SourceReading, TablePreview } from './reading.ts';
import { guessMapping, tableStyle } from './table-guess.ts';
import { eachTableRow } from './table-rows.ts';
import type { TableRow } from './table-rows.ts';

const previewRows = 10;

interface TableInput {
  readonly file: string;
  /** The name that decides how it is read, where that is another. */
  readonly called?: string | undefined;
  readonly text: string;
  readonly choices: InputChoices['table'];
  readonly problem: (problem: InputProblem) => void;
}

/** A candidate's number as it stands in the table, until all of its column have been seen. */
interface Written {
  readonly written: string;
  readonly place: TableRow['place'];
}

/**
 * Reads a table (CSV, TSV, Markdown) with one passage on each row: a request per query where a column holds queries, judgements where one holds grades.
 * Rows of another width and cells that should be numbers are told with their line; such a score or grade is left out, the passage is kept. Whether a
 * comma is a decimal mark is decided by the whole column (`columnConvention`). The table of a saved run is read back as it was written.
 */
export function readTable(input: TableInput): SourceReading {
  const { file, text, choices = {} } = input;
  const problems: InputProblem[] = [];
  const problem = (found: InputProblem): void => void problems.push(found);
  const style = tableStyle(text, { ...choices, name: input.called ?? file });
  const { delimiter, rows: head } = style;
  const header = choices.header ?? style.header;
  const columns = (head[0] ?? []).map((name) => (header ? name.trim() : ''));
  const body = header ? head.slice(1) : head;
  const mapping = { ...guessMapping(columns, body), ...choices.mapping };
  const own = header && isRunTable(columns);
  const requests = new Map<string, { id: string; text: string; candidates: Candidate[]; scores: (Written | null)[] }>();
  const graded: { readonly qid: string; readonly id: string; readonly grade: Written }[] = [];
  const notes: InputRemark[] = [];
  let rowCount = 0;
  let width = 0;
  const cell = (cells: readonly string[], column: number | null): string => {
    const written = column === null ? '' : (cells[column] ?? '');
    return own ? unguarded(written) : written.trim();
  };
  const number = (row: TableRow, column: number | null): Written | null => {
    const written = column === null ? '' : (row.cells[column] ?? '').trim();
    return written === '' ? null : { written, place: row.place };
  };
  const { quotesOff, after } = eachTableRow({
    text,
    style,
    row: (row) => {
      const { cells } = row;
      if (width === 0) {
        width = cells.length;
        if (header) return;
      }
      rowCount += 1;
      if (cells.length !== width) {
        const kept = mapping.text !== null && cells.length > mapping.text;
        const place = row.place(Math.min(width, cells.length));
        problem({ ...place, code: 'wrong-fields', readAs: 'table', expected: width, found: cells.length, kept });
      }
      if (mapping.text === null || cells.length <= mapping.text) return;
      const passage = cell(cells, mapping.text);
      if (passage.trim() === '') problem({ ...row.place(mapping.text), code: 'empty-passage', passage: null });
      const query = cell(cells, mapping.query);
      const qid = cell(cells, mapping.queryId);
      const key = qid === '' ? query : qid;
      let request = requests.get(key);
      if (request === undefined) {
        request = { id: qid === '' ? `q${requests.size + 1}` : qid, text: query, candidates: [], scores: [] };
        requests.set(key, request);
      }
      const id = cell(cells, mapping.id) || `p${request.candidates.length + 1}`;
      const title = cell(cells, mapping.title);
      request.candidates.push({ docId: docId(id), ...(title === '' ? {} : { title }), text: passage });
      request.scores.push(number(row, mapping.score));
      const grade = number(row, mapping.grade);
      if (grade !== null) graded.push({ qid: request.id, id, grade });
    },
    problem: ({ line, column, code }) => problem({ line, column, code: 'bad-quotes', quote: code }),
  });

  const told = ({ written, place }: Written, number: 'score' | 'grade'): null => {
    const column = number === 'score' ? mapping.score : mapping.grade;
    problem({ ...place(column ?? 0), code: 'bad-number', number, written: excerpt(written), candidate: null, kept: true });
    return null;
  };
  const lists = [...requests.values()];
  const cells = lists.flatMap((list) => list.scores.flatMap((score) => score?.written ?? []));
  const perCent = withoutPerCent(cells);
  const scores = columnConvention(perCent ?? cells, delimiter);
  const scoreOf = (written: string): number | null =>
    perCent === null ? tableNumber(written, scores) : perCentNumber(written, scores);
  const grades = columnConvention(
    graded.map(({ grade }) => grade.written),
    delimiter,
  );
  const found = lists.map(({ id, text: query, candidates, scores: written }) => ({
    query: { id, text: query },
    candidates: candidates.map((candidate, place) => {
      const score = written[place] ?? null;
      const value = score === null ? null : (scoreOf(score.written) ?? told(score, 'score'));
      return value === null ? candidate : { ...candidate, score: value };
    }),
  }));
  const qrels = new Map<string, Map<string, number>>();
  for (const { qid, id, grade } of graded) {
    const value = tableNumber(grade.written, grades);
    if (value === null || !Number.isInteger(value)) told(grade, 'grade');
    else qrels.set(qid, (qrels.get(qid) ?? new Map<string, number>()).set(id, value));
  }
  for (const each of problems.sort((one, other) => one.line - other.line || one.column - other.column)) input.problem(each);
  if (perCent !== null) notes.push({ code: 'per-cent' });
  if (scores === 'comma' || grades === 'comma') notes.push({ code: 'decimal-commas' });
  if (style.markdown && text.slice(0, style.start).trim() !== '') notes.push({ code: 'before-table', line: style.line });
  if (after !== null) notes.push({ code: 'after-table', line: after });
  if (quotesOff !== null) notes.push({ code: 'quotes-off', line: quotesOff });
  if (mapping.text === null) notes.push({ code: 'no-text-column' });
  const preview: TablePreview = { file, delimiter, header, columns, rows: body.slice(0, previewRows), rowCount, mapping };
  return { format: 'table', requests: found, qrels: qrels.size === 0 ? null : qrels, notes, preview };
}
