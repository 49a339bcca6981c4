import type { DocumentOutline } from '../documents/document.ts';
import { columnUses } from '../measure/columns.ts';
import { guessJsonRows } from '../measure/row-json.ts';
import { guessRowLayout } from '../measure/row-layout.ts';
import type { RowContext, RowLayout } from '../measure/row-layout.ts';
import { eachLine } from '../measure/rows.ts';
import { hasLists, isNamedHeader } from './documents.ts';
import type { DocumentFile } from './documents.ts';
import { eachJsonValue, jsonStart, parseJsonAt } from './json.ts';
import type { JsonNode } from './json.ts';
import { isPair } from './pairs.ts';
import { ownText, textOf, withScore } from './passage-fields.ts';
import type { JsonObject } from './passage-fields.ts';
import { findPassages, hasQuery } from './passages.ts';
import type { FileRole, InputChoices, SourceFormat } from './reading.ts';
import { guessTable } from './table-guess.ts';

/** A cleaned file with what it is for. */
export interface RoledFile {
  readonly name: string;
  readonly text: string;
  /** The name it had where it came from. */
  readonly called?: string | undefined;
  readonly role: FileRole;
  readonly shape: DocumentFile['shape'];
  /** How its rows are written, where it is a run or judgements. */
  readonly rows: RowLayout | null;
  /** JSON that is nothing of what is read: it is left alone, and told. */
  readonly unknown: boolean;
  /** It is the text of a document that a reader of its kind read. */
  readonly document?: DocumentOutline | undefined;
}

/** What a format that was chosen for a single file makes of it; formats of several files leave the guess alone. */
const forced: Readonly<Partial<Record<SourceFormat, FileRole>>> = {
  'rank-llm-json': 'requests',
  'rank-llm-jsonl': 'requests',
  'rank-llm-invocations': 'invocations',
  'passages-json': 'documents',
  table: 'table',
  numbered: 'text',
  blocks: 'text',
  lines: 'text',
  document: 'text',
  documents: 'text',
  files: 'text',
};

type GivenFile = Pick<RoledFile, 'name' | 'text' | 'called' | 'document'>;

/**
 * Gives each file its role: the one chosen for it, else the one the chosen format needs, else the guess from content, name and what the other files
 * speak of. JSON that is none of them is `unknown` and ignored; where there is nothing else it is read as requests, so that it is told what it lacks.
 */
export function assignRoles(files: readonly GivenFile[], choices: InputChoices): readonly RoledFile[] {
  const alone = files.length === 1;
  const first = files.map((file) => guessRole(file, null));
  const knows = alone ? null : knownIds(files, first);
  const guesses = first.map((guess, index) => {
    const file = files[index];
    return knows === null || guess.sure || file === undefined ? guess : guessRole(file, knows);
  });
  // Documents that hold a query each are a corpus where a run lists them.
  const listed = guesses.some(({ role }) => role === 'run');
  const settled = guesses.map((guess) => {
    if (guess.asks && alone) return { ...guess, role: null };
    return guess.pairs && listed ? { ...guess, role: 'documents' as const } : guess;
  });
  const nothing = settled.every(({ role }) => role === null);
  return files.map(({ name, text, called, document }, index) => {
    const guess = settled[index] ?? UNKNOWN;
    const byFormat =
      choices.format === undefined || (!alone && choices.format !== 'files' && choices.format !== 'documents')
        ? undefined
        : forced[choices.format];
    const chosen = (Object.hasOwn(choices.roles ?? {}, name) ? choices.roles?.[name] : undefined) ?? byFormat;
    const role = chosen ?? guess.role ?? (nothing ? 'requests' : 'ignored');
    const rows = role === 'run' || role === 'qrels' ? layoutOf({ name: called ?? name, text }, role, guess.rows) : null;
    const shape = shapeOf({ text, role, guess, format: choices.format });
    const unknown = chosen === undefined && guess.role === null && role === 'ignored';
    return { name, text, called, role, shape, rows, unknown, document };
  });
}

/** How a file's rows are written that is a run or judgements, by the guess or by choice. */
function layoutOf({ name, text }: GivenFile, kind: 'run' | 'qrels', guessed: RowLayout | null): RowLayout | null {
  if (guessed?.kind === kind) return guessed;
  const context = { name, knows: null, kind };
  return guessJsonRows(text, context) ?? guessRowLayout(text, context);
}

