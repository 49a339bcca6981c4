import { eachLine } from './each-line.ts';
import type { InputProblem } from './input-problem.ts';

/** One row of a run that was read; `line` is its place in the file. */
export interface SourceRow {
  readonly docid: string;
  readonly score: number;
  readonly line: number;
}

const hint = 'A line of a run is: qid Q0 docid rank score tag.';

/**
 * Reads the good lines of a TREC run: qid → rows, best first as trec_eval orders them (score, equal scores by docid descending; the rank column
 * is not believed). Bad lines and second listings are told and left out. `disagreeing`: qids whose rank column tells another order.
 */
export function readRun(
  text: string,
  problem: (problem: InputProblem) => void,
): { readonly run: ReadonlyMap<string, readonly SourceRow[]>; readonly disagreeing: number } {
  const run = new Map<string, Map<string, SourceRow & { readonly rank: number }>>();
  eachLine(text, (row, line) => {
    const fields = splitFields(row);
    if (fields.length === 0) return;
    const [qid = '', , docid = '', rank = '', written = ''] = fields;
    if (fields.length !== 6) {
      problem({ line, column: 1, code: 'wrong-fields', message: `Six columns were expected, found ${fields.length}.`, hint });
      return;
    }
    const score = Number(written);
    if (!Number.isFinite(score)) {
      const column = row.lastIndexOf(written, row.lastIndexOf(fields[5] ?? '') - 1) + 1;
      const message = `The score ${JSON.stringify(written.slice(0, 40))} is not a number.`;
      problem({ line, column: Math.max(1, column), code: 'bad-number', message, hint });
      return;
    }
    let rows = run.get(qid);
    if (rows === undefined) run.set(qid, (rows = new Map()));
    if (rows.has(docid)) {
      const message = `Query ${qid} lists ${docid} a second time; the first one counts.`;
      problem({ line, column: 1, code: 'duplicate', message, hint: 'Take one of the two lines out.' });
      return;
    }
    rows.set(docid, { docid, score, line, rank: Number(rank) });
  });
  let disagreeing = 0;
  const ordered = new Map<string, readonly SourceRow[]>();
  for (const [qid, rows] of run) {
    const sorted = [...rows.values()].sort(byScore);
    const ranks = sorted.map(({ rank }) => rank);
    if (ranks.some((rank, place) => place > 0 && rank < (ranks[place - 1] ?? rank))) disagreeing += 1;
    ordered.set(qid, sorted);
  }
  return { run: ordered, disagreeing };
}

function byScore(one: SourceRow, other: SourceRow): number {
  if (one.score !== other.score) return other.score - one.score;
  return one.docid < other.docid ? 1 : -1;
}

function splitFields(row: string): readonly string[] {
  const trimmed = row.trim();
  return trimmed === '' ? [] : trimmed.split(/\s+/);
}
