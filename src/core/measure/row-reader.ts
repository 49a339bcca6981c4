import { cellPlace, eachCsvRow } from '../input/csv.ts';
import { eachJsonValue, isBlankJson, parseJson } from '../input/json.ts';
import type { JsonNode } from '../input/json.ts';
import { tableNumber } from '../input/numbers.ts';
import { placeFinder } from '../input/place.ts';
import { columnUses } from './columns.ts';
import { scoredItem } from './row-json.ts';
import type { ColumnUse } from './columns.ts';
import type { RowLayout } from './row-layout.ts';
import { eachLine, isComment, splitFields, splitTabs, wrongFields } from './rows.ts';
import type { Fields, RowProblem } from './rows.ts';

/** One row of a run or of judgements as it is written; 1-based places of its docid and its number. */
export interface WrittenRow {
  readonly qid: string;
  readonly docid: string;
  /** Score or grade; null: the file has none. */
  readonly value: string | null;
  readonly rank: string | null;
  readonly line: number;
  readonly column: number;
  readonly valueColumn: number;
}

interface Reading {
  readonly text: string;
  readonly row: (row: WrittenRow) => void;
  readonly problem: (problem: RowProblem) => void;
}

/** Visits the rows of a run or of judgements (\n line ends) as their layout says; what is no row is told. Lines that begin with # are comments. */
export function eachRow(layout: RowLayout, reading: Reading): void {
  if (layout.form === 'tree') eachLeaf(reading, layout.kind);
  else if (layout.form === 'fields') {
    if (layout.between === ',' || layout.between === ';') eachCells(layout, layout.between, reading);
    else eachFields(layout, reading);
  } else eachObject(reading, layout.lines, layout.form === 'gold' ? goldRows(reading) : objectRow(reading));
}

type FieldsLayout = Extract<RowLayout, { readonly form: 'fields' }>;

function eachFields(layout: FieldsLayout, { text, row, problem }: Reading): void {
  const split = layout.between === 'tabs' ? splitTabs : splitFields;
  let header: string | null = null;
  eachLine(text, (written, line) => {
    if (written.trim() === '' || isComment(written)) return;
    if (layout.header && header === null) header = written;
    // Splits that were put one behind the other repeat it.
    if (written === header) return;
    const fields = split(written);
    const found = fromFields(layout, fields, line, (column) => fields.starts[column] ?? 0);
    if ('code' in found) problem(found);
    else row(found);
  });
}

function eachCells(layout: FieldsLayout, delimiter: string, { text, row, problem }: Reading): void {
  let header: string | null = null;
  eachCsvRow({
    text,
    delimiter,
    row: (found) => {
      const texts = found.cells.map((cell) => cell.trim());
      const first = texts.join(delimiter);
      if ((texts[0] ?? '').startsWith('#')) return;
      if (layout.header && header === null) header = first;
      if (first === header) return;
      const starts = (column: number): number => cellPlace({ text, delimiter, row: found, cell: column }).column - 1;
      const read = fromFields(layout, { texts, starts: [] }, found.line, starts);
      if ('code' in read) problem(read);
      else row(read);
    },
    problem: () => {},
  });
}

function fromFields(
  { columns, least, most, commas }: FieldsLayout,
  fields: Fields,
  line: number,
  startOf: (column: number) => number,
): WrittenRow | RowProblem {
  const { texts } = fields;
  if (texts.length < least || (most !== null && texts.length > most)) {
    const place = fields.starts.length > 0 ? fields : { texts, starts: texts.map((_, column) => startOf(column)) };
    return wrongFields(place, line, texts.length < least ? least : (most ?? least));
  }
  return {
    qid: texts[columns.qid] ?? '',
    docid: texts[columns.docid] ?? '',
    value: columns.value === null ? null : commas === true ? withDot(texts[columns.value] ?? '') : (texts[columns.value] ?? ''),
    rank: columns.rank === null ? null : (texts[columns.rank] ?? ''),
    line,
    column: startOf(columns.docid) + 1,
    valueColumn: startOf(columns.value ?? columns.rank ?? 0) + 1,
  };
}

/** A number with a decimal comma as others are written; what is none stays as it is. */
function withDot(written: string): string {
  const value = tableNumber(written, 'comma');
  return value === null ? written : String(value);
}

type At = (node: JsonNode) => { readonly line: number; readonly column: number };

