import { readRunRows } from './read-run-rows.ts';
import type { Result } from '../result.ts';
import type { LineProblem } from './line-problem.ts';
import { toLineProblem } from './to-line-problem.ts';

/** One row of a run: what was retrieved, with the score that orders it. */
export interface RunRow {
  readonly docid: string;
  readonly score: number;
}

/** A run: qid → rows, best first. */
export type TrecRun = ReadonlyMap<string, readonly RunRow[]>;

/**
 * Reads a TREC run (`qid Q0 docid rank score tag`). As trec_eval 10 does, rows are ordered by score as a 64-bit number, equal scores by docid
 * descending, byte by byte in UTF-8; the rank column is not believed. Any line that cannot be read, or a document listed twice, makes the whole
 * an error with every such line.
 */
export function parseTrecRun(text: string): Result<TrecRun, readonly LineProblem[]> {
  const problems: LineProblem[] = [];
  const run = readRunRows(text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n'), (found) =>
    problems.push(toLineProblem(found, { number: 'a score, which is a finite number', again: 'lists' })),
  );
  if (problems.length > 0) return { ok: false, error: problems };
  const bare = Array.from(run, ([qid, rows]) => [qid, rows.map(({ docid, score }) => ({ docid, score }))] as const);
  return { ok: true, value: new Map(bare) };
}
