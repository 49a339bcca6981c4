import { eachCsvRow } from '../input/csv.ts';
import { columnConvention } from '../input/numbers.ts';
import { columnUse, columnUses } from './columns.ts';
import { readGrade, readScore } from './numbers.ts';
import { eachLine, isComment, splitFields, splitTabs } from './rows.ts';

/** What rows of (query, document, number) are: a run's scores or ranks, or judgements. */
export type RowKind = 'run' | 'qrels';

/** Which column (0-based) of a row holds what. Without a value the rank orders a run. */
export interface RowColumns {
  readonly qid: number;
  readonly docid: number;
  /** Score or grade; null: the file has none. */
  readonly value: number | null;
  readonly rank: number | null;
}

/**
 * How a run or judgements are written. `fields`: one row a line; `least` and `most` are the columns a row may have. `objects`: JSON objects that name
 * their fields, one a line (`lines`) or in an array. `gold`: such objects with `id` and BRIGHT's `gold_ids`. `tree`: `{qid: {docid: number}}`, or `{qid:
 * [docid, …]}`.
 */
export type RowLayout = { readonly kind: RowKind } & (
  | {
      readonly form: 'fields';
      readonly between: 'blanks' | 'tabs' | ',' | ';';
      readonly header: boolean;
      readonly columns: RowColumns;
      readonly least: number;
      readonly most: number | null;
      /** The scores have a comma before their decimals. */
      readonly commas?: true;
    }
  | { readonly form: 'objects' | 'gold'; readonly lines: boolean }
  | { readonly form: 'tree' }
);

type FieldsLayout = Extract<RowLayout, { readonly form: 'fields' }>;
type Between = FieldsLayout['between'];

/** TREC's own columns, which a file is read by where nothing better fits: `qid Q0 docid rank score tag`, `qid 0 docid grade`. */
export const TREC_LAYOUT: Readonly<Record<RowKind, FieldsLayout>> = {
  run: {
    kind: 'run',
    form: 'fields',
    between: 'blanks',
    header: false,
    columns: { qid: 0, docid: 2, value: 4, rank: 3 },
    least: 6,
    most: null,
  },
  qrels: {
    kind: 'qrels',
    form: 'fields',
    between: 'blanks',
    header: false,
    columns: { qid: 0, docid: 2, value: 3, rank: null },
    least: 4,
    most: 4,
  },
};

/** What is known around a file whose rows are looked at. */
export interface RowContext {
  /** Its path. Names break ties. */
  readonly name: string;
  /** Whether other files speak of such a query or passage; null: there are none. */
  readonly knows: { readonly isQuery: (id: string) => boolean; readonly isPassage: (id: string) => boolean } | null;
  /** The person or the program says what it is. */
  readonly kind?: RowKind;
}

/** The words of a path's last part, and the folders above it whole: `BEIR/qrels/doc2query-test.tsv` has beir, qrels, doc2query, test and tsv. */
export function nameWords(name: string): ReadonlySet<string> {
  const parts = name.toLowerCase().split('/');
  const last = parts.pop() ?? '';
  return new Set([...parts, ...last.split(/[^\p{L}\p{N}]+/u)]);
}

/** The words of a path's last part alone. */
export function lastWords(name: string): ReadonlySet<string> {
  return nameWords(name.slice(name.lastIndexOf('/') + 1));
}

const KIND_WORDS: Readonly<Record<RowKind, readonly string[]>> = {
  qrels: ['qrels', 'qrel', 'judgments', 'judgements', 'judged', 'relevance', 'gold'],
  run: ['run', 'runs', 'trec', 'ranking', 'rankings', 'results', 'retrieved', 'bm25', 'scoreddocs', 'top100', 'top1000'],
};

/** What a file's name says of its rows; null: nothing, or both. */
export function kindByName(name: string): RowKind | null {
  const words = nameWords(name);
  const [qrels, run] = [KIND_WORDS.qrels, KIND_WORDS.run].map((known) => known.some((word) => words.has(word)));
  return qrels === run ? null : qrels === true ? 'qrels' : 'run';
}

const LOOKED = 100;
const LONGEST = 500_000;