/** Reads one object that names query, document and number. */
function objectRow({ row, problem }: Reading): (node: JsonNode, at: At) => void {
  const names = new Map<string, Readonly<Partial<Record<ColumnUse, number>>>>();
  return (node, at) => {
    const { line, column } = at(node);
    if (node.kind !== 'object') {
      problem({ line, column, code: 'wrong-fields', expected: 3, found: 0 });
      return;
    }
    const keys = [...node.entries.keys()];
    const key = keys.join('\n');
    let uses = names.get(key);
    if (uses === undefined) names.set(key, (uses = columnUses(keys)));
    const of = (use: number | undefined): JsonNode | undefined =>
      use === undefined ? undefined : node.entries.get(keys[use] ?? '');
    const qid = writtenName(of(uses.queryId));
    const docid = writtenName(of(uses.docId ?? uses.id));
    const value = of(uses.grade ?? uses.score);
    if (qid === '' || docid === '') {
      problem({ line, column, code: 'wrong-fields', expected: 3, found: keys.length });
      return;
    }
    row({
      qid,
      docid,
      value: value === undefined ? null : writtenValue(value),
      rank: uses.rank === undefined ? null : writtenValue(of(uses.rank)),
      line,
      column,
      valueColumn: value === undefined ? column : at(value).column,
    });
  };
}

/** Reads one of BRIGHT's examples: each of its `gold_ids` is a row with the grade 1. */
function goldRows({ row, problem }: Reading): (node: JsonNode, at: At) => void {
  return (node, at) => {
    const qid = node.kind === 'object' ? writtenName(node.entries.get('id')) : '';
    const gold = node.kind === 'object' ? node.entries.get('gold_ids') : undefined;
    if (qid === '' || gold?.kind !== 'array') {
      problem({ ...at(node), code: 'wrong-fields', expected: 3, found: 0 });
      return;
    }
    for (const item of gold.items) {
      const docid = writtenName(item);
      const { line, column } = at(item);
      if (docid !== '' && docid !== 'N/A') row({ qid, docid, value: '1', rank: null, line, column, valueColumn: column });
    }
  };
}

function eachObject({ text, problem }: Reading, lines: boolean, take: (node: JsonNode, at: At) => void): void {
  if (lines) {
    eachLine(text, (written, line) => {
      if (isBlankJson(written)) return;
      const parsed = parseJson(written, { loose: true });
      if (parsed.ok) take(parsed.value, ({ at }) => ({ line, column: at + 1 }));
      else problem({ line, column: parsed.error.at + 1, code: 'wrong-fields', expected: 3, found: 0 });
    });
    return;
  }
  const placeAt = placeFinder(text);
  eachJsonValue(text, {
    value: (node) => take(node, ({ at }) => placeAt(at)),
    problem: ({ at }) => problem({ ...placeAt(at), code: 'wrong-fields', expected: 3, found: 0 }),
  });
}

/** The rows of `{qid: {docid: number}}`. Of `{qid: [docid, …]}` those of judgements have the grade 1, those of a run count up. */
function eachLeaf({ text, row, problem }: Reading, kind: RowLayout['kind']): void {
  const placeAt = placeFinder(text);
  eachJsonValue(text, {
    value: (node) => {
      for (const [qid, inner] of node.kind === 'object' ? node.entries : []) {
        if (inner.kind === 'object') {
          for (const [docid, value] of inner.entries) {
            const { line, column } = placeAt(value.at);
            row({
              qid: qid.trim(),
              docid: docid.trim(),
              value: writtenValue(value),
              rank: null,
              line,
              column,
              valueColumn: column,
            });
          }
        } else if (inner.kind === 'array') {
          for (const [place, item] of inner.items.entries()) {
            const { line, column } = placeAt(item.at);
            const scored = scoredItem(item);
            const docid = writtenName(scored?.docid ?? item);
            const value = scored?.value !== undefined ? writtenValue(scored.value) : kind === 'qrels' ? '1' : null;
            if (docid === '') problem({ line, column, code: 'wrong-fields', expected: 3, found: 0 });
            else row({ qid: qid.trim(), docid, value, rank: String(place + 1), line, column, valueColumn: column });
          }
        } else problem({ ...placeAt(inner.at), code: 'wrong-fields', expected: 3, found: 1 });
      }
    },
    problem: ({ at }) => problem({ ...placeAt(at), code: 'wrong-fields', expected: 3, found: 0 }),
  });
}

/** A name as JSON holds it: a text, or a number exactly as written. */
function writtenName(node: JsonNode | undefined): string {
  return node?.kind === 'string' ? node.value.trim() : node?.kind === 'number' ? node.written : '';
}

/** A number as written, also within quotes; true is 1. */
function writtenValue(node: JsonNode | undefined): string {
  if (node?.kind === 'number') return node.written;
  if (node?.kind === 'string') return node.value.trim();
  return node?.kind === 'literal' && node.value !== null ? String(Number(node.value)) : '';
}
