import { byLikelihood, columnUse, columnUses, isTextName } from '../measure/columns.ts';
import { readScore } from '../measure/numbers.ts';
import { eachLine } from '../measure/rows.ts';
import { cleaned } from './clean.ts';
import { eachJsonValue, isBlankJson, parseJson } from './json.ts';
import type { JsonNode } from './json.ts';
import type { Place } from './place.ts';
import { placeFinder } from './place.ts';
import type { InputProblem } from './problems.ts';
import { ownText, passageName, scoreOf, textOf, titleOf, withScore } from './passage-fields.ts';
import type { JsonObject } from './passage-fields.ts';
import { jsonFault } from './problems.ts';
import { isNamedHeader } from './role-guess.ts';
import { eachTableEntry } from './table-entries.ts';
import { eachMarked } from './trec-markup.ts';

/** A file of `{id, text}` entries, its text cleaned. */
export interface DocumentFile {
  readonly name: string;
  readonly text: string;
  /** `tree`: one JSON object of names, with a text or an entry under each. `markup`: TREC's. */
  readonly shape: 'json' | 'jsonl' | 'tree' | 'tsv' | 'table' | 'markup';
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
  /** `id` says where the entry is from, or its place in a list: others may have it too. */
  readonly shared?: boolean;
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

/** `corpus_id` may be a place in a list. */
const LAST_ID = 'corpus_id';

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
  if (shape === 'markup') {
    eachMarked(input);
    return;
  }
  if (shape === 'tsv') {
    eachNamedLine(input);
    return;
  }
  const lost = (place: Place): void => problem({ ...place, code: 'no-text', candidate: null });
  if (shape === 'json' || shape === 'tree') {
    const placeAt = placeFinder(text);
    eachJsonValue(text, {
      value: (node) => {
        if (shape === 'tree' && node.kind === 'object') return eachBranch(node, placeAt, input);
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
    const parsed = parseJson(row, { loose: true });
    if (!parsed.ok) {
      if (isBlankJson(row)) return undefined;
      problem({ line, column: parsed.error.at + 1, ...jsonFault(parsed.error, 'documents') });
      return undefined;
    }
    const found = fromNode(parsed.value, place);
    if (found !== null) return visit(found);
    lost(place);
    return undefined;
  });
}

/** Visits the entries of `{name: text}` or `{name: {title, text}}`, as BEIR holds corpora and queries. Each is named by where it stands. */
function eachBranch(
  node: JsonObject,
  placeAt: (at: number) => Place,
  { visit, problem }: Pick<Parameters<typeof eachDocument>[0], 'visit' | 'problem'>,
): boolean | void {
  for (const [name, inner] of node.entries) {
    const place = placeAt(inner.at);
    const found = fromNode(inner, place);
    if (found === null) problem({ ...place, code: 'no-text', candidate: null });
    else if (visit({ ...found, id: cleaned(name).trim(), shared: false }) === false) return false;
  }
  return undefined;
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
  /** All of it stands in the entry itself: there is a text that only passages have, and a name. */
  readonly plain: boolean;
}

function entryNames(keys: readonly string[]): EntryNames {
  const uses = keys.map((key) => columnUse(key));
  const of = (...wanted: readonly ReturnType<typeof columnUse>[]): string[] => [
    ...byLikelihood(keys.filter((_, index) => wanted.includes(uses[index] ?? null))),
  ];
  const best = columnUses(keys);
  const own = [...of('id'), ...of('docId', 'queryId')].filter((name) => name.toLowerCase() !== LAST_ID);
  const texts = of('text');
  return {
    text: [...texts.filter((name) => isTextName(name)), ...texts.filter((name) => !isTextName(name))],
    query: of('query'),
    id: own,
    title: best.title === undefined ? null : (keys[best.title] ?? null),
    score: best.score === undefined ? null : (keys[best.score] ?? null),
    plain: own.length > 0 && (texts.some((name) => isTextName(name)) || (texts.length === 0 && best.query !== undefined)),
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
  if (!names.plain) return null;
  const textName = names.text.find((name) => isTextName(name) && typeof entry[name] === 'string');
  const queryName = names.text.length > 0 ? undefined : names.query.find((name) => typeof entry[name] === 'string');
  const text = entry[textName ?? queryName ?? ''];
  const id = names.id.map((name) => entry[name]).find((each) => each !== undefined && each !== null);
  if (typeof text !== 'string') return null;
  if (typeof id !== 'string' && !(typeof id === 'number' && Number.isSafeInteger(id))) return null;
  const title = names.title === null ? '' : entry[names.title];
  const score = names.score === null ? undefined : entry[names.score];
  if (score !== undefined && typeof score !== 'number') return null;
  return {
    id: cleaned(String(id)).trim(),
    title: typeof title === 'string' ? cleaned(title).trim() : '',
    text: cleaned(text),
    ...(textName === undefined ? { asks: true } : {}),
    ...(score === undefined ? {} : { score }),
    ...place,
  };
}

function fromNode(written: JsonNode, place: Place): SourceDocument | null {
  const node = withScore(written);
  if (node.kind === 'string') return { id: '', title: '', text: cleaned(node.value), ...place };
  if (node.kind !== 'object') return null;
  const names = namesOf([...node.entries.keys()]);
  const asked = names.query.map((name) => node.entries.get(name)).find((each) => each?.kind === 'string');
  const own = passageText(node, asked !== undefined);
  const text = own ?? (asked?.kind === 'string' ? asked.value : undefined);
  if (text === undefined) return null;
  const scored = scoreOf(node);
  const score =
    scored?.kind === 'number' ? readScore(scored.written) : scored?.kind === 'string' ? readScore(scored.value) : null;
  const lists = own === undefined ? queryLists(node) : null;
  const { name, shared } = own === undefined ? { name: queryId(node, names), shared: false } : passageName(node);
  return {
    id: name,
    title: titleOf(node),
    text: cleaned(text),
    ...(own === undefined ? { asks: true } : {}),
    ...(score !== null && Number.isFinite(score) ? { score } : {}),
    ...(shared ? { shared } : {}),
    ...(lists === null ? {} : { lists }),
    ...place,
  };
}

/** The passage of an entry. Beside a question that has lists of its own an answer or a description is none: it belongs to them. */
function passageText(node: JsonObject, asks: boolean): string | undefined {
  const sure = textOf(node, false);
  if (sure !== undefined || (asks && hasLists(node))) return sure;
  return ownText(node, true);
}

/** True for an object with lists of objects or lists, or with objects, which are more than words about it. */
export function hasLists({ entries }: JsonObject): boolean {
  const isInner = ({ kind }: JsonNode): boolean => kind === 'object' || kind === 'array';
  return [...entries.values()].some((node) => (node.kind === 'array' ? node.items.some(isInner) : isInner(node)));
}

function queryId(node: JsonObject, names: EntryNames): string {
  const id = names.id
    .map((name) => node.entries.get(name))
    .find((each) => each !== undefined && !(each.kind === 'literal' && each.value === null));
  return id?.kind === 'string' ? cleaned(id.value).trim() : id?.kind === 'number' ? id.written : '';
}

/** BRIGHT's `gold_ids`, `gold_ids_long` and `excluded_ids`; null: the query has none. */
function queryLists(node: JsonObject): QueryLists | null {
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