function shapeOf(input: {
  readonly text: string;
  readonly role: FileRole;
  readonly guess: RoleGuess;
  readonly format: SourceFormat | undefined;
}): RoledFile['shape'] {
  if (input.format === 'rank-llm-json') return 'json';
  if (input.format === 'rank-llm-jsonl') return 'jsonl';
  if (input.guess.shape !== null) return input.guess.shape;
  if (input.role === 'requests' || input.role === 'invocations') return 'json';
  if (/^\s*[[{"]/.test(input.text.slice(0, 1000))) return 'json';
  return input.guess.role === 'table' ? 'table' : 'tsv';
}

/** How a file of `{id, text}` entries is written that a program or a person names as one. */
export function documentShape({ name, text }: GivenFile): RoledFile['shape'] {
  const first = /\S/.exec(text.slice(0, 100_000))?.[0];
  if (first === '[') return 'json';
  if (first === '{') return onLines(text, text.search(/\S/)) || !text.includes('\n') ? 'jsonl' : brokenShape(text);
  const table = guessTable(text, { name });
  return table !== null && table.delimiter !== '\t' && (table.header || /\.csv$/i.test(name)) ? 'table' : 'tsv';
}

/** Objects over several lines are JSON; a first line that ends as one does begins JSON Lines. */
function brokenShape(text: string): 'json' | 'jsonl' {
  return /^\s*\{.*\}[ \t]*$/m.test(text.slice(0, text.indexOf('\n', text.search(/\S/)))) ? 'jsonl' : 'json';
}

/** What one file is for, seen from its own beginning and name. `role` null: JSON of no known kind. `shape` says how requests and documents are written. */
interface RoleGuess {
  readonly role: FileRole | null;
  readonly shape: RoledFile['shape'] | null;
  readonly rows: RowLayout | null;
  /** Nothing that other files hold would change it. */
  readonly sure: boolean;
  /** Requests of one query and one passage each. */
  readonly pairs: boolean;
  /** Questions with lists of their own that are not understood: beside passages queries, and alone nothing. */
  readonly asks: boolean;
}

const guess = (role: FileRole | null, more: Partial<RoleGuess> = {}): RoleGuess => ({
  role,
  shape: null,
  rows: null,
  sure: true,
  pairs: false,
  asks: false,
  ...more,
});
const UNKNOWN = guess(null, { sure: false });

const LOOKED = 100;
/** So many entries tell together what a file is. */
const TOGETHER = 20;
/** Of a collection's files so many characters are looked at to learn what they call their queries and passages. */
const LEARNT = 5_000_000;

/** Which queries and passages the files that are sure of themselves speak of. */
function knownIds(files: readonly GivenFile[], guesses: readonly RoleGuess[]): RowContext['knows'] {
  const ids = new Set<string>();
  for (const [index, { role, shape }] of guesses.entries()) {
    const text = files[index]?.text ?? '';
    if (role !== 'documents' || text.length > LEARNT) continue;
    eachLine(text, (row) => {
      if (shape === 'tsv') ids.add(row.slice(0, Math.max(0, row.indexOf('\t'))).trim());
      else
        for (const [, id] of row.slice(0, 1000).matchAll(/"(?:_?id|\w*_id|docid|docno|pid|qid)"\s*:\s*"?([^",}]+)/g))
          ids.add((id ?? '').trim());
    });
  }
  return { isQuery: (id) => ids.has(id), isPassage: (id) => ids.has(id) };
}

/** `name` decides only between readings that the content allows; pass '' for a paste. `knows` is null for a file alone. */
function guessRole({ name: given, text, called, document }: GivenFile, knows: RowContext['knows']): RoleGuess {
  if (document !== undefined) return guess('text');
  const name = called ?? given;
  const json = guessJson(text, { name, knows });
  if (json !== null) return json;
  const lines: string[] = [];
  eachLine(text.slice(0, 500_000), (row) => {
    if (row.trim() !== '') lines.push(row);
    return lines.length < LOOKED;
  });
  const share = (fits: (row: string) => boolean): number =>
    lines.length === 0 ? 0 : lines.reduce((sum, row) => sum + (fits(row) ? 1 : 0), 0) / lines.length;
  const rows = guessRowLayout(text, { name, knows });
  if (rows !== null) return guess(rows.kind, { rows });
  if (share((row) => isTopLine(row)) >= 0.8 && oneQueryEach(lines)) return guess('top1000');
  const table = guessTable(text, { name });
  const header = isNamedHeader((lines[0] ?? '').split('\t'));
  if (share(isNamedLine) >= 0.9 && (!(table?.header === true) || (header && knows !== null))) {
    return guess('documents', { shape: 'tsv', sure: knows !== null });
  }
  if (table !== null && (table.sure || /\.(?:csv|tsv)$/i.test(name))) return guess('table', { sure: false });
  return guess('text', { sure: false });
}

function guessJson(text: string, context: RowContext): RoleGuess | null {
  const at = jsonStart(text);
  if (at === null) return null;
  const array = text[at] === '[';
  const rows = guessJsonRows(text, context);
  if (rows !== null) return guess(rows.kind, { rows, sure: false });
  const isLines = !array && onLines(text, at);
  const shape = isLines ? 'jsonl' : 'json';
  const nodes = firstNodes(text, isLines);
  if (nodes.length === 0) return guess(brokenRole(text.slice(at, at + 100_000)), { shape });
  // A first entry that lacks its text is one that lacks it, and says nothing of the others.
  const found = nodes.map((node) => ofNode(node, { shape, several: array || isLines }));
  return found.find(({ role }) => role !== null) ?? { ...UNKNOWN, shape };
}

/** What a file is of which this is a value. */
function ofNode(
  written: JsonNode,
  { shape, several }: { readonly shape: 'json' | 'jsonl'; readonly several: boolean },
): RoleGuess {
  const node = withScore(written);
  if (node.kind === 'string') return guess('documents', { shape });
  if (node.kind !== 'object') return { ...UNKNOWN, shape };
  const { entries } = node;
  if (entries.has('candidates')) return guess('requests', { shape });
  if (entries.has('invocations_history')) return guess('invocations', { shape });
  if (isPair(node)) return guess('requests', { shape, pairs: true });
  if (isEntry(node, false) && several && !hasQuery(node)) return guess('documents', { shape });
  if (findPassages(node) !== null) return guess('requests', { shape });
  if (!isEntry(node, several)) return { ...UNKNOWN, shape };
  return guess('documents', { shape, asks: hasQuery(node) && hasLists(node) && textOf(node, false) === undefined });
}

/** True for an entry of a corpus or of queries. One object alone needs more than a name that other things have too. */
function isEntry(node: JsonObject, several: boolean): boolean {
  if (textOf(node, false) !== undefined) return true;
  const uses = columnUses([...node.entries.keys()]);
  const named = uses.id ?? uses.docId ?? uses.queryId;
  if (hasQuery(node) && named !== undefined) return true;
  return several && ownText(node, true) !== undefined && (named ?? uses.address ?? uses.title) !== undefined;
}

/** What JSON is that cannot be read from its beginning, by the names that stand in it. */
function brokenRole(written: string): FileRole {
  const has = (name: string): boolean => ['"', "'", '“'].some((quote) => written.includes(quote + name));
  if (has('candidates')) return 'requests';
  if (has('invocations_history')) return 'invocations';
  const asks = has('query') || has('question');
  return has('_id') || has('contents') || (!asks && (has('text') || has('passage'))) ? 'documents' : 'requests';
}

/** More than one line, and one of the first three is a whole object: the first, or a later one where the first does not go on over it. */
function onLines(text: string, at: number): boolean {
  let seen = 0;
  let whole = false;
  const goesOn = (): boolean => {
    const found = parseJsonAt(text, at);
    return found.ok && text.slice(at, found.value.end).includes('\n');
  };
  eachLine(text.slice(at), (row) => {
    if (row.trim() === '') return;
    seen += 1;
    if (seen <= 3 && row.trimStart().startsWith('{')) {
      const found = parseJsonAt(row, 0);
      if (found.ok && row.slice(found.value.end).trim() === '' && (seen === 1 || (!/^\s/.test(row) && !goesOn()))) whole = true;
    }
    return seen < 4;
  });
  return whole && seen > 1;
}

/** The first values that can be read, of lines the first objects. */
function firstNodes(text: string, isLines: boolean): readonly JsonNode[] {
  const nodes: JsonNode[] = [];
  if (isLines) {
    eachLine(text, (row, line) => {
      const found = row.trim() === '' ? null : parseJsonAt(row, 0);
      if (found?.ok === true && found.value.node.kind === 'object') nodes.push(found.value.node);
      return nodes.length < TOGETHER && line < LOOKED;
    });
    return nodes;
  }
  eachJsonValue(text, { value: (node) => nodes.push(node) < TOGETHER, problem: () => false });
  return nodes;
}

function isTopLine(row: string): boolean {
  const fields = row.split('\t', 6);
  return fields.length === 4 && /^\S+$/.test(fields[0] ?? '') && /^\S+$/.test(fields[1] ?? '') && (fields[3] ?? '').trim() !== '';
}

/** `id⇥text`; the text has no second tab. */
function isNamedLine(row: string): boolean {
  const tab = row.indexOf('\t');
  return tab > 0 && tab <= 64 && !/[\s"]/.test(row.slice(0, tab)) && !row.includes('\t', tab + 1) && row.slice(tab).trim() !== '';
}

/** Lines of one qid repeat its query; where every qid stands once, both names must be numbers. */
function oneQueryEach(lines: readonly string[]): boolean {
  const queries = new Map<string, string>();
  let repeated = false;
  for (const row of lines) {
    const [qid = '', pid = '', query = ''] = row.split('\t', 6);
    const known = queries.get(qid);
    if (known !== undefined && known !== query) return false;
    if (known !== undefined) repeated = true;
    if (known === undefined && !/^\d+$/.test(pid) && queries.size > 1 && !repeated) return false;
    queries.set(qid, query);
  }
  return repeated || [...queries.keys()].every((qid) => /^\d+$/.test(qid));
}
