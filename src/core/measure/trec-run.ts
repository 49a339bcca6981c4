import type { Result } from '../request.ts';
import { isNan, readScore } from './numbers.ts';
import { guessJsonRows } from './row-json.ts';
import { guessRowLayout, TREC_LAYOUT } from './row-layout.ts';
import type { RowLayout } from './row-layout.ts';
import { eachRow } from './row-reader.ts';
import type { RowProblem } from './rows.ts';
import { nameOfField } from './write-trec-run.ts';

/**
 * The order of two texts' UTF-8 bytes (trec_eval's strcmp), which is that of their code points. `<` orders by UTF-16 units: surrogates before U+E000 to U+FFFF.
 */
function compareBytes(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) {
    const difference = weight(one.charCodeAt(at)) - weight(other.charCodeAt(at));
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

function weight(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/** One row of a run; `line` and `column` (1-based) are its docid's place. */
export interface RunFileRow {
  readonly docid: string;
  /** Null: the file has ranks alone, or its number is none and the row stands last. */
  readonly score: number | null;
  /** NaN where there is none, or it is no number. */
  readonly rank: number;
  readonly line: number;
  readonly column: number;
}

/**
 * Reads the good rows of a run (\n line ends), written as the layout says: qid → rows, best first as trec_eval orders them: by score, equal scores by
 * docid descending; a rank column is not believed where there are scores. Other rows and second listings are told and left out; one whose score is `nan`
 * is told and stands last.
 */
export function readRunRows(
  text: string,
  layout: RowLayout,
  problem: (problem: RowProblem) => void,
): ReadonlyMap<string, readonly RunFileRow[]> {
  const run = new Map<string, Map<string, RunFileRow>>();
  const scored = layout.form !== 'fields' || layout.columns.value !== null;
  eachRow(layout, {
    text,
    problem,
    row: ({ qid, docid, value, rank: place, line, column, valueColumn }) => {
      const byScore = scored && value !== null;
      const written = (byScore ? value : place) ?? '';
      const number = readScore(written);
      const kept = number === null && byScore && isNan(written);
      if (number === null) problem({ line, column: valueColumn, code: 'bad-number', written, kept });
      if (number === null && !kept) return;
      let rows = run.get(qid);
      if (rows === undefined) run.set(qid, (rows = new Map()));
      const rank = place === null ? Number.NaN : (readScore(place) ?? Number.NaN);
      const name = nameOfField(docid);
      if (rows.has(name)) problem({ line, column, code: 'duplicate', qid, docid: name });
      else rows.set(name, { docid: name, score: byScore ? number : null, rank, line, column });
    },
  });
  const byRank = (rows: Iterable<RunFileRow>): boolean =>
    [...rows].every(({ score, rank }) => score === null && !Number.isNaN(rank));
  return new Map(
    Array.from(run, ([qid, rows]) => [
      nameOfField(qid),
      [...rows.values()].sort(!scored || byRank(rows.values()) ? (one, other) => one.rank - other.rank : compareScores),
    ]),
  );
}

function compareScores(one: RunFileRow, other: RunFileRow): number {
  if (one.score !== other.score) {
    if (one.score === null) return 1;
    if (other.score === null) return -1;
    // Two infinities of one sign are equal; their difference is none.
    return one.score < other.score ? 1 : -1;
  }
  return compareBytes(other.docid, one.docid);
}

/** One row of a run: what was retrieved, with the score that orders it; null where the file has ranks alone. */
export interface RunRow {
  readonly docid: string;
  readonly score: number | null;
}

/** A run: qid → rows, best first. */
type TrecRun = ReadonlyMap<string, readonly RunRow[]>;

/**
 * Reads a run as it is found: TREC's `qid Q0 docid rank score tag`, of which trec_eval looks at fields 1, 3 and 5 (scores as C's `atof` reads them; what
 * stands behind the tag is passed over), MS MARCO's `qid pid rank`, `qid docid score`, with or without a header, also as CSV, JSON, JSON Lines or `{qid:
 * {docid: score}}`. As trec_eval 10 does, rows are ordered by score as a 64-bit number, equal scores by docid descending, byte by byte in UTF-8; the rank
 * column is believed only where there are no scores. Any line that cannot be read, or a document listed twice, makes the whole an error with every such
 * line. `name`: of the file, which decides where its content could be either.
 */
export function parseTrecRun(written: string, name = ''): Result<TrecRun, readonly RowProblem[]> {
  const problems: RowProblem[] = [];
  const text = written.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  const context = { name, knows: null, kind: 'run' } as const;
  const layout = guessJsonRows(text, context) ?? guessRowLayout(text, context) ?? TREC_LAYOUT.run;
  const run = readRunRows(text, layout, (found) => problems.push(found));
  if (problems.length > 0) return { ok: false, error: problems };
  const bare = Array.from(run, ([qid, rows]) => [qid, rows.map(({ docid, score }) => ({ docid, score }))] as const);
  return { ok: true, value: new Map(bare) };
}
