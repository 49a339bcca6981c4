import { readQrelsRows } from '../measure/qrels.ts';
import { eachLine } from '../measure/rows.ts';
import type { RunFileRow } from '../measure/trec-run.ts';
import { readRunRows } from '../measure/trec-run.ts';
import { docId } from '../request.ts';
import type { Candidate, RankRequest } from '../request.ts';
import type { DocumentFile, SourceDocument } from './documents.ts';
import { eachDocument } from './documents.ts';
import type { InputProblem } from './problems.ts';
import { toInputProblem } from './problems.ts';
import type { InputRemark, Judgements, SourceReading } from './reading.ts';

/** Reads the good rows of TREC qrels (four columns) or BEIR's (three, with or without header), see `readQrelsRows`; tells the others. */
export function readJudgements(text: string, problem: (problem: InputProblem) => void): Judgements {
  return readQrelsRows({ text, strict: false, problem: (found) => problem(toInputProblem(found, 'qrels')) });
}

/** Reads the good rows of a TREC run (see `readRunRows`), tells the others. `disagreeing`: qids whose rank column tells another order. */
export function readRun(
  text: string,
  problem: (problem: InputProblem) => void,
): { readonly run: ReadonlyMap<string, readonly RunFileRow[]>; readonly disagreeing: number } {
  const run = readRunRows(text, (found) => problem(toInputProblem(found, 'run')));
  let disagreeing = 0;
  for (const rows of run.values()) {
    if (rows.some(({ rank }, place) => place > 0 && rank < (rows[place - 1]?.rank ?? rank))) disagreeing += 1;
  }
  return { run, disagreeing };
}

/** Reads MS MARCO's top1000 form, `qid⇥pid⇥query⇥passage`: one request per qid, in the order of the lines. Quotes mean nothing in it. */
export function readTopPassages(text: string, problem: (problem: InputProblem) => void): readonly RankRequest[] {
  const found = new Map<string, { query: string; candidates: Candidate[]; names: Set<string> }>();
  eachLine(text, (row, line) => {
    if (row.trim() === '') return;
    const fields = row.split('\t');
    const [qid = '', pid = '', query = '', passage = ''] = fields;
    if (fields.length !== 4) {
      const column = fields.length < 4 ? row.length + 1 : fields.slice(0, 4).join('\t').length + 2;
      problem({ line, column, code: 'wrong-fields', readAs: 'top1000', expected: 4, found: fields.length, kept: false });
      return;
    }
    if (qid.trim() === '' || pid.trim() === '') {
      const column = qid.trim() === '' ? 1 : qid.length + 2;
      problem({ line, column, code: 'no-name' });
      return;
    }
    let request = found.get(qid);
    if (request === undefined) found.set(qid, (request = { query: query.trim(), candidates: [], names: new Set() }));
    if (request.names.has(pid)) {
      problem({ line, column: qid.length + 2, code: 'duplicate', name: pid, query: qid, counts: 'first' });
      return;
    }
    if (passage.trim() === '') problem({ line, column: row.length + 1, code: 'empty-passage', passage: pid });
    request.names.add(pid);
    request.candidates.push({ docId: docId(pid.trim()), text: passage.trim() });
  });
  return [...found].map(([id, { query, candidates }]) => ({ query: { id, text: query }, candidates }));
}

/** A passage that a run or judgements name; the place is that of the name. */
interface NamedRow {
  readonly docid: string;
  readonly score?: number;
  readonly line: number;
  readonly column: number;
}

interface Stored {
  readonly title: string;
  readonly text: string;
  readonly id: string;
}

/** A corpus of at most this many passages is a list of candidates by itself where there is no run. */
const wholeCorpus = 1000;

/**
 * Puts a run, a corpus and queries together into requests, in the run's order of queries. Without a run the candidates are the corpus, if it is
 * small, or else the judged passages. Of a large corpus only the wanted passages are kept. What the corpus or the queries lack is told.
 */
