import { byLikelihood, columnUse, columnUses, isTextName } from '../measure/columns.ts';
import { readScore } from '../measure/numbers.ts';
import { eachLine } from '../measure/rows.ts';
import { cleaned } from './clean.ts';
import { eachJsonValue, parseJson } from './json.ts';
import type { JsonNode } from './json.ts';
import type { Place } from './place.ts';
import { placeFinder } from './place.ts';
import type { InputProblem } from './problems.ts';
import { jsonFault } from './problems.ts';
import { eachTableEntry } from './table-entries.ts';

/** A file of `{id, text}` entries, its text cleaned. */
export interface DocumentFile {
  readonly name: string;
  readonly text: string;
  readonly shape: 'json' | 'jsonl' | 'tsv' | 'table';
}

/** One entry of a corpus, a query file or a list of passages. `id` is empty when the file names none. */
export interface SourceDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Where the entry begins; 1-based. */
  readonly line: number;
  readonly column: number;
  /** Its text stands where queries do: `query`, `question`. */
  readonly asks?: boolean;
  readonly score?: number;
  /** BRIGHT's lists of a query. */
  readonly lists?: QueryLists;
}

/** What BRIGHT's examples say of a query beside its text; none of them holds its `N/A`. */
export interface QueryLists {
  /** Relevant passages, of the passages and of the long documents. */
  readonly gold: readonly string[];
  readonly goldLong: readonly string[];
  /** Must not be among its candidates. */
  readonly excluded: readonly string[];
}

/** Names of an entry's own identity: `corpus_id` may be a place in a list, an address is a name where nothing else is. */
const LAST_IDS: readonly string[] = ['corpus_id', 'url', 'link', 'href', 'uri'];

/**
 * Visits the entries of a corpus or query file: JSON Lines (BEIR's `_id, title, text`; Anserini's `id, contents`; BRIGHT's `id, query`), a JSON array of such
 * objects or of strings, `id⇥text` with or without a header (MS MARCO: quotes mean nothing; with three columns the second is the title), or a table. Bad
 * entries are told and passed over.
 */
export function eachDocument(input: {
  readonly name?: string;
  readonly text: string;
  readonly shape: DocumentFile['shape'];
  readonly visit: (found: SourceDocument) => boolean | void;
  readonly problem: (problem: InputProblem) => void;
}): void {
  const { text, shape, visit, problem } = input;
  if (shape === 'table') {
    eachTableEntry({ text, name: input.name ?? '', visit, problem });
    return;
  }
  if (shape === 'tsv') {
    eachNamedLine(input);
    return;
  }
  const lost = (place: Place): void => problem({ ...place, code: 'no-text', candidate: null });
  if (shape === 'json') {
    const placeAt = placeFinder(text);
    eachJsonValue(text, {
      value: (node) => {
        const place = placeAt(node.at);
        const found = fromNode(node, place);
        if (found !== null) return visit(found);
        lost(place);
        return undefined;
      },
      problem: (found) => problem({ ...placeAt(found.at), ...jsonFault(found, 'documents') }),
    });
    return;
  }
  eachLine(text, (row, line) => {
    if (row.trim() === '') return undefined;
    const place = { line, column: row.length - row.trimStart().length + 1 };
    const quick = fromValue(parsedOrNull(row), place);
    if (quick !== null) return visit(quick);
    const parsed = parseJson(row);
    if (!parsed.ok) {
      problem({ line, column: parsed.error.at + 1, ...jsonFault(parsed.error, 'documents') });
      return undefined;
    }
    const found = fromNode(parsed.value, place);
    if (found !== null) return visit(found);
    lost(place);
    return undefined;
  });
}

/** True for a first line that names its columns, one of them a text or a query: `qid⇥query`. */
export function isNamedHeader(cells: readonly string[]): boolean {
  const uses = cells.map((cell) => columnUse(cell));
  return cells.length > 1 && uses.every((use) => use !== null) && uses.some((use) => use === 'text' || use === 'query');
}

function eachNamedLine({ text, visit, problem }: Parameters<typeof eachDocument>[0]): void {
  let header: string | null = null;
  let columns: ReturnType<typeof columnUses> = {};
  eachLine(text, (row, line) => {
    if (row.trim() === '') return undefined;
    if (header === null) {
      const names = row.split('\t');
      header = isNamedHeader(names) ? row : '';
      if (header !== '') columns = columnUses(names);
    }
    if (row === header) return undefined;
    const tab = row.indexOf('\t');
    if (tab < 1) {
      problem({ line, column: tab === 0 ? 1 : row.length + 1, code: 'no-tab' });
      return undefined;
    }
    if (header !== '') {
      const cells = row.split('\t');
      const of = (use: number | undefined): string => (use === undefined ? '' : (cells[use] ?? '').trim());
      const asks = columns.text === undefined;
      const id = asks ? (columns.queryId ?? columns.id) : (columns.docId ?? columns.id ?? columns.queryId ?? columns.address);
      return visit({ id: of(id), title: of(columns.title), text: of(columns.text ?? columns.query), asks, line, column: 1 });
    }
    const second = row.indexOf('\t', tab + 1);
    const title = second === -1 ? '' : row.slice(tab + 1, second).trim();
    const passage = row.slice((second === -1 ? tab : second) + 1).trim();
    return visit({ id: row.slice(0, tab).trim(), title, text: passage, line, column: 1 });
  });
}

