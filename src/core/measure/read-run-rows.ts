import { compareBytes } from './compare-bytes.ts';
import { eachLine } from './each-line.ts';
import type { RowProblem } from './row-problem.ts';
import { splitFields } from './split-fields.ts';
import { wrongFields } from './wrong-fields.ts';

/** One row of a run; `line` and `column` (1-based) are its docid's place. */
export interface RunFileRow {
  readonly docid: string;
  readonly score: number;
  /** As written; NaN where that is no number. */
  readonly rank: number;
  readonly line: number;
  readonly column: number;
}

/**
 * Reads the good rows of a TREC run (`qid Q0 docid rank score tag`, \n line ends): qid → rows, best first as trec_eval orders them: by score,
 * equal scores by docid descending; the rank column is not believed. Other rows and second listings are told and left out.
 */
export function readRunRows(text: string, problem: (problem: RowProblem) => void): ReadonlyMap<string, readonly RunFileRow[]> {
  const run = new Map<string, Map<string, RunFileRow>>();
  eachLine(text, (row, line) => {
    const fields = splitFields(row);
    const { texts, starts } = fields;
    if (texts.length === 0) return;
    if (texts.length !== 6) {
      problem(wrongFields(fields, line, 6));
      return;
    }
    const [qid = '', , docid = '', rank = '', written = ''] = texts;
    const score = Number(written);
    if (!Number.isFinite(score)) {
      problem({ line, column: (starts[4] ?? 0) + 1, code: 'bad-number', written });
      return;
    }
    let rows = run.get(qid);
    if (rows === undefined) run.set(qid, (rows = new Map()));
    const column = (starts[2] ?? 0) + 1;
    if (rows.has(docid)) problem({ line, column, code: 'duplicate', qid, docid });
    else rows.set(docid, { docid, score, rank: Number(rank), line, column });
  });
  return new Map(Array.from(run, ([qid, rows]) => [qid, [...rows.values()].sort(byScore)]));
}

function byScore(one: RunFileRow, other: RunFileRow): number {
  if (one.score !== other.score) return other.score - one.score;
  return compareBytes(other.docid, one.docid);
}