export function readCollection(input: {
  readonly corpus: readonly DocumentFile[];
  readonly queries: readonly DocumentFile[];
  readonly run: { readonly name: string; readonly rows: ReadonlyMap<string, readonly RunFileRow[]> } | null;
  readonly qrels: Judgements | null;
  readonly problem: (file: string, problem: InputProblem) => void;
}): SourceReading {
  const { corpus, queries, run, qrels, problem } = input;
  const notes: InputRemark[] = [];
  const format = formatOf(input);
  if (corpus.length === 0) {
    problem(run?.name ?? '', { line: 1, column: 1, code: 'no-corpus', run: run !== null });
    return { format, requests: [], qrels };
  }
  const queryTexts = new Map<string, string>();
  for (const { name, text, shape } of queries) {
    eachDocument({
      text,
      shape,
      visit: (found) => {
        if (found.id !== '' && !queryTexts.has(found.id)) queryTexts.set(found.id, found.text.trim());
      },
      problem: (found) => problem(name, found),
    });
  }
  const wanted = wantedDocIds(run?.rows ?? null, queries.length > 0 ? qrels : null);
  const { stored, count } = readCorpus(corpus, wanted, problem);
  const candidate = ({ id, title, text }: Stored): Candidate => ({ docId: docId(id), ...(title === '' ? {} : { title }), text });
  const asked = (id: string): RankRequest['query'] => ({ id, text: queryTexts.get(id) ?? '' });

  if (run === null && count === 0) return { format, requests: [], qrels, notes };
  if (run === null && (queries.length === 0 || count <= wholeCorpus)) {
    const candidates = [...stored.values()].map(candidate);
    if (queries.length === 0) return { format, requests: [{ query: { id: 'q1', text: '' }, candidates }], qrels, notes };
    notes.push({ code: 'whole-corpus', count });
    const ids = [...queryTexts.keys()].filter((id) => qrels === null || qrels.has(id));
    return { format, requests: ids.map((id) => ({ query: asked(id), candidates })), qrels, notes };
  }
  if (run === null && qrels === null) {
    problem(corpus[0]?.name ?? '', { line: 1, column: 1, code: 'no-run', passages: count });
    return { format, requests: [], qrels };
  }
  const requests: RankRequest[] = [];
  let nameless = 0;
  const lists: Iterable<readonly [string, readonly NamedRow[]]> = run?.rows ?? judgedLists(qrels, stored);
  for (const [qid, rows] of lists) {
    const candidates: Candidate[] = [];
    for (const { docid, score, line, column } of rows) {
      const found = stored.get(docid);
      if (found === undefined) problem(run?.name ?? '', { line, column, code: 'missing-text', name: docid, query: qid });
      else candidates.push({ ...candidate(found), ...(score === undefined ? {} : { score }) });
    }
    if (!queryTexts.has(qid)) nameless += 1;
    if (candidates.length > 0) requests.push({ query: asked(qid), candidates });
  }
  if (run === null) notes.push({ code: 'judged-only', count: requests.length });
  if (nameless > 0) notes.push({ code: 'queries-without-text', count: nameless });
  return { format, requests, qrels, notes };
}

function formatOf(input: Parameters<typeof readCollection>[0]): SourceReading['format'] {
  const named = (files: readonly DocumentFile[], file: string): boolean => files.some(({ name }) => name.endsWith(file));
  if (named(input.corpus, 'corpus.jsonl') && (named(input.queries, 'queries.jsonl') || input.qrels !== null)) return 'beir';
  if (input.run !== null) return 'trec';
  if (input.corpus.some(({ shape }) => shape === 'tsv')) return 'ms-marco';
  if (input.corpus.length === 0) return 'trec';
  return input.queries.length > 0 || input.qrels !== null ? 'beir' : 'passages-json';
}

function wantedDocIds(
  run: ReadonlyMap<string, readonly RunFileRow[]> | null,
  qrels: Judgements | null,
): ReadonlySet<string> | null {
  if (run === null && qrels === null) return null;
  const wanted = new Set<string>();
  if (run !== null) for (const rows of run.values()) for (const { docid } of rows) wanted.add(docid);
  else for (const grades of qrels?.values() ?? []) for (const docid of grades.keys()) wanted.add(docid);
  return wanted;
}

/** Beyond a small corpus's size only wanted passages are kept; `null` wants all. */
function readCorpus(
  files: readonly DocumentFile[],
  wanted: ReadonlySet<string> | null,
  problem: (file: string, problem: InputProblem) => void,
): { readonly stored: ReadonlyMap<string, Stored>; readonly count: number } {
  const stored = new Map<string, Stored>();
  let count = 0;
  for (const { name, text, shape } of files) {
    const visit = ({ id, title, text: passage, line, column }: SourceDocument): void => {
      count += 1;
      const key = id === '' ? `p${count}` : id;
      if (wanted !== null && !wanted.has(key) && count > wholeCorpus) return;
      if (stored.has(key)) {
        problem(name, { line, column, code: 'duplicate', name: key, query: null, counts: 'first' });
        return;
      }
      if (passage.trim() === '' && title === '') problem(name, { line, column, code: 'empty-passage', passage: key });
      stored.set(key, { id: key, title, text: passage });
    };
    eachDocument({ text, shape, visit, problem: (found) => problem(name, found) });
  }
  return { stored, count };
}

function judgedLists(qrels: Judgements | null, stored: ReadonlyMap<string, Stored>): ReadonlyMap<string, readonly NamedRow[]> {
  const places = new Map([...stored.keys()].map((id, place) => [id, place]));
  const place = (docid: string): number => places.get(docid) ?? places.size;
  const lists = new Map<string, readonly NamedRow[]>();
  for (const [qid, grades] of qrels ?? []) {
    const sorted = [...grades.keys()].sort((one, other) => place(one) - place(other));
    lists.set(
      qid,
      sorted.map((docid) => ({ docid, line: 1, column: 1 })),
    );
  }
  return lists;
}
