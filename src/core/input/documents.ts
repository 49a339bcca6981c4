import { eachLine } from '../measure/rows.ts';
import type { CollectionFile } from './collection.ts';
import { cleanText } from './decode.ts';
import { eachJsonValue, parseJson } from './json.ts';
import type { JsonNode } from './json.ts';
import type { Place } from './place.ts';
import { placeFinder } from './place.ts';
import type { InputProblem } from './problems.ts';
import { jsonFault } from './problems.ts';

/** One entry of a corpus, a query file or a list of passages. `id` is empty when the file names none. */
export interface SourceDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Where the entry begins; 1-based. */
  readonly line: number;
  readonly column: number;
}

const idNames = ['_id', 'id', 'docid', 'doc_id', 'docno', 'pid', 'qid', 'query_id'];
const textNames = ['text', 'contents', 'content', 'segment', 'body', 'passage', 'query', 'question'];

/**
 * Visits the entries of a corpus or query file: JSON Lines (BEIR's `_id, title, text`; Anserini's `id, contents`), a JSON array of such objects
 * or of strings, or `id⇥text` (MS MARCO: quotes mean nothing; with three columns the second is the title). Bad entries are told and passed over.
 */
export function eachDocument(input: {
  readonly text: string;
  readonly shape: 'json' | 'jsonl' | 'tsv';
  readonly visit: (found: SourceDocument) => void;
  readonly problem: (problem: InputProblem) => void;
}): void {
  const { text, shape, visit, problem } = input;
  if (shape === 'tsv') {
    eachLine(text, (row, line) => {
      if (row.trim() === '') return;
      const tab = row.indexOf('\t');
      if (tab < 1) {
        problem({ line, column: tab === 0 ? 1 : row.length + 1, code: 'no-tab' });
        return;
      }
      const second = row.indexOf('\t', tab + 1);
      const title = second === -1 ? '' : row.slice(tab + 1, second).trim();
      visit({ id: row.slice(0, tab).trim(), title, text: row.slice((second === -1 ? tab : second) + 1).trim(), line, column: 1 });
    });
    return;
  }
  const lost = (place: Place): void => problem({ ...place, code: 'no-text', candidate: null });
  if (shape === 'json') {
    const placeAt = placeFinder(text);
    eachJsonValue(text, {
      value: (node) => {
        const place = placeAt(node.at);
        const found = fromNode(node, place);
        if (found === null) lost(place);
        else visit(found);
      },
      problem: (found) => problem({ ...placeAt(found.at), ...jsonFault(found, 'documents') }),
    });
    return;
  }
  eachLine(text, (row, line) => {
    if (row.trim() === '') return;
    const place = { line, column: row.length - row.trimStart().length + 1 };
    const quick = fromValue(parsedOrNull(row), place);
    if (quick !== null) {
      visit(quick);
      return;
    }
    const parsed = parseJson(row);
    if (!parsed.ok) {
      problem({ line, column: parsed.error.at + 1, ...jsonFault(parsed.error, 'documents') });
      return;
    }
    const found = fromNode(parsed.value, place);
    if (found === null) lost(place);
    else visit(found);
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

/** The quick way for the millions: null sends the line to the reader that knows places and keeps numbers as written. */
function fromValue(value: unknown, place: Place): SourceDocument | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const entry = value as Readonly<Record<string, unknown>>;
  const text = textNames.map((name) => entry[name]).find((each) => typeof each === 'string');
  const id = idNames.map((name) => entry[name]).find((each) => each !== undefined);
  if (typeof text !== 'string') return null;
  if (typeof id !== 'string' && id !== undefined && !(typeof id === 'number' && Number.isSafeInteger(id))) return null;
  const title = typeof entry['title'] === 'string' ? entry['title'] : '';
  return { id: id === undefined ? '' : clean(String(id)).trim(), title: clean(title).trim(), text: clean(text), ...place };
}

function fromNode(node: JsonNode, place: Place): SourceDocument | null {
  if (node.kind === 'string') return { id: '', title: '', text: clean(node.value), ...place };
  if (node.kind !== 'object') return null;
  const text = textNames.map((name) => node.entries.get(name)).find((each) => each?.kind === 'string');
  if (text?.kind !== 'string') return null;
  const id = idNames.map((name) => node.entries.get(name)).find((each) => each !== undefined);
  const title = node.entries.get('title');
  return {
    id: id?.kind === 'string' ? clean(id.value).trim() : id?.kind === 'number' ? id.written : '',
    title: title?.kind === 'string' ? clean(title.value).trim() : '',
    text: clean(text.value),
    ...place,
  };
}

function clean(value: string): string {
  return cleanText(value).text;
}

/**
 * Which files of `{id, text}` entries are the corpus and which the queries: by name; else by whose identifiers the run or the judgements use;
 * else, of several, the one with by far the shortest texts holds the queries. One file alone is a corpus.
 */
export function splitDocuments(input: {
  readonly files: readonly CollectionFile[];
  /** True when there is a queries file already. */
  readonly hasQueries: boolean;
  readonly isQuery: (id: string) => boolean;
  readonly isPassage: (id: string) => boolean;
}): { readonly corpus: readonly CollectionFile[]; readonly queries: readonly CollectionFile[] } {
  const corpus: CollectionFile[] = [];
  const queries: CollectionFile[] = [];
  const open: { readonly file: CollectionFile; readonly length: number }[] = [];
  for (const file of input.files) {
    const base = file.name.slice(file.name.lastIndexOf('/') + 1);
    const { ids, length } = beginning(file);
    const asQuery = ids.filter(input.isQuery).length;
    const asPassage = ids.filter(input.isPassage).length;
    if (/quer(?:y|ies)|topic|question/i.test(base)) queries.push(file);
    else if (/corpus|collection|passage|docs|documents/i.test(base)) corpus.push(file);
    else if (asQuery > asPassage) queries.push(file);
    else if (asPassage > asQuery) corpus.push(file);
    else open.push({ file, length });
  }
  open.sort((one, other) => one.length - other.length);
  const [shortest, next] = open;
  const others = next?.length ?? (corpus[0] === undefined ? 0 : beginning(corpus[0]).length);
  if (shortest !== undefined && queries.length === 0 && !input.hasQueries && shortest.length * 2 < others) {
    queries.push(shortest.file);
    open.shift();
  }
  for (const { file } of open) corpus.push(file);
  return { corpus, queries };
}

function beginning({ text, shape }: CollectionFile): { readonly ids: readonly string[]; readonly length: number } {
  const end = text.indexOf('\n', 100_000);
  const ids: string[] = [];
  let length = 0;
  let count = 0;
  eachDocument({
    text: end === -1 ? text : text.slice(0, end),
    shape,
    visit: (found) => {
      count += 1;
      length += found.text.length;
      if (ids.length < 200) ids.push(found.id);
    },
    problem: () => {},
  });
  return { ids, length: count === 0 ? 0 : length / count };
}
