import { docId } from '../doc-id.ts';
import type { Candidate } from '../rank-request.ts';
import { cellPlace } from './cell-place.ts';
import { eachCsvRow } from './csv.ts';
import { guessMapping } from './guess-mapping.ts';
import { guessTable } from './guess-table.ts';
import type { InputProblem } from './input-problem.ts';
import type { InputChoices, SourceReading, TablePreview } from './input-reading.ts';
import type { InputRemark } from './input-remark.ts';
import type { Place } from './place-finder.ts';

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
        const message = `${width} columns were expected, found ${cells.length}.${mapping.text !== null && cells.length > mapping.text ? ' The row is kept.' : ''}`;
        problem({
          ...at(Math.min(width, cells.length)),
          code: 'wrong-fields',
          message,
          facts: { expected: width, found: cells.length },
          hint: 'Put cells that hold the separator in double quotes.',
        });
      }
      if (mapping.text === null || cells.length <= mapping.text) return;
      const passage = cell(cells, mapping.text);
      if (passage === '') {
        const message = 'This row has a passage without text. It is kept.';
        problem({
          ...at(mapping.text),
          code: 'empty-passage',
          message,
          hint: 'Choose another column for the passages, or take the row out.',
        });
      }
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
    problem: ({ line, column, code }) => {
      const what = code === 'unclosed' ? 'A quote opens here and never closes' : 'A quote stands inside a quoted cell';
      const message = `${what}. The line is read as it stands.`;
      problem({ line, column, code: 'bad-quotes', message, hint: 'Close the quote, or write a quote inside quotes twice.' });
    },
  });
  function numberOf(written: string, what: string, place: () => Place): number | null {
    if (written === '') return null;
    const value = Number(written.includes('.') ? written : written.replace(',', '.'));
    if (Number.isFinite(value)) return value;
    const message = `The ${what} ${JSON.stringify(written.slice(0, 40))} is not a number. The passage is kept without it.`;
    problem({
      ...place(),
      code: 'bad-number',
      message,
      facts: { written: written.slice(0, 40) },
      hint: 'Write it as 12.5, or choose another column.',
    });
    return null;
  }
  if (quotesOff !== null) {
    const message = `From line ${quotesOff} on quotes are read as plain characters: too many of them do not close.`;
    notes.push({ code: 'quotes-off', count: quotesOff, message });
  }
  if (mapping.text === null) notes.push({ code: 'no-text-column', message: 'No column is chosen for the passages.' });
  const preview: TablePreview = { file, delimiter, header, columns, rows: body.slice(0, previewRows), rowCount, mapping };
  const found = [...requests.values()].map(({ id, text: query, candidates }) => ({ query: { id, text: query }, candidates }));
  return { format: 'table', requests: found, qrels: qrels.size === 0 ? null : qrels, notes, preview };
}
