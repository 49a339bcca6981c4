import type { Result } from '../request.ts';
import { eachLine, splitFields, wrongFields } from './rows.ts';
import type { Fields, RowProblem } from './rows.ts';

const WHOLE = /^[-+]?\d{1,9}$/;
const WHOLE_OR_ZEROS = /^[-+]?\d{1,9}(?:\.0+)?$/;

/** A line of judgements as it stands there; 1-based place of the docid. */
interface Judgement {
  readonly qid: string;
  readonly docid: string;
  readonly grade: number;
  readonly line: number;
  readonly column: number;
}

/** Reads one line of judgements in TREC's four columns or BEIR's three. Guessing what a file is and reading it both go by this. */
export function readJudgement(
  fields: Fields,
  { line, columns, strict }: { readonly line: number; readonly columns: 3 | 4; readonly strict: boolean },
): Judgement | RowProblem {
  const { texts, starts } = fields;
  if (texts.length !== columns) return wrongFields(fields, line, columns);
  const written = texts[columns - 1] ?? '';
  if (!(strict ? WHOLE : WHOLE_OR_ZEROS).test(written))
    return { line, column: (starts[columns - 1] ?? 0) + 1, code: 'bad-number', written };
  const column = (starts[columns - 2] ?? 0) + 1;
  return { qid: texts[0] ?? '', docid: texts[columns - 2] ?? '', grade: Number(written), line, column };
}

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
  const qrels = new Map<string, Map<string, number>>();
  let columns: 3 | 4 | null = strict ? 4 : null;
  eachLine(text, (row, line) => {
    const fields = splitFields(row);
    const { texts } = fields;
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
    const found = readJudgement(fields, { line, columns, strict });
    if ('code' in found) {
      problem(found);
      return;
    }
    const { docid, grade, column } = found;
    let grades = qrels.get(first);
    if (grades === undefined) qrels.set(first, (grades = new Map()));
    if (grades.has(docid)) problem({ line, column, code: 'duplicate', qid: first, docid });
    grades.set(docid, grade);
  });
  return qrels;
}

/** Judgements: qid → docid → grade. Grades are whole numbers; below 1 means not relevant. */
export type Qrels = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * Reads TREC judgements (`qid 0 docid grade`) or BEIR's three columns with their header (`query-id corpus-id score`). Blank lines are
 * passed over; any other line that cannot be read makes the whole an error with every such line named.
 */
export function parseQrels(text: string): Result<Qrels, readonly RowProblem[]> {
  const problems: RowProblem[] = [];
  const qrels = readQrelsRows({
    text: text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n'),
    strict: true,
    problem: (found) => problems.push(found),
  });
  return problems.length > 0 ? { ok: false, error: problems } : { ok: true, value: qrels };
}
