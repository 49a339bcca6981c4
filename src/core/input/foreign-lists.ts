import { columnUse, isTextName } from '../measure/columns.ts';
import type { JsonNode } from './json.ts';
import { fieldOf, passageName, textOf, titleOf, withScore } from './passage-fields.ts';
import type { JsonObject } from './passage-fields.ts';

/** A list of passages that stands in an object otherwise than as an array of them under a usual name. */
interface ForeignList {
  /** UTF-16 offset of the list. */
  readonly at: number;
  readonly items: readonly JsonNode[];
  readonly query?: JsonNode;
}

/** The passages of one query in forms of their own: of question answering data sets, columns, vector stores and servers. Null: it has none of these. */
export function foreignList(node: JsonObject): ForeignList | null {
  return contextPairs(node) ?? comparedTexts(node) ?? inlineSources(node) ?? columnsOf(node) ?? listInside(node);
}

type Entries = readonly (readonly [name: string, node: JsonNode])[];
const object = (at: number, entries: Entries): JsonObject => ({ kind: 'object', at, entries: new Map(entries) });
const string = (at: number, value: string): JsonNode => ({ kind: 'string', at, value });
const itemsOf = (node: JsonNode | undefined): readonly JsonNode[] => (node?.kind === 'array' ? node.items : []);
const isStrings = (node: JsonNode | undefined): boolean => itemsOf(node).every(({ kind }) => kind === 'string');

/** HotpotQA's and 2WikiMultihopQA's `context: [[title, [sentence, …]], …]`, also by columns, with `supporting_facts` as judgements. */
function contextPairs(node: JsonObject): ForeignList | null {
  const context = node.entries.get('context');
  const columns = context?.kind === 'object' ? context.entries : null;
  const sentences = itemsOf(columns?.get('sentences'));
  const pairs =
    columns === null
      ? itemsOf(context).map((pair) => itemsOf(pair))
      : itemsOf(columns.get('title')).map((title, place) => [title, ...sentences.slice(place, place + 1)]);
  if (context === undefined || pairs.length === 0) return null;
  const facts = node.entries.get('supporting_facts');
  const titles = facts?.kind === 'object' ? itemsOf(facts.entries.get('title')) : itemsOf(facts).map((fact) => itemsOf(fact)[0]);
  const supporting = new Set(titles.flatMap((title) => (title?.kind === 'string' ? [title.value] : [])));
  const found: JsonNode[] = [];
  for (const [title, said, ...more] of pairs) {
    if (title?.kind !== 'string' || more.length > 0 || said === undefined) return null;
    if (said.kind !== 'string' && (said.kind !== 'array' || !isStrings(said))) return null;
    const parts = said.kind === 'string' ? [said] : said.items;
    const text = parts.map((part) => (part.kind === 'string' ? part.value : '')).reduce(joined, '');
    const fields: Entries = [
      ['title', title],
      ['text', string(said.at, text)],
    ];
    const grade: JsonNode = { kind: 'literal', at: title.at, value: supporting.has(title.value) };
    found.push(object(title.at, titles.length === 0 ? fields : [...fields, ['relevance', grade]]));
  }
  return { at: context.at, items: found };
}

/** Sentences of which some bring the blank between them, and others do not. */
function joined(before: string, next: string): string {
  return before === '' || /\s$/u.test(before) || /^\s/u.test(next) ? before + next : `${before} ${next}`;
}

/** vLLM's question of a score: `text_1` is held against each of `text_2`. */
function comparedTexts({ entries }: JsonObject): ForeignList | null {
  const query = entries.get('text_1');
  const texts = entries.get('text_2');
  if (query?.kind !== 'string' || texts?.kind !== 'array' || texts.items.length === 0 || !isStrings(texts)) return null;
  return { at: texts.at, items: texts.items, query };
}

/** Bedrock's question: `queries: [{textQuery: {text}}]` with its `sources`. */
function inlineSources({ entries }: JsonObject): ForeignList | null {
  const [asked] = itemsOf(entries.get('queries'));
  const inner = asked?.kind === 'object' ? (asked.entries.get('textQuery') ?? asked) : asked;
  const query = inner?.kind === 'object' ? inner.entries.get('text') : inner;
  const sources = entries.get('sources') ?? entries.get('documents');
  if (query?.kind !== 'string' || itemsOf(entries.get('queries')).length !== 1 || !isListOfPassages(sources)) return null;
  return { at: sources.at, items: sources.items, query };
}

/**
 * Columns of equal length, one of them of texts: `{id: […], text: […]}`, each in one more array as Chroma answers one question, `{id: {"0": …}, text: {"0":
 * …}}` and `{columns: […], data: [[…], …]}` as pandas writes them.
 */
