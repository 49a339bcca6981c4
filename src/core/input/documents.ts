import { eachLine } from '../measure/rows.ts';
import { cleaned } from './decode.ts';
import { eachJsonValue, parseJson } from './json.ts';
import type { JsonNode } from './json.ts';
import type { Place } from './place.ts';
import { placeFinder } from './place.ts';
import type { InputProblem } from './problems.ts';
import { jsonFault } from './problems.ts';

/** A file of `{id, text}` entries, its text cleaned. */
export interface DocumentFile {
  readonly name: string;
  readonly text: string;
  readonly shape: 'json' | 'jsonl' | 'tsv';
}

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
  return { id: id === undefined ? '' : cleaned(String(id)).trim(), title: cleaned(title).trim(), text: cleaned(text), ...place };
}

function fromNode(node: JsonNode, place: Place): SourceDocument | null {
  if (node.kind === 'string') return { id: '', title: '', text: cleaned(node.value), ...place };
  if (node.kind !== 'object') return null;
  const text = textNames.map((name) => node.entries.get(name)).find((each) => each?.kind === 'string');
  if (text?.kind !== 'string') return null;
  const id = idNames.map((name) => node.entries.get(name)).find((each) => each !== undefined);
  const title = node.entries.get('title');
  return {
    id: id?.kind === 'string' ? cleaned(id.value).trim() : id?.kind === 'number' ? id.written : '',
    title: title?.kind === 'string' ? cleaned(title.value).trim() : '',
    text: cleaned(text.value),
    ...place,
  };
}
