import { documentCandidates } from '../documents/collect.ts';
import { PASSAGE_SIZE } from '../documents/passages.ts';
import { isMarkdownName, plainOutline } from '../documents/plain.ts';
import { countWords } from '../text/spans.ts';
import { docId } from '../request.ts';
import type { RankRequest } from '../request.ts';
import type { Attempt, ReadJudged, Tell } from './collection-files.ts';
import type { JudgedAgainst } from './fit.ts';
import type { InputProblem } from './problems.ts';
import { lateReaders } from './late-readers.ts';
import type { InvocationHistory } from './rank-llm.ts';
import type { InputChoices, InputRemark, Judgements, SourceReading } from './reading.ts';
import type { RoledFile } from './roles.ts';
import { readTable } from './table.ts';
import { readText } from './text.ts';

/**
 * Files with roles → one reading. The first of these that gives requests counts: requests, top1000, run or documents, invocations, table, text; one that
 * gives none tells what is wrong in its files and stands in nobody's way. Of several judgements the ones that fit count.
 */
export function readFiles(input: {
  readonly files: readonly RoledFile[];
  readonly choices: InputChoices;
  readonly problem: Tell;
}): SourceReading {
  const { files, choices, problem } = input;
  const of = (...roles: readonly RoledFile['role'][]): readonly RoledFile[] => files.filter(({ role }) => roles.includes(role));
  const judged = of('qrels').map((file): ReadJudged => {
    const problems: (readonly [string, InputProblem])[] = [];
    const grades = lateReaders().readJudgements(file.text, file.rows, (found) => problems.push([file.name, found]));
    return { file, name: file.name, grades, problems };
  });
  // Beside a run or judgements a table is a corpus; beside documents of their own kinds it is one more file of a person's.
  const collected = of('requests', 'top1000', 'run', 'qrels').length > 0;
  const ways: readonly (() => Attempt | null)[] = [
    () => (collected ? null : tryDocuments(of('text'), choices, true)),
    () => tryRankLlm(of('requests'), 'rank-llm-json'),
    () => tryTopPassages(of('top1000')),
    () => (speakOfCollections(files) ? lateReaders().tryCollection({ of, judged }) : null),
    () => tryRankLlm(of('invocations'), 'rank-llm-invocations'),
    () => tryTable(of('table'), choices),
    () => tryDocuments(of('text'), choices, false) ?? tryText(of('text'), choices),
  ];
  const failed: Attempt[] = [];
  let main: Attempt | null = null;
  for (const way of ways) {
    const attempt = way();
    if (attempt === null) continue;
    const { requests, invocations } = attempt.reading;
    if (requests.length > 0 || (invocations ?? []).length > 0) {
      main = attempt;
      break;
    }
    failed.push(attempt);
  }
  const chosen = main ?? failed[0] ?? { reading: { format: 'files', requests: [] }, used: [], problems: [] };
  const told = main === null ? [chosen] : [...failed, chosen];
  const used = new Set(told.flatMap((attempt) => attempt.used));
  for (const attempt of told) for (const [file, found] of attempt.problems) problem(file, found);

  const { reading } = chosen;
  const best =
    judged.length > 0 && (reading.qrels === undefined || reading.qrels === null)
      ? lateReaders().bestJudgements(judged, against(reading.requests))
      : null;
  if (best !== null) {
    used.add(best.file);
    for (const [file, found] of (best as ReadJudged).problems) problem(file, found);
  }
  const qrels = reading.qrels ?? best?.grades ?? null;
  const histories =
    reading.format === 'rank-llm-invocations' ? (reading.invocations ?? []) : attach(reading, of('invocations'), used, problem);
  const notes = [...(reading.notes ?? []), ...unmatched(reading.requests, qrels)];
  for (const file of files) if (!used.has(file)) notes.push({ code: 'unused-file', file: file.name });
  return { ...reading, qrels, invocations: histories, notes };
}

const COLLECTED: readonly RoledFile['role'][] = ['run', 'documents', 'corpus', 'queries', 'qrels'];

function speakOfCollections(files: readonly RoledFile[]): boolean {
  return files.some(({ role }) => COLLECTED.includes(role));
}

/** The lists of the requests, which judgements are held against. */
function against(requests: readonly RankRequest[]): JudgedAgainst {
  return {
    lists: new Map(requests.map(({ query, candidates }) => [query.id, new Set<string>(candidates.map(({ docId: id }) => id))])),
  };
}

/** Judgements that know none of the queries, or whose passages none of the lists of their queries has, measure nothing. */
function unmatched(requests: readonly RankRequest[], qrels: Judgements | null): readonly InputRemark[] {
  if (qrels === null || qrels.size === 0 || requests.length === 0) return [];
  const judged = requests.filter(({ query }) => qrels.has(query.id));
  if (judged.length === 0) return [{ code: 'no-overlap', of: 'queries' }];
  const met = judged.some(({ query, candidates }) => candidates.some(({ docId: id }) => qrels.get(query.id)?.has(id) === true));
  return met ? [] : [{ code: 'no-overlap', of: 'passages' }];
}

