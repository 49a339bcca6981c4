import { columnUse } from '../measure/columns.ts';
import { foreignList } from './foreign-lists.ts';
import type { JsonNode } from './json.ts';
import { textOf, withScore } from './passage-fields.ts';
import type { JsonObject } from './passage-fields.ts';

/** Passages of one query in a JSON object. */
interface FoundPassages {
  /** UTF-16 offset of the list. */
  readonly at: number;
  /** `grade`: the list says of all of its passages how relevant they are; null: it says nothing. */
  readonly passages: readonly { readonly node: JsonNode; readonly grade: number | null }[];
  /** They are chosen by their judgements, as a list of relevant ones is. */
  readonly judged: boolean;
  /** The query that stands with them under a name of its own. */
  readonly query?: JsonNode;
}

/** Lists that are a query's candidates whatever else is there (RankLLM, RankGPT), and those that are beside a query or hold objects with texts. */
const SURE_LISTS = ['candidates', 'hits'];
const LISTS: readonly string[] = (
  'passages documents docs ctxs contexts texts records paragraphs results retrieved_documents retrieved_passages retrieved search_results ' +
  'chunks snippets nodes source_nodes matches items data'
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
    if (list?.kind === 'array' && arePassages(list.items, asks))
      return { at: list.at, passages: plain(list.items), judged: false };
    const rows = list?.kind === 'object' && asks ? fromColumns(list) : null;
    if (list !== undefined && rows !== null) return { at: list.at, passages: plain(rows), judged: false };
  }
  const foreign = foreignList(node);
  if (foreign !== null) {
    const { at, items, query } = foreign;
    return { at, passages: plain(items), judged: false, ...(query === undefined ? {} : { query }) };
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

/** Whether a list is one of passages: all of it, or beside a query most of it. What is none is told by its reader. */
function arePassages(items: readonly JsonNode[], asked: boolean): boolean {
  const found = items.filter((item) => isPassage(item, asked)).length;
  return found > 0 && (found === items.length || (found * 2 >= items.length && items.every(({ kind }) => kind !== 'array')));
}

function plain(items: readonly JsonNode[]): FoundPassages['passages'] {
  return items.map((node) => ({ node: withScore(node), grade: null }));
}

/** True for an object that asks something. */
export function hasQuery({ entries }: JsonObject): boolean {
  const query = entries.get('query') ?? entries.get('question') ?? entries.get('topic');
  return query?.kind === 'string' || (query?.kind === 'object' && query.entries.size > 0);
}

function isPassage(node: JsonNode, asked: boolean): boolean {
  if (node.kind === 'string') return asked;
  const passage = withScore(node);
  return passage.kind === 'object' && textOf(passage) !== undefined;
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
