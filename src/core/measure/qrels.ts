import type { Result } from '../request.ts';
import { readGrade } from './numbers.ts';
import { guessRowLayout, TREC_LAYOUT } from './row-layout.ts';
import type { RowLayout } from './row-layout.ts';
import { eachRow } from './row-reader.ts';
import { guessJsonRows } from './row-json.ts';
import type { RowProblem } from './rows.ts';

/** Judgements: qid → docid → grade. Grades are whole numbers; below 1 means not relevant. */
export type Qrels = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Reads the good rows of judgements (\n line ends), written as the layout says, and tells the others. Of two grades for one pair the last counts, and it is told. */
export function readQrelsRows(text: string, layout: RowLayout, problem: (problem: RowProblem) => void): Qrels {
  const qrels = new Map<string, Map<string, number>>();
  eachRow(layout, {
    text,
    problem,
    row: ({ qid, docid, value, line, column, valueColumn }) => {
      const grade = readGrade(value ?? '');
      if (grade === null) {
        problem({ line, column: valueColumn, code: 'bad-number', written: value ?? '', kept: false });
        return;
      }
      let grades = qrels.get(qid);
      if (grades === undefined) qrels.set(qid, (grades = new Map()));
      if (grades.has(docid)) problem({ line, column, code: 'duplicate', qid, docid });
      grades.set(docid, grade);
    },
  });
  return qrels;
}

/**
 * Reads judgements as they are found: TREC's `qid 0 docid grade`, BEIR's three columns, ir_datasets' order, with or without a header, also as CSV, JSON,
 * JSON Lines or `{qid: {docid: grade}}`. Blank lines and comments are passed over; any other line that cannot be read makes the whole an error with every
 * such line named. `name`: of the file, which decides where its content could be either.
 */
export function parseQrels(written: string, name = ''): Result<Qrels, readonly RowProblem[]> {
  const problems: RowProblem[] = [];
  const text = written.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  const context = { name, knows: null, kind: 'qrels' } as const;
  const layout = guessJsonRows(text, context) ?? guessRowLayout(text, context) ?? TREC_LAYOUT.qrels;
  const qrels = readQrelsRows(text, layout, (found) => problems.push(found));
  return problems.length > 0 ? { ok: false, error: problems } : { ok: true, value: qrels };
}