/** Only what ends as an object does is tried: an error thrown costs a hundred times what a row does. */
function parsedOrNull(row: string): unknown {
  if (!/\}\s*$/.test(row.slice(-100))) return null;
  try {
    return JSON.parse(row);
  } catch {
    return null;
  }
}

/** Which names of an object hold what. The names of the millions of one file are the same: they are looked up once. */
interface EntryNames {
  readonly text: readonly string[];
  readonly query: readonly string[];
  readonly id: readonly string[];
  readonly title: string | null;
  readonly score: string | null;
}

function entryNames(keys: readonly string[]): EntryNames {
  const uses = keys.map((key) => columnUse(key));
  const of = (...wanted: readonly ReturnType<typeof columnUse>[]): string[] => [
    ...byLikelihood(keys.filter((_, index) => wanted.includes(uses[index] ?? null))),
  ];
  const best = columnUses(keys);
  const own = [...of('id'), ...of('docId', 'queryId')].filter((name) => !LAST_IDS.includes(name.toLowerCase()));
  const texts = of('text');
  return {
    text: [...texts.filter((name) => isTextName(name)), ...texts.filter((name) => !isTextName(name))],
    query: of('query'),
    id: [...own, ...keys.filter((key) => LAST_IDS.includes(key.toLowerCase()))],
    title: best.title === undefined ? null : (keys[best.title] ?? null),
    score: best.score === undefined ? null : (keys[best.score] ?? null),
  };
}

const known = new Map<string, EntryNames>();
const MOST_KNOWN = 200;

/** Reckoned once for each set of names: a file has one or two. */
function namesOf(keys: readonly string[]): EntryNames {
  const key = keys.join('\n');
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const names = entryNames(keys);
  known.set(key, names);
  return names;
}

/** The quick way for the millions: null sends the line to the reader that knows places and keeps numbers as written. */
function fromValue(value: unknown, place: Place): SourceDocument | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const entry = value as Readonly<Record<string, unknown>>;
  if (Object.hasOwn(entry, 'gold_ids')) return null;
  const names = namesOf(Object.keys(entry));
  const textName = names.text.find((name) => typeof entry[name] === 'string');
  const queryName = names.query.find((name) => typeof entry[name] === 'string');
  const text = entry[textName ?? queryName ?? ''];
  const id = names.id.map((name) => entry[name]).find((each) => each !== undefined && each !== null);
  if (typeof text !== 'string') return null;
  if (typeof id !== 'string' && id !== undefined && !(typeof id === 'number' && Number.isSafeInteger(id))) return null;
  const title = names.title === null ? '' : entry[names.title];
  const score = names.score === null ? undefined : entry[names.score];
  if (score !== undefined && typeof score !== 'number') return null;
  return {
    id: id === undefined ? '' : cleaned(String(id)).trim(),
    title: typeof title === 'string' ? cleaned(title).trim() : '',
    text: cleaned(text),
    ...(textName === undefined ? { asks: true } : {}),
    ...(score === undefined ? {} : { score }),
    ...place,
  };
}

function fromNode(node: JsonNode, place: Place): SourceDocument | null {
  if (node.kind === 'string') return { id: '', title: '', text: cleaned(node.value), ...place };
  if (node.kind !== 'object') return null;
  const { entries } = node;
  const names = namesOf([...entries.keys()]);
  const named = (list: readonly string[]): JsonNode | undefined =>
    list.map((name) => entries.get(name)).find((each) => each?.kind === 'string');
  const own = named(names.text);
  const text = own ?? named(names.query);
  if (text?.kind !== 'string') return null;
  const id = names.id
    .map((name) => entries.get(name))
    .find((each) => each !== undefined && !(each.kind === 'literal' && each.value === null));
  const title = names.title === null ? undefined : entries.get(names.title);
  const scored = names.score === null ? undefined : entries.get(names.score);
  const score = scored?.kind === 'number' ? readScore(scored.written) : null;
  const lists = own === undefined ? queryLists(node) : null;
  return {
    id: id?.kind === 'string' ? cleaned(id.value).trim() : id?.kind === 'number' ? id.written : '',
    title: title?.kind === 'string' ? cleaned(title.value).trim() : '',
    text: cleaned(text.value),
    ...(own === undefined ? { asks: true } : {}),
    ...(score !== null && Number.isFinite(score) ? { score } : {}),
    ...(lists === null ? {} : { lists }),
    ...place,
  };
}

/** BRIGHT's `gold_ids`, `gold_ids_long` and `excluded_ids`; null: the query has none. */
function queryLists(node: Extract<JsonNode, { readonly kind: 'object' }>): QueryLists | null {
  if (!node.entries.has('gold_ids') && !node.entries.has('excluded_ids')) return null;
  const of = (name: string): readonly string[] => {
    const list = node.entries.get(name);
    return (list?.kind === 'array' ? list.items : []).flatMap((item) => {
      const id = item.kind === 'string' ? cleaned(item.value).trim() : item.kind === 'number' ? item.written : '';
      return id === '' || id === 'N/A' ? [] : [id];
    });
  };
  return { gold: of('gold_ids'), goldLong: of('gold_ids_long'), excluded: of('excluded_ids') };
}
