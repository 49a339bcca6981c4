import { eachJsonValue, firstEntries, parseJson } from '../input/json.ts';
import type { JsonNode } from '../input/json.ts';
import { columnUse, columnUses } from './columns.ts';
import { readScore } from './numbers.ts';
import { kindByName, kindOfScores } from './row-layout.ts';
import type { RowContext, RowKind, RowLayout } from './row-layout.ts';
import { eachLine } from './rows.ts';

const LOOKED = 30;
/** What a file of figures calls them: `{query: {"ndcg_cut_10": 0.5}}` looks like a run. */
const MEASURE =
  /^(?:(?:n?dcg|e?ndcg|map|mrr|recall|precision|recip_rank|ndcg_cut|success|bpref|infap|iprec_at_recall|rprec|r-?prec|f1|accuracy|hole|num_\w+|set_\w+|gm_map)(?:[@_( ].*)?|(?:p|r|rr|ap|r_cap)[@_(].*)$/i;

/**
 * How the rows of a run or of judgements in JSON are written, seen from its beginning: objects that name query, document and number, or `{qid: {docid:
 * number}}`. Null: they are no such rows. `{qid: [docid, …]}` is taken only where the file's name says what it is.
 */
export function guessJsonRows(text: string, context: RowContext): RowLayout | null {
  const start = text.search(/\S/);
  if (start === -1 || (text[start] !== '{' && text[start] !== '[')) return null;
  if (text[start] === '{') {
    const kind = treeKind(text, start, context);
    if (kind !== null) return { kind, form: 'tree' };
  }
  for (const lines of text[start] === '{' ? [true, false] : [false]) {
    const objects = lines ? firstLines(text) : firstValues(text);
    const [first] = objects;
    if (context.kind === 'qrels' && first?.kind === 'object' && first.entries.has('gold_ids'))
      return { kind: 'qrels', form: 'gold', lines };
    const kind = objectsKind(objects, context);
    if (kind !== null) return { kind, form: 'objects', lines };
  }
  return null;
}

function treeKind(text: string, start: number, context: RowContext): RowKind | null {
  const entries = firstEntries(text, start, LOOKED);
  const [first] = entries;
  if (first === undefined) return null;
  if (first[1].kind === 'array') {
    const named = context.kind ?? kindByName(context.name);
    const items = entries.flatMap(([, node]): readonly (JsonNode | null)[] => (node.kind === 'array' ? node.items : [null]));
    if (items.every((item) => item?.kind === 'string' || item?.kind === 'number')) return named;
    // `{qid: [[docid, score], …]}` and `{qid: [{docid, score}, …]}`, where a name or other files say that these are queries.
    const asked = entries.filter(([name]) => context.knows?.isQuery(name) === true).length * 2 >= entries.length;
    const scored = items.map((item) => (item === null ? null : scoredItem(item)));
    if ((named === null && !asked) || scored.includes(null)) return null;
    const written = scored.flatMap((item) => (item?.value?.kind === 'number' ? [item.value.written] : []));
    return named ?? kindOfScores(written, context);
  }
  const written: string[] = [];
  let figures = true;
  for (const [, node] of entries) {
    if (node.kind !== 'object') return null;
    for (const [name, value] of node.entries) {
      // Of other things, whose fields are called as such, a text of digits is no number.
      const bare = value.kind === 'string' && columnUse(name) === null ? value.value.trim() : '';
      const number = value.kind === 'number' ? value.written : bare;
      if (readScore(number) === null) return null;
      figures &&= MEASURE.test(name);
      written.push(number);
    }
  }
  return written.length === 0 || figures ? null : (context.kind ?? kindOfScores(written, context));
}

/** A document with its number in a list of a query's: `[docid, 0.5]`, `{docid, score}`; null: it is none. */
export function scoredItem(item: JsonNode): { readonly docid: JsonNode; readonly value: JsonNode | undefined } | null {
  if (item.kind === 'array') {
    const [docid, value, ...more] = item.items;
    const names = docid?.kind === 'string' || docid?.kind === 'number';
    return names && value?.kind === 'number' && more.length === 0 ? { docid, value } : null;
  }
  if (item.kind !== 'object') return null;
  const names = [...item.entries.keys()];
  const uses = columnUses(names);
  const of = (use: number | undefined): JsonNode | undefined =>
    use === undefined ? undefined : item.entries.get(names[use] ?? '');
  const docid = of(uses.docId ?? uses.id);
  const value = of(uses.grade ?? uses.score);
  return docid === undefined || value === undefined || uses.text !== undefined ? null : { docid, value };
}

function firstLines(text: string): readonly JsonNode[] {
  const found: JsonNode[] = [];
  eachLine(text, (row, line) => {
    if (row.trim() === '') return;
    const parsed = row.length > 10_000 ? null : parseJson(row, { loose: true });
    if (parsed?.ok === true) found.push(parsed.value);
    return found.length < LOOKED && line < 2 * LOOKED;
  });
  return found;
}

function firstValues(text: string): readonly JsonNode[] {
  const found: JsonNode[] = [];
  eachJsonValue(text, {
    value: (node) => found.push(node) < LOOKED && (node.kind === 'object' ? node.entries.size < 100 : false),
    // What breaks off is looked at no further.
    problem: () => false,
  });
  return found;
}

function objectsKind(objects: readonly JsonNode[], context: RowContext): RowKind | null {
  const [first] = objects;
  if (first?.kind !== 'object') return null;
  const names = [...first.entries.keys()];
  const { score } = columnUses(names);
  const written = objects.flatMap((node) => {
    const value = node.kind === 'object' ? node.entries.get(names[score ?? -1] ?? '') : undefined;
    return value?.kind === 'number' ? [value.written] : value?.kind === 'string' ? [value.value.trim()] : [];
  });
  return objectRowKind(names, written, context);
}

/** What JSON objects with these names are, one a row; null: they are no rows. `written`: what the first of them hold under the names of scores. */
function objectRowKind(names: readonly string[], written: readonly string[], context: RowContext): RowKind | null {
  const uses = columnUses(names);
  if (uses.queryId === undefined || (uses.docId ?? uses.id) === undefined || uses.text !== undefined) return null;
  if (uses.grade !== undefined && uses.rank === undefined) return context.kind ?? 'qrels';
  if (uses.rank !== undefined) return context.kind ?? 'run';
  return uses.score === undefined ? null : (context.kind ?? kindOfScores(written, context));
}
