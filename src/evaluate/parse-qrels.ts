import type { Result } from '../rank/result.ts';
import type { LineProblem } from './line-problem.ts';

/** Judgements: qid → docid → grade. Grades are whole numbers; below 1 means not relevant. */
export type Qrels = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * Reads TREC judgements (`qid 0 docid grade`) or BEIR's three columns with their header (`query-id corpus-id score`). Blank lines are
 * passed over; any other line that cannot be read makes the whole an error with every such line named.
 */
export function parseQrels(text: string): Result<Qrels, readonly LineProblem[]> {
  const qrels = new Map<string, Map<string, number>>();
  const problems: LineProblem[] = [];
  let columns = 4;
  for (const [index, row] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const line = index + 1;
    const fields = row.trim() === '' ? [] : row.trim().split(/\s+/);
    if (fields.length === 0) continue;
    if (fields.join(' ').toLowerCase() === 'query-id corpus-id score') {
      columns = 3;
      continue;
    }
    const [qid, docid, grade] = columns === 3 ? fields : [fields[0], fields[2], fields[3]];
    if (fields.length !== columns || qid === undefined || docid === undefined || grade === undefined) {
      problems.push({ line, code: 'wrong-fields', message: `expected ${columns} columns, found ${fields.length}` });
    } else if (!/^[-+]?\d{1,9}$/.test(grade)) {
      problems.push({ line, code: 'bad-number', message: `the grade ${JSON.stringify(grade)} is not a whole number` });
    } else {
      const grades = qrels.get(qid) ?? new Map<string, number>();
      qrels.set(qid, grades);
      if (grades.has(docid)) problems.push({ line, code: 'duplicate', message: `query ${qid} judges ${docid} a second time` });
      grades.set(docid, Number(grade));
    }
  }
  return problems.length > 0 ? { ok: false, error: problems } : { ok: true, value: qrels };
}
