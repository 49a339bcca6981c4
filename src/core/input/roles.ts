import type { DocumentOutline } from '../documents/document.ts';
import { guessJsonRows } from '../measure/row-json.ts';
import { guessRowLayout } from '../measure/row-layout.ts';
import type { RowContext, RowLayout } from '../measure/row-layout.ts';
import { eachRow } from '../measure/row-reader.ts';
import { eachLine } from '../measure/rows.ts';
import type { DocumentFile } from './documents.ts';
import { lateReaders, mayBeJson } from './late-readers.ts';
import type { FileRole, InputChoices, SourceFormat } from './reading.ts';
import { guess, isMarkup, isNamedHeader, onLines, UNKNOWN } from './role-guess.ts';
import type { RoleGuess } from './role-guess.ts';
import { eachTableEntry, isEntryTable } from './table-entries.ts';
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
  if (isMarkup(text)) return 'markup';
  if (first === '[') return 'json';
  if (first === '{') return onLines(text, text.search(/\S/)) || !text.includes('\n') ? 'jsonl' : brokenShape(text);
  const table = guessTable(text, { name });
  return table !== null && table.delimiter !== '\t' && (table.header || /\.csv$/i.test(name)) ? 'table' : 'tsv';
}

/** Objects over several lines are JSON; a first line that ends as one does begins JSON Lines. */
function brokenShape(text: string): 'json' | 'jsonl' {
  return /^\s*\{.*\}[ \t]*$/m.test(text.slice(0, text.indexOf('\n', text.search(/\S/)))) ? 'jsonl' : 'json';
}

const LOOKED = 100;
/** Of a collection's files so many characters are looked at to learn what they call their queries and passages. */
const LEARNT = 5_000_000;

/** Which queries and passages the files speak of: those whose entries have names, runs and judgements. */
function knownIds(files: readonly GivenFile[], guesses: readonly RoleGuess[]): RowContext['knows'] {
  const ids = new Set<string>();
  for (const [index, { role, shape, rows }] of guesses.entries()) {
    const { text = '', name = '' } = files[index] ?? {};
    if (text.length > LEARNT) continue;
    const problem = (): void => {};
    if (rows !== null) {
      eachRow(rows, {
        text,
        problem,
        row: ({ qid, docid }) => {
          ids.add(qid);
          ids.add(docid);
        },
      });
    } else if (role === 'table' && isEntryTable(text, name)) {
      eachTableEntry({ text, name, problem, visit: ({ id }) => void ids.add(id) });
    } else if (role === 'documents') namesIn({ text, shape: shape ?? 'jsonl' }, (id) => void ids.add(id));
  }
  ids.delete('');
  return { isQuery: (id) => ids.has(id), isPassage: (id) => ids.has(id) };
}

/** The names of a file's entries; of JSON Lines, which are many, as they stand, without reading them. */
function namesIn({ text, shape }: Pick<RoledFile, 'text' | 'shape'>, learn: (id: string) => void): void {
  if (shape === 'tsv') {
    eachLine(text, (row) => learn(row.slice(0, Math.max(0, row.indexOf('\t'))).trim()));
  } else if (shape === 'jsonl') {
    eachLine(text, (row) => {
      for (const [, id] of row.slice(0, 1000).matchAll(/"(?:_?id|\w*_id|docid|docno|pid|qid)"\s*:\s*"?([^",}]+)/g))
        learn((id ?? '').trim());
    });
  } else lateReaders().eachDocument({ text, shape, visit: ({ id }) => learn(id), problem: () => {} });
}

/** `name` decides only between readings that the content allows; pass '' for a paste. `knows` is null for a file alone. */
function guessRole({ name: given, text, called, document }: GivenFile, knows: RowContext['knows']): RoleGuess {
  if (document !== undefined) return guess('text');
  const name = called ?? given;
  const json = mayBeJson(text) ? lateReaders().guessJson(text, { name, knows }) : null;
  if (json !== null) return json;
  if (isMarkup(text)) return guess('documents', { shape: 'markup' });
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
