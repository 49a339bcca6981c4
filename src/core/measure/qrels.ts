import type { Result } from '../request.ts';
import { eachLine, splitFields, toLineProblem, wrongFields } from './rows.ts';
import type { LineProblem, RowProblem } from './rows.ts';

/**
 * Reads the good rows of judgements (\n line ends), TREC's four columns or BEIR's three: qid → docid → whole grade. Of two grades for one pair
 * the last counts, and it is told. `strict` takes three columns only below BEIR's header, and no grade with decimals; else the first row's
 * columns count, and 1.0 is 1.
 */
export function readQrelsRows(input: {
  readonly text: string;
  readonly strict: boolean;
  readonly problem: (problem: RowProblem) => void;
}): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const { text, strict, problem } = input;
  const whole = strict ? /^[-+]?\d{1,9}$/ : /^[-+]?\d{1,9}(?:\.0+)?$/;
  const qrels = new Map<string, Map<string, number>>();
  let columns: 3 | 4 | null = strict ? 4 : null;
  eachLine(text, (row, line) => {
    const fields = splitFields(row);
    const { texts, starts } = fields;
    if (texts.length === 0) return;
    const [first = '', second = ''] = texts;
    if (texts.length === 3 && /^query[-_]?id$/i.test(first) && /^corpus[-_]?id$/i.test(second)) {
      columns = 3;
      return;
    }
    if (columns === null) {
      columns = texts.length === 3 ? 3 : 4;
      if (/^query[-_]?id$/i.test(first)) return;
    }
    if (texts.length !== columns) {
      problem(wrongFields(fields, line, columns));
      return;
    }
    const docid = texts[columns - 2] ?? '';
    const grade = texts[columns - 1] ?? '';
    if (!whole.test(grade)) {
      problem({ line, column: (starts[columns - 1] ?? 0) + 1, code: 'bad-number', written: grade });
      return;
    }
    let grades = qrels.get(first);
    if (grades === undefined) qrels.set(first, (grades = new Map()));
    if (grades.has(docid)) problem({ line, column: (starts[columns - 2] ?? 0) + 1, code: 'duplicate', qid: first, docid });
    grades.set(docid, Number(grade));
  });
  return qrels;
}

/** Judgements: qid → docid → grade. Grades are whole numbers; below 1 means not relevant. */
export type Qrels = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * Reads TREC judgements (`qid 0 docid grade`) or BEIR's three columns with their header (`query-id corpus-id score`). Blank lines are
 * passed over; any other line that cannot be read makes the whole an error with every such line named.
 */
export function parseQrels(text: string): Result<Qrels, readonly LineProblem[]> {
  const problems: LineProblem[] = [];
  const qrels = readQrelsRows({
    text: text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n'),
    strict: true,
    problem: (found) => problems.push(toLineProblem(found, { number: 'a grade, which is a whole number', again: 'judges' })),
  });
  return problems.length > 0 ? { ok: false, error: problems } : { ok: true, value: qrels };
}
