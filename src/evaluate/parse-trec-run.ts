import type { Result } from '../rank/result.ts';
import type { LineProblem } from './line-problem.ts';

/** One row of a run: what was retrieved, with the score that orders it. */
export interface RunRow {
  readonly docid: string;
  readonly score: number;
}

/** A run: qid → rows, best first. */
export type TrecRun = ReadonlyMap<string, readonly RunRow[]>;

/**
 * Reads a TREC run (`qid Q0 docid rank score tag`). As trec_eval does, rows are ordered by score, equal scores by docid descending, and the
 * rank column is not believed. Any line that cannot be read, or a document listed twice, makes the whole an error with every such line.
 */
export function parseTrecRun(text: string): Result<TrecRun, readonly LineProblem[]> {
  const run = new Map<string, Map<string, RunRow>>();
  const problems: LineProblem[] = [];
  for (const [index, row] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const line = index + 1;
    if (row.trim() === '') continue;
    const fields = row.trim().split(/\s+/);
    const [qid, , docid, , written] = fields;
    if (fields.length !== 6 || qid === undefined || docid === undefined || written === undefined) {
      problems.push({ line, code: 'wrong-fields', message: `expected 6 columns, found ${fields.length}` });
      continue;
    }
    const score = Number(written);
    if (!Number.isFinite(score)) {
      problems.push({ line, code: 'bad-number', message: `the score ${JSON.stringify(written)} is not a finite number` });
      continue;
    }
    const rows = run.get(qid) ?? new Map<string, RunRow>();
    run.set(qid, rows);
    if (rows.has(docid)) problems.push({ line, code: 'duplicate', message: `query ${qid} lists ${docid} a second time` });
    rows.set(docid, { docid, score });
  }
  if (problems.length > 0) return { ok: false, error: problems };
  return { ok: true, value: new Map([...run].map(([qid, rows]) => [qid, [...rows.values()].sort(byScore)])) };
}

function byScore(one: RunRow, other: RunRow): number {
  if (one.score !== other.score) return other.score - one.score;
  return one.docid < other.docid ? 1 : -1;
}
