import type { Result } from '../request.ts';
import { eachLine, splitFields, wrongFields } from './rows.ts';
import type { RowProblem } from './rows.ts';

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
  readonly score: number;
  /** As written; NaN where that is no number. */
  readonly rank: number;
  readonly line: number;
  readonly column: number;
}

/** A line of a run as it stands there. */
export interface RunLine extends RunFileRow {
  readonly qid: string;
  /** The second column, which means nothing: mostly Q0. */
  readonly iteration: string;
}

/** Reads one line of a TREC run (`qid Q0 docid rank score tag`); null for a blank one. Guessing what a file is and reading it both go by this. */
export function readRunLine(row: string, line: number): RunLine | RowProblem | null {
  const fields = splitFields(row);
  const { texts, starts } = fields;
  if (texts.length === 0) return null;
  if (texts.length !== 6) return wrongFields(fields, line, 6);
  const [qid = '', iteration = '', docid = '', rank = '', written = ''] = texts;
  const score = Number(written);
  if (!Number.isFinite(score)) return { line, column: (starts[4] ?? 0) + 1, code: 'bad-number', written };
  return { qid, iteration, docid, score, rank: Number(rank), line, column: (starts[2] ?? 0) + 1 };
}

/**
 * Reads the good rows of a TREC run (`qid Q0 docid rank score tag`, \n line ends): qid → rows, best first as trec_eval orders them: by score,
 * equal scores by docid descending; the rank column is not believed. Other rows and second listings are told and left out.
 */
export function readRunRows(text: string, problem: (problem: RowProblem) => void): ReadonlyMap<string, readonly RunFileRow[]> {
  const run = new Map<string, Map<string, RunFileRow>>();
  eachLine(text, (row, line) => {
    const found = readRunLine(row, line);
    if (found === null) return;
    if ('code' in found) {
      problem(found);
      return;
    }
    const { qid, docid, score, rank, column } = found;
    let rows = run.get(qid);
    if (rows === undefined) run.set(qid, (rows = new Map()));
    if (rows.has(docid)) problem({ line, column, code: 'duplicate', qid, docid });
    else rows.set(docid, { docid, score, rank, line, column });
  });
  return new Map(Array.from(run, ([qid, rows]) => [qid, [...rows.values()].sort(byScore)]));
}

function byScore(one: RunFileRow, other: RunFileRow): number {
  if (one.score !== other.score) return other.score - one.score;
  return compareBytes(other.docid, one.docid);
}

/** One row of a run: what was retrieved, with the score that orders it. */
export interface RunRow {
  readonly docid: string;
  readonly score: number;
}

/** A run: qid → rows, best first. */
type TrecRun = ReadonlyMap<string, readonly RunRow[]>;

/**
 * Reads a TREC run (`qid Q0 docid rank score tag`). As trec_eval 10 does, rows are ordered by score as a 64-bit number, equal scores by docid
 * descending, byte by byte in UTF-8; the rank column is not believed. Any line that cannot be read, or a document listed twice, makes the whole
 * an error with every such line.
 */
export function parseTrecRun(text: string): Result<TrecRun, readonly RowProblem[]> {
  const problems: RowProblem[] = [];
  const run = readRunRows(text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n'), (found) => problems.push(found));
  if (problems.length > 0) return { ok: false, error: problems };
  const bare = Array.from(run, ([qid, rows]) => [qid, rows.map(({ docid, score }) => ({ docid, score }))] as const);
  return { ok: true, value: new Map(bare) };
}

/**
 * One query's ranking as lines of a TREC run, with a line break at the end of each. Scores are N, N−1 … 1: trec_eval orders by score, so
 * equal or re-dealt scores would change the ranking. White space in a name is written as %20 and the like, an empty name as `-`.
 */
export function formatTrecRun({
  qid,
  ranking,
  tag,
  rankOf = (_, place) => place + 1,
}: {
  qid: string;
  ranking: readonly string[];
  tag: string;
  /** 1-based rank of a docid at a 0-based place. Those that share one are tied and get the score of its place. */
  rankOf?: (docid: string, place: number) => number;
}): string {
  const lines = ranking.map((docid, place) => {
    const rank = rankOf(docid, place);
    return `${field(qid)} Q0 ${field(docid)} ${rank} ${ranking.length + 1 - rank} ${field(tag)}\n`;
  });
  return lines.join('');
}

function field(name: string): string {
  return name === '' ? '-' : name.replaceAll(/\s/gu, (mark) => encodeURIComponent(mark));
}