/** How a text's rows are written, seen from its beginning; null: it is neither a run nor judgements in lines of fields. */
export function guessRowLayout(text: string, context: RowContext): RowLayout | null {
  const head = text.slice(0, LONGEST);
  const lines: string[] = [];
  eachLine(head, (row) => {
    if (row.trim() !== '' && !isComment(row)) lines.push(row);
    return lines.length < LOOKED;
  });
  if (lines.length === 0) return null;
  for (const between of ['tabs', ',', ';', 'blanks'] as const) {
    const rows = splitAll(lines, between);
    const found = rows === null ? null : guessColumns(between === ',' ? rows : withDots(rows), between, context);
    if (found !== null) return rows === null || !hasCommas(found, rows) ? found : { ...found, commas: true };
  }
  return null;
}

/** Rows with a dot for what can only be a decimal comma, to be looked at. */
function withDots(rows: Rows): Rows {
  return rows.map((row) => row.map((cell) => (/^[-+]?\d*,\d+$/.test(cell) ? cell.replace(',', '.') : cell)));
}

/** Whether a run's scores are written with a comma before their decimals. */
function hasCommas({ kind, header, columns, between }: FieldsLayout, rows: Rows): boolean {
  const { value } = columns;
  if (kind !== 'run' || value === null || between === ',') return false;
  const cells = rows.slice(header ? 1 : 0).map((row) => cellOf(row, value));
  const commas = cells.filter((cell) => cell.includes(',')).length;
  // In TREC's own columns a comma is a mistake, which trec_eval reads up to; only a program that writes all scores so means it.
  return commas > 0 && (between !== 'blanks' || commas === cells.length) && columnConvention(cells, between) === 'comma';
}

/** The cells of the lines; null where this is not what stands between them. */
function splitAll(lines: readonly string[], between: Between): readonly (readonly string[])[] | null {
  if (between === 'blanks') return lines.map((line) => splitFields(line).texts);
  const mark = between === 'tabs' ? '\t' : between;
  if (lines.filter((line) => line.includes(mark)).length < lines.length * 0.9) return null;
  if (between === 'tabs') return lines.map((line) => splitTabs(line).texts);
  const rows: (readonly string[])[] = [];
  eachCsvRow({
    text: lines.join('\n'),
    delimiter: between,
    row: ({ cells }) => void rows.push(cells.map((cell) => cell.trim())),
    problem: () => {},
  });
  return rows;
}

type Rows = readonly (readonly string[])[];

/** Share of the rows of which it holds. */
function share(rows: Rows, holds: (row: readonly string[]) => boolean): number {
  return rows.length === 0 ? 0 : rows.reduce((sum, row) => sum + (holds(row) ? 1 : 0), 0) / rows.length;
}

const cellOf = (row: readonly string[], column: number): string => row[column] ?? '';
const isNumber = (cell: string): boolean => readScore(cell) !== null;

function guessColumns(rows: Rows, between: Between, context: RowContext): FieldsLayout | null {
  const named = namedColumns(rows, between, context);
  if (named !== null) return named;
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [width = 0] = [...counts].sort((one, other) => other[1] - one[1])[0] ?? [];
  // A run may have more behind its tag: rows of many widths are one.
  const wide = share(rows, ({ length }) => length >= 5);
  if (wide >= 0.5) return wideRun(rows, between, context);
  const positions = width === 3 || width === 4 ? (width === 3 ? threeColumns : fourColumns) : null;
  if (positions === null) return null;
  const fitting = rows.filter(({ length }) => length === width);
  if (fitting.length < rows.length * 0.5) return null;
  return positions(fitting, between, context);
}

/** Columns by the names in a header; null: the first row names none. */
function namedColumns(rows: Rows, between: Between, context: RowContext): FieldsLayout | null {
  const [first = [], ...body] = rows;
  if (first.some(isNumber) || first.length < 3) return null;
  const uses = columnUses(first);
  const qid = uses.queryId ?? uses.query;
  const { text } = uses;
  // Below `doc` or `passage` may stand texts, or names that others know.
  const called = text !== undefined && qid !== undefined && knownRows(body, { qid, docid: text }, context) > 0.5;
  const docid = called ? text : (uses.docId ?? uses.id);
  const value = uses.grade ?? uses.score;
  if (qid === undefined || docid === undefined || (text !== undefined && !called)) return null;
  if (value === undefined && uses.rank === undefined) return null;
  const known = first.filter((name) => columnUse(name) !== null).length;
  // Two words of prose may name columns; a header names nearly all of its own.
  if (known < 3 && known < first.length - 1) return null;
  const columns = { qid, docid, value: value ?? null, rank: uses.rank ?? null };
  const ranked = uses.rank !== undefined;
  const kind =
    context.kind ??
    (uses.grade !== undefined && !(ranked && uses.score !== undefined)
      ? 'qrels'
      : ranked
        ? 'run'
        : kindOfScores(
            body.map((row) => cellOf(row, columns.value ?? 0)),
            context,
          ));
  const scored = kind === 'run' && uses.score !== undefined ? uses.score : columns.value;
  const orders = kind === 'run' && uses.score === undefined && ranked ? null : scored;
  const least = Math.max(qid, docid, orders ?? 0, orders === null ? (uses.rank ?? 0) : 0) + 1;
  return { kind, form: 'fields', between, header: true, columns: { ...columns, value: orders }, least, most: null };
}

