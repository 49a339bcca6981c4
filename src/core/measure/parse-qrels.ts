import { readQrelsRows } from './read-qrels-rows.ts';
import type { Result } from '../result.ts';
import type { LineProblem } from './line-problem.ts';
import { toLineProblem } from './to-line-problem.ts';

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