function columnsOf(node: JsonObject): ForeignList | null {
  const rows = splitRows(node);
  if (rows !== null) return rows;
  const columns: (readonly [name: string, items: readonly JsonNode[]])[] = [];
  for (const [name, column] of node.entries) {
    const items =
      column.kind === 'object' && [...column.entries.keys()].every((key) => /^\d+$/.test(key))
        ? [...column.entries.values()]
        : itemsOf(column);
    const [only] = items;
    if (items.length === 1 && only?.kind === 'array') columns.push([name, only.items]);
    else if (items.length > 0) columns.push([name, items]);
  }
  const texts = columns.find(([name, items]) => isTextName(name) && items.every(({ kind }) => kind === 'string'));
  const length = texts?.[1].length ?? 0;
  const equal = columns.filter(([, items]) => items.length === length);
  const asked = fieldOf(node, 'query')?.kind === 'string';
  if (texts === undefined || (length < 2 && equal.length < 2) || asked || !equal.some(isNamedColumn)) return null;
  const singular = (name: string): string => (columnUse(name) === null ? name.replace(/s$/, '') : name);
  const items = texts[1].map(({ at }, row) =>
    object(
      at,
      equal.flatMap(([name, list]) => {
        const item = list[row];
        return item === undefined ? [] : [[name === texts[0] ? 'text' : singular(name), item] as const];
      }),
    ),
  );
  return { at: texts[1][0]?.at ?? node.at, items };
}

/** A column that names or weighs what stands beside it. */
function isNamedColumn([name]: readonly [string, unknown]): boolean {
  const use = columnUse(name) ?? columnUse(name.replace(/s$/, ''));
  return use === 'id' || use === 'docId' || use === 'title' || use === 'score' || use === 'address';
}

function splitRows({ entries }: JsonObject): ForeignList | null {
  const names = itemsOf(entries.get('columns')).map((name) => (name.kind === 'string' ? name.value : ''));
  const data = entries.get('data');
  if (data?.kind !== 'array' || data.items.length === 0 || !names.some((name) => isTextName(name))) return null;
  if (!data.items.every((row) => itemsOf(row).length === names.length)) return null;
  const row = (node: JsonNode): JsonObject =>
    object(
      node.at,
      itemsOf(node).map((cell, column) => [names[column] ?? '', cell] as const),
    );
  return { at: data.at, items: data.items.map(row) };
}

type List = Extract<JsonNode, { readonly kind: 'array' }>;

function isListOfPassages(node: JsonNode | undefined): node is List {
  return node?.kind === 'array' && node.items.length > 0 && node.items.every(isEvident);
}

/** A passage that nothing around it need explain: a text under a name that only passages have, and a name, a title or a score. No turn of a talk. */
function isEvident(item: JsonNode): boolean {
  const node = withScore(item);
  if (node.kind !== 'object' || node.entries.has('role')) return false;
  // A result of a search in the web has a title, an address and a few words.
  if (textOf(node, false) === undefined)
    return textOf(node) !== undefined && titleOf(node) !== '' && fieldOf(node, 'address') !== undefined;
  return (
    node.entries.size > 1 || [...node.entries.values()].some(({ kind }) => kind === 'object') || passageName(node).name !== ''
  );
}

/** A list is looked for so many objects deep, and in so many fields. */
const DEEPEST = 5;
const MOST_FIELDS = 1000;

/** The one list of passages inside an answer of a search engine, a vector store or a server, whatever it is called; null: there is none, or several. */
function listInside(node: JsonObject): ForeignList | null {
  const lists: List[] = [];
  let fields = 0;
  const walk = (one: JsonObject, depth: number): void => {
    for (const written of one.entries.values()) {
      // One question was asked of several that could be.
      const [only] = written.kind === 'array' && written.items.length === 1 ? written.items : [];
      const inner = only?.kind === 'array' ? only : written;
      fields += 1;
      if (fields > MOST_FIELDS || lists.length > 1) return;
      if (isListOfPassages(inner)) lists.push(inner);
      else if (inner.kind === 'object' && depth < DEEPEST) walk(inner, depth + 1);
    }
  };
  walk(node, 0);
  const [list, ...more] = lists;
  return list === undefined || more.length > 0 || fields > MOST_FIELDS
    ? null
    : { at: list.at, items: list.items, ...askedIn(node) };
}

/** What the object says was asked, where it says so. */
function askedIn({ entries }: JsonObject): { readonly query?: JsonNode } {
  for (const name of ['query', 'question', 'topic', 'q', 'search_query', 'searchQuery']) {
    const written = entries.get(name);
    const query = written?.kind === 'array' && written.items.length === 1 ? written.items[0] : written;
    if (query?.kind === 'string') return { query };
  }
  return {};
}