/** What a header says that numbers below it are; null: nothing. */
function numberUse(name: string): 'grade' | 'score' | 'rank' | null {
  const use = columnUse(name);
  return use === 'grade' || use === 'score' || use === 'rank' ? use : null;
}

/** True where the first row names what the others hold numbers of. */
function hasHeader(rows: Rows, value: number): boolean {
  const [first = [], ...body] = rows;
  if (body.length === 0 || first.some(isNumber)) return false;
  return numberUse(cellOf(first, value)) !== null || share(body, (row) => isNumber(cellOf(row, value))) >= 0.8;
}

/** `qid Q0 docid rank score tag`, with or without a tag, whatever stands behind it. */
function wideRun(rows: Rows, between: Between, { name, kind }: RowContext): FieldsLayout | null {
  if (kind === 'qrels') return null;
  const header = hasHeader(rows, 4);
  const body = (header ? rows.slice(1) : rows).filter(({ length }) => length >= 5);
  const iterations = new Map<string, number>();
  for (const row of body) iterations.set(cellOf(row, 1), (iterations.get(cellOf(row, 1)) ?? 0) + 1);
  const same = Math.max(0, ...iterations.values()) >= body.length * 0.9 && body.length > 1;
  const told = kind === 'run' || kindByName(name) === 'run';
  const fits = share(header ? rows.slice(1) : rows, (row) => {
    if (row.length < 5) return false;
    // `Q0` and a rank are a run's, and a score that is no number is one that is to be told.
    if (!isNumber(cellOf(row, 4))) return row.length >= 6 && /^Q0$/i.test(cellOf(row, 1)) && isNumber(cellOf(row, 3));
    return told || ((same || /^Q?\d$/i.test(cellOf(row, 1))) && isNumber(cellOf(row, 3)));
  });
  if (fits < 0.5) return null;
  const least = share(body, ({ length }) => length >= 6) >= 0.5 ? 6 : 5;
  return { ...TREC_LAYOUT.run, between, header, least };
}

/** `qid docid grade` as in BEIR, or a run's `qid docid rank` (MS MARCO) or `qid docid score` (ir_datasets). */
function threeColumns(rows: Rows, between: Between, context: RowContext): FieldsLayout | null {
  const header = hasHeader(rows, 2);
  const body = header ? rows.slice(1) : rows;
  const columns = { qid: 0, docid: 1, value: 2, rank: null };
  const use = header ? numberUse(cellOf(rows[0] ?? [], 2)) : null;
  const told = context.kind !== undefined || kindByName(context.name) !== null;
  const known = knownRows(body, columns, context) > 0.5;
  // Between names that others know a number that is none is one that is to be told.
  if (share(body, (row) => isNumber(cellOf(row, 2))) < 0.5 && !(known && (told || use !== null))) return null;
  const tokens = share(body, (row) => !/\s/.test(cellOf(row, 0)) && !/\s/.test(cellOf(row, 1))) === 1;
  // Three cells of anything with a number at the end are a table, unless something says that two of them are names.
  const beside = context.knows !== null && (between === 'tabs' || known);
  if (!told && !(tokens && (beside || (header && between === 'tabs')))) return null;
  const written = body.map((row) => cellOf(row, 2));
  const counted = context.kind === undefined && kindByName(context.name) === null && areRanks(body, 2, false);
  const judged = use === 'grade' && kindByName(context.name) !== 'run';
  const kind = context.kind ?? (judged ? 'qrels' : counted || use === 'rank' ? 'run' : kindOfScores(written, context));
  const ranks = kind === 'run' && areRanks(body, 2, true);
  return {
    kind,
    form: 'fields',
    between,
    header,
    columns: ranks ? { ...columns, value: null, rank: 2 } : columns,
    least: 3,
    most: kind === 'qrels' ? 3 : null,
  };
}

