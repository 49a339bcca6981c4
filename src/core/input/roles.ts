import { readJudgement } from '../measure/qrels.ts';
import { eachLine, splitFields } from '../measure/rows.ts';
import { readRunLine } from '../measure/trec-run.ts';
import { eachDocument } from './documents.ts';
import type { DocumentFile } from './documents.ts';
import { parseJsonAt } from './json.ts';
import type { FileRole, InputChoices, SourceFormat } from './reading.ts';
import { guessTable } from './table.ts';

/** A cleaned file with what it is for. */
export interface RoledFile {
  readonly name: string;
  readonly text: string;
  readonly role: FileRole;
  readonly shape: 'json' | 'jsonl' | 'tsv';
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
  files: 'text',
};

/** Gives each file its role: the one chosen for it, else the one the chosen format needs, else the guess from content and name. */
export function assignRoles(
  files: readonly { readonly name: string; readonly text: string }[],
  choices: InputChoices,
): readonly RoledFile[] {
  return files.map(({ name, text }) => {
    const guess = guessRole({ name, text });
    const byFormat =
      choices.format === undefined || (files.length > 1 && choices.format !== 'files') ? undefined : forced[choices.format];
    const role = (Object.hasOwn(choices.roles ?? {}, name) ? choices.roles?.[name] : undefined) ?? byFormat ?? guess.role;
    return { name, text, role, shape: shapeOf({ text, role, guess, format: choices.format }) };
  });
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
  return /^\s*[[{"]/.test(input.text.slice(0, 1000)) ? 'json' : 'tsv';
}

/** What one file is for, seen from its own beginning and name. `shape` says how requests and documents are written. */
interface RoleGuess {
  readonly role: FileRole;
  readonly shape: 'json' | 'jsonl' | 'tsv' | null;
}

const looked = 100;

/** `name` decides only between readings that the content allows; pass '' for a paste. */
function guessRole({ name, text }: { readonly name: string; readonly text: string }): RoleGuess {
  const json = guessJson(text);
  if (json !== null) return json;
  const lines: string[] = [];
  eachLine(text.slice(0, 500_000), (row) => {
    if (row.trim() !== '') lines.push(row);
    return lines.length < looked;
  });
  const share = (fits: (row: string) => boolean): number =>
    lines.length === 0 ? 0 : lines.reduce((sum, row) => sum + (fits(row) ? 1 : 0), 0) / lines.length;
  if (share(isRunLine) >= 0.5) return { role: 'run', shape: null };
  if (/^query[-_]?id\s+corpus[-_]?id\s+score$/i.test((lines[0] ?? '').trim()) || share(isQrelsLine) >= 0.5) {
    return { role: 'qrels', shape: null };
  }
  if (/qrels?/i.test(name) && share((row) => /^\S+\t\S+\t[-+]?\d+$/.test(row.trim())) >= 0.8)
    return { role: 'qrels', shape: null };
  if (share((row) => isTopLine(row)) >= 0.8 && oneQueryEach(lines)) return { role: 'top1000', shape: null };
  const table = guessTable(text);
  if (share(isNamedLine) >= 0.9 && !(table?.header === true)) {
    return { role: 'documents', shape: 'tsv' };
  }
  if (table !== null && (table.sure || /\.(?:csv|tsv)$/i.test(name))) return { role: 'table', shape: null };
  return { role: 'text', shape: null };
}

function guessJson(text: string): RoleGuess | null {
  const start = text.search(/\S/);
  if (start === -1) return null;
  const array = text[start] === '[';
  const first = array ? text.slice(start + 1, start + 200_000).search(/\S/) : 0;
  const at = array ? start + 1 + first : start;
  if (first === -1 || (text[at] !== '{' && !(array && (text[at] === '"' || text[at] === ']')))) return null;
  // `{ text }` and `[1] text` are no JSON; a request that breaks off later still is.
  if (text[at] === '{' && !/^\{\s*["}]/.test(text.slice(at, at + 1000))) return null;
  const isLines = !array && onLines(text, at);
  const shape = isLines ? ('jsonl' as const) : ('json' as const);
  const names = firstNames(text, at, isLines);
  if (names === null || names.has('candidates')) return { role: 'requests', shape };
  if (names.has('invocations_history')) return { role: 'invocations', shape };
  const document = ['_id', 'text', 'contents', 'content', 'segment', 'body', 'passage'].some((each) => names.has(each));
  const query = names.has('query') && ['qid', 'query_id', 'id'].some((each) => names.has(each));
  return { role: names.size === 0 || document || query ? 'documents' : 'requests', shape };
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

/** The names of the first object that can be read; an empty set for a string; null when none can be. */
function firstNames(text: string, at: number, isLines: boolean): ReadonlySet<string> | null {
  if (!isLines) {
    const found = parseJsonAt(text, at);
    if (found.ok && found.value.node.kind === 'object') return new Set(found.value.node.entries.keys());
    if (found.ok && found.value.node.kind === 'string') return new Set();
    const written = text.slice(at, at + 100_000);
    const names = ['candidates', 'invocations_history', '_id', 'contents'].filter((name) => written.includes(`"${name}"`));
    return names.length === 0 ? null : new Set(names.slice(0, 1));
  }
  let names: ReadonlySet<string> | null = null;
  eachLine(text.slice(at), (row, line) => {
    const found = row.trim() === '' ? null : parseJsonAt(row, 0);
    if (found?.ok === true && found.value.node.kind === 'object') names = new Set(found.value.node.entries.keys());
    return names === null && line < looked;
  });
  return names;
}

/** What the reader of runs takes, with the second column that runs have and a rank. */
function isRunLine(row: string): boolean {
  const found = readRunLine(row, 1);
  return found !== null && !('code' in found) && /^(?:Q?0|1|Q1)$/i.test(found.iteration) && Number.isFinite(found.rank);
}

/** What the reader of judgements takes in four columns, with the second column that judgements have and a small whole grade. */
function isQrelsLine(row: string): boolean {
  const fields = splitFields(row);
  const found = readJudgement(fields, { line: 1, columns: 4, strict: true });
  return !('code' in found) && /^(?:Q?0|[0-9])$/i.test(fields.texts[1] ?? '') && Math.abs(found.grade) < 1000;
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

/** Of several splits (BEIR's train, dev, test) the test one is meant. */
export function bestQrels(files: readonly RoledFile[]): RoledFile | null {
  return files.find(({ name }) => /test/i.test(name)) ?? files[0] ?? null;
}

/**
 * Which files of `{id, text}` entries are the corpus and which the queries: by name; else by whose identifiers the run or the judgements use;
 * else, of several, the one with by far the shortest texts holds the queries. One file alone is a corpus.
 */
export function splitDocuments(input: {
  readonly files: readonly DocumentFile[];
  /** True when there is a queries file already. */
  readonly hasQueries: boolean;
  readonly isQuery: (id: string) => boolean;
  readonly isPassage: (id: string) => boolean;
}): { readonly corpus: readonly DocumentFile[]; readonly queries: readonly DocumentFile[] } {
  const corpus: DocumentFile[] = [];
  const queries: DocumentFile[] = [];
  const open: { readonly file: DocumentFile; readonly length: number }[] = [];
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

function beginning({ text, shape }: DocumentFile): { readonly ids: readonly string[]; readonly length: number } {
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
