import { docId } from '../request.ts';
import type { Candidate, DocId, RankRequest } from '../request.ts';
import { cleaned, cleanText } from './clean.ts';
import { readFiles } from './files.ts';
import { jsonStart } from './json.ts';
import { lateReaders, LateReadersMissing, mayBeFramed } from './late-readers.ts';
import type { InputProblem } from './problems.ts';
import { problemLog } from './problems.ts';
import type { InputChoices, InputFile, InputReading, InputRemark, SourceFormat, SourceReading } from './reading.ts';
import type { RoledFile } from './roles.ts';
import { assignRoles } from './roles.ts';
import { guessTable } from './table-guess.ts';
import { parseList } from './text.ts';

/**
 * Reads whatever was pasted or dropped (decoded texts, see `decodeText`) into requests, judgements and stored invocations, and says as what.
 * Guesses in this order: JSON, JSON Lines, runs, judgements, MS MARCO, tables, lists, blocks, lines; several files by the role of each, and of several for
 * one role by whose names fit. `choices` win over every guess. Loses nothing: what cannot be read is in `problems` with file, line and column, the rest is kept. Throws only LateReadersMissing,
 * where `structured.ts` has not come: this file is what the page has first, all others import `input.ts`.
 */
export function readInput(input: { readonly files: readonly InputFile[]; readonly choices?: InputChoices }): InputReading {
  const choices = input.choices ?? {};
  const log = problemLog();
  const problem = (file: string, found: InputProblem): void => log.add(file === '' ? found : { ...found, file });
  const notes: InputRemark[] = [];
  const readable: InputFile[] = [];
  for (const { name, text: raw, called, document } of input.files) {
    const { text: clean, notes: changed } = cleanText(raw);
    const { text, before } =
      document === undefined
        ? mayBeFramed(clean)
          ? lateReaders().unframed(clean)
          : { text: clean, before: null }
        : { text: clean, before: null };
    const told: readonly InputRemark[] = before === null ? changed : [...changed, { code: 'before-json', line: before }];
    for (const note of told) notes.push(name === '' ? note : { ...note, file: name });
    if (text.trim() !== '') readable.push({ name, text, called, ...(document === undefined ? {} : { document }) });
    else problem(name, { line: 1, column: 1, code: 'empty-input' });
  }
  if (input.files.length === 0) problem('', { line: 1, column: 1, code: 'empty-input' });
  const roled = assignRoles(readable, choices);
  const active = roled.filter(({ role }) => role !== 'ignored');
  for (const { name, unknown } of roled)
    if (unknown) notes.push({ code: 'unknown-json', ...(name === '' ? {} : { file: name }) });
  const found: SourceReading =
    active.length === 0 ? { format: 'lines', requests: [] } : readFiles({ files: active, choices, problem });
  if (found.requests.length === 0 && log.total() === 0 && (found.invocations ?? []).length === 0) {
    problem(active[0]?.name ?? '', { line: 1, column: 1, code: 'no-candidates', where: 'input' });
  }
  const settled = settleRequests({ requests: found.requests, query: cleaned(choices.query ?? '').trim() });
  const { requests } = settled;
  const format = active.length === 0 ? null : found.format;
  const requestIndex = Math.min(Math.max(0, Math.trunc(choices.queryIndex ?? 0)), Math.max(0, requests.length - 1));
  const request = requests[requestIndex] ?? null;
  for (const note of found.notes ?? []) notes.push(note);
  for (const note of settled.notes) notes.push(note);
  const qrels = found.qrels ?? null;
  const unknown = qrels === null ? 0 : requests.filter(({ query }) => !qrels.has(query.id)).length;
  if (unknown > 0) notes.push({ code: 'unknown-queries', count: unknown });
  if (choices.queryIndex !== undefined && choices.queryIndex !== requestIndex) {
    notes.push({ code: 'unused-choice', choice: 'query' });
  }
  if (choices.format !== undefined && format !== null && choices.format !== format && !namesSame(choices.format, format)) {
    notes.push({ code: 'unused-choice', choice: 'format' });
  }
  const invocations = found.invocations ?? [];
  return {
    format,
    saidAs: {
      key: requests.length === 0 ? 'nothing' : found.format,
      passages: request?.candidates.length ?? 0,
      allPassages: requests.reduce((sum, { candidates }) => sum + candidates.length, 0),
      queries: requests.length,
      files: active.length,
      judgedQueries: qrels === null ? 0 : requests.length - unknown,
      invocations: invocations.reduce((sum, each) => sum + each.invocations.length, 0),
    },
    requests,
    request,
    requestIndex,
    qrels,
    invocations,
    notes,
    problems: log.problems,
    problemCount: log.total(),
    alternatives: listAlternatives(active, format),
    preview: found.preview ?? null,
    pieces: found.pieces ?? null,
    roles: roled.map(({ name, role }) => ({ name, role })),
  };
}