/** TREC's `qid 0 docid grade`, ir_datasets' `qid docid grade 0`, or ColBERT's run `qid docid rank score`. */
function fourColumns(rows: Rows, between: Between, context: RowContext): FieldsLayout | null {
  const header = hasHeader(rows, 3) || hasHeader(rows, 2);
  const body = header ? rows.slice(1) : rows;
  const layout = { form: 'fields', between, header, least: 4, most: 4 } as const;
  const run = { qid: 0, docid: 1, value: 3, rank: 2 };
  const scored = share(body, (row) => isNumber(cellOf(row, 3)) && readGrade(cellOf(row, 3)) === null) > 0.5;
  if (context.kind !== 'qrels' && scored && areRanks(body, 2, false)) return { ...layout, kind: 'run', columns: run, most: null };
  if (context.kind === 'run') return null;
  const trec = { qid: 0, docid: 2, value: 3, rank: null };
  const other = { qid: 0, docid: 1, value: 2, rank: null };
  const isGrade = (cell: string): boolean => isNumber(cell) && Math.abs(readScore(cell) ?? Infinity) < 1000;
  const isIteration = (cell: string): boolean => /^(?:Q?0|\d)$/i.test(cell);
  const fits = (value: number, iteration: number): boolean =>
    share(body, (row) => isGrade(cellOf(row, value)) && (isIteration(cellOf(row, iteration)) || allSame(body, iteration))) >= 0.5;
  const asTrec = fits(3, 1);
  const asOther = fits(2, 3);
  if (!asTrec && !asOther) return null;
  if (asTrec && asOther) {
    const gain = knownShare(body, trec, context) - knownShare(body, other, context);
    const otherwise = gain === 0 ? !allSame(body, 1) && allSame(body, 3) : gain < 0;
    return { ...layout, kind: 'qrels', columns: otherwise ? other : trec };
  }
  return { ...layout, kind: 'qrels', columns: asTrec ? trec : other };
}

function allSame(rows: Rows, column: number): boolean {
  return rows.length > 1 && rows.every((row) => cellOf(row, column) === cellOf(rows[0] ?? [], column));
}

/** Share of the rows that speak of a query or a passage which other files know. */
function knownShare(rows: Rows, { qid, docid }: Pick<RowColumns, 'qid' | 'docid'>, { knows }: RowContext): number {
  if (knows === null) return 0;
  return (share(rows, (row) => knows.isQuery(cellOf(row, qid))) + share(rows, (row) => knows.isPassage(cellOf(row, docid)))) / 2;
}

/** A run or judgements, by what a column called score holds: whole numbers are grades, unless the file's name says otherwise. */
export function kindOfScores(written: readonly string[], { name }: RowContext): RowKind {
  const grades = written.filter((value) => readGrade(value) !== null).length;
  return kindByName(name) ?? (grades > written.length * 0.5 || written.length === 0 ? 'qrels' : 'run');
}

/**
 * Whether a column counts 1, 2, 3 … within each query, in the order of the rows. `anyOrder`: the numbers of a query need only be different, whole and
 * begin with 0 or 1, which the grades of a query can be too.
 */
function areRanks(rows: Rows, column: number, anyOrder: boolean): boolean {
  const seen = new Map<string, number[]>();
  for (const row of rows) {
    const rank = readGrade(cellOf(row, column));
    if (rank === null || rank < 0) return false;
    const ranks = seen.get(cellOf(row, 0)) ?? [];
    seen.set(cellOf(row, 0), [...ranks, rank]);
  }
  const lists = [...seen.values()];
  if (!lists.some(({ length }) => length > 1)) return false;
  const counts = (ranks: readonly number[]): boolean => {
    const first = ranks[0] ?? 0;
    return first <= 1 && ranks.every((rank, place) => rank === first + place);
  };
  if (lists.every(counts)) return true;
  return (
    anyOrder &&
    lists.every((ranks) => new Set(ranks).size === ranks.length) &&
    lists.filter((ranks) => Math.min(...ranks) <= 1).length >= lists.length - 1
  );
}

/** Share of the rows whose query and passage other files know both. */
function knownRows(rows: Rows, { qid, docid }: Pick<RowColumns, 'qid' | 'docid'>, { knows }: RowContext): number {
  return knows === null ? 0 : share(rows, (row) => knows.isQuery(cellOf(row, qid)) && knows.isPassage(cellOf(row, docid)));
}
