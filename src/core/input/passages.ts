import { byLikelihood, columnUse, isTextName } from '../measure/columns.ts';
import type { ColumnUse } from '../measure/columns.ts';
import { cleaned } from './clean.ts';
import type { JsonNode } from './json.ts';

type JsonObject = Extract<JsonNode, { readonly kind: 'object' }>;

/** Passages of one query in a JSON object. */
interface FoundPassages {
  /** UTF-16 offset of the list. */
  readonly at: number;
  /** `grade`: the list says of all of its passages how relevant they are; null: it says nothing. */
  readonly passages: readonly { readonly node: JsonNode; readonly grade: number | null }[];
  /** They are chosen by their judgements, as a list of relevant ones is. */
  readonly judged: boolean;
}

/** Lists that are a query's candidates whatever else is there (RankLLM, RankGPT), and those that are beside a query or hold objects with texts. */
const SURE_LISTS = ['candidates', 'hits'];
const LISTS: readonly string[] = (
  'passages documents docs ctxs contexts results retrieved_documents retrieved_passages retrieved search_results chunks snippets ' +
  'items data'
).split(' ');
/** Lists by how relevant they are: MTEB's, Tevatron's, MIRACL's, DPR's. */
const JUDGED_LISTS: Readonly<Record<string, number>> = {
  positive: 1,
  positives: 1,
  pos: 1,
  positive_passages: 1,
  positive_ctxs: 1,
  negative: 0,
  negatives: 0,
  neg: 0,
  negative_passages: 0,
  negative_ctxs: 0,
  hard_negatives: 0,
  hard_negative_ctxs: 0,
};

/** The passages of one query that an object holds: `candidates`, `hits`, `passages` beside a query, relevant and other ones. Null: it holds none. */
export function findPassages(node: JsonObject): FoundPassages | null {
  for (const name of SURE_LISTS) {
    const list = node.entries.get(name);
    if (list?.kind === 'array') return { at: list.at, passages: plain(list.items), judged: false };
  }
  const asks = hasQuery(node);
  for (const name of LISTS) {
    const list = node.entries.get(name);
    if (list?.kind === 'array' && list.items.length > 0 && list.items.every((item) => isPassage(item, asks)))
      return { at: list.at, passages: plain(list.items), judged: false };
    const rows = list?.kind === 'object' && asks ? fromColumns(list) : null;
    if (list !== undefined && rows !== null) return { at: list.at, passages: plain(rows), judged: false };
  }
  if (!asks) return null;
  const judged = Object.entries(JUDGED_LISTS).flatMap(([name, grade]) => {
    const list = node.entries.get(name);
    const items = list?.kind === 'array' ? list.items : list?.kind === 'string' ? [list] : [];
    return items.every((item) => isPassage(item, true)) ? items.map((item) => ({ node: item, grade })) : [];
  });
  const [first] = judged;
  return first === undefined ? null : { at: first.node.at, passages: judged, judged: true };
}

function plain(items: readonly JsonNode[]): FoundPassages['passages'] {
  return items.map((node) => ({ node, grade: null }));
}

/** True for an object that asks something. */
export function hasQuery({ entries }: JsonObject): boolean {
  const query = entries.get('query') ?? entries.get('question') ?? entries.get('topic');
  return query?.kind === 'string' || (query?.kind === 'object' && query.entries.size > 0);
}

function isPassage(node: JsonNode, asked: boolean): boolean {
  if (node.kind === 'string') return asked;
  if (node.kind !== 'object') return false;
  const inner = node.entries.get('doc') ?? node.entries.get('document');
  return inner?.kind === 'string' || textOf(inner?.kind === 'object' ? inner : node) !== undefined;
}

/** A table by columns as rows, as Hugging Face writes lists of objects: `{passage_text: […], is_selected: […]}`. Null: it is none with texts. */
function fromColumns(node: JsonObject): readonly JsonNode[] | null {
  const columns = [...node.entries].flatMap(([name, list]) => (list.kind === 'array' ? [[name, list.items] as const] : []));
  const texts = columns.find(([name, items]) => columnUse(name) === 'text' && items.every(({ kind }) => kind === 'string'));
  if (texts === undefined) return null;
  return texts[1].map(({ at }, row) => {
    const entries = columns.flatMap(([name, items]) => {
      const item = items[row];
      return item === undefined ? [] : [[name, item] as const];
    });
    return { kind: 'object', at, entries: new Map(entries) };
  });
}

/** The text of an object: under a name that only passages have, else under one that others have too. */
export function textOf(node: JsonObject): string | undefined {
  const names = fieldNames(node, 'text');
  for (const name of [...names.filter((one) => isTextName(one)), ...names.filter((one) => !isTextName(one))]) {
    const value = node.entries.get(name);
    if (value?.kind === 'string') return value.value;
  }
  return undefined;
}

function fieldNames({ entries }: JsonObject, use: ColumnUse): readonly string[] {
  return byLikelihood([...entries.keys()].filter((name) => columnUse(name) === use));
}

/** What an object holds under the likeliest of the names for this use. */
export function fieldOf(node: JsonObject, use: ColumnUse): JsonNode | undefined {
  const [name] = fieldNames(node, use);
  return name === undefined ? undefined : node.entries.get(name);
}

/**
 * The name of a candidate, '' for none: of its own, of its document, its place in a list that a server or a cross-encoder was given, or its address.
 * `exact`: white space around it is part of it, as in this page's own files.
 */
export function candidateName(item: JsonNode, exact = false): string {
  if (item.kind !== 'object') return '';
  const inner = item.entries.get('doc') ?? item.entries.get('document');
  const objects = [item, ...(inner?.kind === 'object' ? [inner] : [])];
  const own = objects.flatMap((one) => [
    ...fieldNames(one, 'docId')
      .filter((name) => name !== 'corpus_id')
      .map((name) => one.entries.get(name)),
    fieldOf(one, 'id'),
  ]);
  const last = [item.entries.get('corpus_id'), item.entries.get('index'), ...objects.map((one) => fieldOf(one, 'address'))];
  for (const node of [...own, ...last]) {
    const name = node?.kind === 'string' ? cleaned(node.value) : node?.kind === 'number' ? node.written : '';
    if (name !== '') return exact ? name : name.trim();
  }
  return '';
}