/** `readInput`; null while readers that this input needs are to come. */
export function readWhatCan(input: Parameters<typeof readInput>[0]): InputReading | null {
  try {
    return readInput(input);
  } catch (error) {
    if (error instanceof LateReadersMissing) return null;
    throw error;
  }
}

/** Formats that differ in the number of files only. */
function namesSame(chosen: InputReading['format'], format: InputReading['format']): boolean {
  const collections = ['trec', 'beir', 'ms-marco', 'passages-json'];
  return collections.includes(chosen ?? '') && collections.includes(format ?? '');
}

/** A remark names so many passages and counts the others. */
const namesTold = 3;

/** The last step of every reading: docids made unique within each request, `query` put where a request has none, both told. */
function settleRequests(input: { readonly requests: readonly RankRequest[]; readonly query: string }): {
  readonly requests: readonly RankRequest[];
  readonly notes: readonly InputRemark[];
} {
  const renamed: string[] = [];
  const empty: string[] = [];
  let renamedCount = 0;
  let emptyCount = 0;
  const requests = input.requests.map((request) => {
    const unique = uniqueDocIds(request.candidates);
    for (const name of unique.renamed) if ((renamedCount += 1) <= namesTold) renamed.push(name);
    for (const { text, docId } of unique.candidates) if (text.trim() === '' && (emptyCount += 1) <= namesTold) empty.push(docId);
    const query = request.query.text === '' ? { ...request.query, text: input.query } : request.query;
    return { ...request, query, candidates: unique.candidates };
  });
  const notes: InputRemark[] = [];
  if (renamedCount > 0) notes.push({ code: 'renamed-docids', count: renamedCount, names: renamed });
  if (emptyCount > 0) notes.push({ code: 'empty-passages', count: emptyCount, names: empty });
  return { requests, notes };
}

/** Gives repeated docids the suffix #2, #3, … (the first keeps its name) and says how many were renamed. */
function uniqueDocIds(candidates: readonly Candidate[]): {
  readonly candidates: readonly Candidate[];
  readonly renamed: readonly DocId[];
} {
  const taken = new Set<string>(candidates.map(({ docId: id }) => id));
  const seen = new Set<string>();
  const copies = new Map<string, number>();
  const renamed: DocId[] = [];
  const unique = candidates.map((candidate) => {
    const id = candidate.docId;
    if (!seen.has(id)) {
      seen.add(id);
      return candidate;
    }
    let copy = (copies.get(id) ?? 1) + 1;
    while (taken.has(`${id}#${copy}`)) copy += 1;
    copies.set(id, copy);
    const next = docId(`${id}#${copy}`);
    taken.add(next);
    seen.add(next);
    renamed.push(next);
    return { ...candidate, docId: next };
  });
  return { candidates: unique, renamed };
}

/** Below this many characters a text is hardly a document to cut. */
const shortDocument = 500;

/** Formats, other than the one in use, that would also read the input; likeliest first. Judged by the beginning of the text. */
function listAlternatives(files: readonly RoledFile[], format: SourceFormat | null): readonly SourceFormat[] {
  const found: SourceFormat[] = [];
  const [file] = files;
  const cut = files.length > 0 && files.every(({ role }) => role === 'text');
  if (files.length > 1) found.push(...(cut ? (['documents', 'files'] as const) : (['files'] as const)));
  else if (file?.document !== undefined) found.push('documents', 'files');
  else if (file !== undefined) {
    const head = file.text.slice(0, 200_000);
    if (jsonStart(head) !== null) {
      if (head.includes('"candidates"')) found.push(file.shape === 'jsonl' ? 'rank-llm-jsonl' : 'rank-llm-json');
      if (head.includes('"invocations_history"')) found.push('rank-llm-invocations');
      if (!head.includes('"candidates"')) found.push('passages-json');
    }
    if (guessTable(file.text) !== null) found.push('table');
    if (parseList(head).pieces.length > 0) found.push('numbered');
    if (hasBlankLine(head)) found.push('blocks');
    if (head.includes('\n') || format !== 'lines') found.push('lines');
    if (head.length > shortDocument) found.push('document', 'documents');
  }
  return found.filter((each) => each !== format);
}

function hasBlankLine(text: string): boolean {
  const from = text.search(/\S/);
  return from !== -1 && /\n[ \t]{0,100}\n/.test(text.slice(from).trimEnd());
}