function tryRankLlm(from: readonly RoledFile[], format: 'rank-llm-json' | 'rank-llm-invocations'): Attempt | null {
  if (from.length === 0) return null;
  const requests: RankRequest[] = [];
  const invocations: InvocationHistory[] = [];
  const notes: InputRemark[] = [];
  const problems: (readonly [string, InputProblem])[] = [];
  const qrels = new Map<string, ReadonlyMap<string, number>>();
  for (const file of from) {
    const told = (found: InputProblem): void => void problems.push([file.name, found]);
    const found = lateReaders().readRequests({ text: file.text, lines: file.shape === 'jsonl', problem: told, doubt: told });
    const shift = requests.length;
    for (const request of found.requests) requests.push(request);
    for (const [qid, grades] of found.qrels ?? []) qrels.set(qid, grades);
    for (const history of found.invocations) {
      const { requestIndex } = history;
      invocations.push({ ...history, requestIndex: requestIndex === null ? null : requestIndex + shift });
    }
    for (const note of found.notes) notes.push({ ...note, ...(file.name === '' ? {} : { file: file.name }) });
  }
  const lines = format === 'rank-llm-json' && from.every(({ shape }) => shape === 'jsonl');
  const read = { format: lines ? 'rank-llm-jsonl' : format, requests, invocations, notes } as const;
  return { reading: { ...read, qrels: qrels.size === 0 ? null : qrels }, used: from, problems };
}

function tryTopPassages([top]: readonly RoledFile[]): Attempt | null {
  if (top === undefined) return null;
  const problems: (readonly [string, InputProblem])[] = [];
  const requests = lateReaders().readTopPassages(top.text, (found) => problems.push([top.name, found]));
  return { reading: { format: 'ms-marco', requests }, used: [top], problems };
}

function tryTable([table]: readonly RoledFile[], choices: InputChoices): Attempt | null {
  if (table === undefined) return null;
  const problems: (readonly [string, InputProblem])[] = [];
  const reading = readTable({
    file: table.name,
    called: table.called,
    text: table.text,
    choices: choices.table,
    problem: (found) => problems.push([table.name, found]),
  });
  return { reading, used: [table], problems };
}

/** Plain texts of more words than one passage are documents where several come together. */
const LONG_TEXT = PASSAGE_SIZE.words;
/** A single Markdown text is a document where it has so many headings and characters; a shorter one is a list that a person wrote. */
const WRITTEN = { headings: 2, characters: 1000 };

/** Cuts documents into passages, where there are any; `sure`: one of them is no plain text. */
function tryDocuments(texts: readonly RoledFile[], choices: InputChoices, sure: boolean): Attempt | null {
  const isDocument = texts.some(({ document }) => document !== undefined);
  const chosen = choices.format;
  if (texts.length === 0 || (sure && !isDocument)) return null;
  if (chosen !== undefined ? chosen !== 'documents' && (forcesText(chosen) || !isDocument) : !isDocument && !areDocuments(texts))
    return null;
  const { words = PASSAGE_SIZE.words, overlap = PASSAGE_SIZE.overlap } = choices.cut ?? {};
  // The name of a single one is where it came from.
  const named = texts.map((file) => ({ ...file, name: file.name === '' ? (file.called ?? 'text') : file.name }));
  const { candidates, documents } = documentCandidates(named, { words, overlap });
  const requests = candidates.length === 0 ? [] : [{ query: { id: 'q1', text: '' }, candidates, documents }];
  return { reading: { format: 'documents', requests }, used: texts, problems: [] };
}

function forcesText(format: InputChoices['format']): boolean {
  return format === 'files' || format === 'blocks' || format === 'lines' || format === 'numbered' || format === 'document';
}

function areDocuments(texts: readonly RoledFile[]): boolean {
  const [only] = texts;
  if (texts.length > 1) return texts.some(({ text }) => countWords(text.slice(0, 20 * LONG_TEXT)) > LONG_TEXT);
  if (only === undefined || !isMarkdownName(only.called ?? only.name) || only.text.length < WRITTEN.characters) return false;
  const name = only.called ?? only.name;
  return plainOutline({ name, text: only.text }).marks.length >= WRITTEN.headings;
}

function tryText(texts: readonly RoledFile[], choices: InputChoices): Attempt | null {
  const [only, ...more] = texts;
  if (only === undefined) return null;
  const problems: (readonly [string, InputProblem])[] = [];
  if (more.length === 0 && choices.format !== 'files') {
    const reading = readText({ text: only.text, choices, problem: (found) => problems.push([only.name, found]) });
    return { reading, used: texts, problems };
  }
  const candidates = texts.map(({ name, text }, index) => ({
    docId: docId(name === '' ? `p${index + 1}` : name),
    text: text.trim(),
  }));
  return { reading: { format: 'files', requests: [{ query: { id: 'q1', text: '' }, candidates }] }, used: texts, problems };
}

/** Invocations stored apart from their requests, matched by qid, else by the query's text. */
function attach(
  main: SourceReading,
  files: readonly RoledFile[],
  used: Set<RoledFile>,
  problem: Tell,
): readonly InvocationHistory[] {
  const histories = [...(main.invocations ?? [])];
  const byId = new Map(main.requests.map(({ query }, index) => [query.id, index]));
  const byText = new Map(main.requests.map(({ query }, index) => [query.text, index]));
  for (const file of files) {
    used.add(file);
    const told = (found: InputProblem): void => problem(file.name, found);
    const lines = file.shape === 'jsonl';
    const found = lateReaders().readRequests({ text: file.text, lines, fromPrompts: false, problem: told, doubt: told });
    for (const history of found.invocations) {
      const { id, text } = history.query;
      histories.push({ ...history, requestIndex: byId.get(id) ?? byText.get(text) ?? null });
    }
  }
  return histories;
}
