import { readQrelsRows } from '../measure/qrels.ts';
import { TREC_LAYOUT } from '../measure/row-layout.ts';
import type { RowLayout } from '../measure/row-layout.ts';
import { eachLine } from '../measure/rows.ts';
import type { RunFileRow } from '../measure/trec-run.ts';
import { readRunRows } from '../measure/trec-run.ts';
import { docId } from '../request.ts';
import type { Candidate, RankRequest } from '../request.ts';
import type { DocumentFile, QueryLists, SourceDocument } from './documents.ts';
import { eachDocument } from './documents.ts';
import type { InputProblem } from './problems.ts';
import { toInputProblem } from './problems.ts';
import type { InputRemark, Judgements, SourceReading } from './reading.ts';

/** Reads the good rows of judgements, written as the layout says (null: as TREC writes them), and tells the others. */
export function readJudgements(text: string, layout: RowLayout | null, problem: (problem: InputProblem) => void): Judgements {
  return readQrelsRows(text, layout ?? TREC_LAYOUT.qrels, (found) => problem(toInputProblem(found, 'qrels')));
}

/** A run, with the qids whose rank column tells another order than their scores, and those with a score that is not finite. */
export interface ReadRun {
  readonly run: ReadonlyMap<string, readonly RunFileRow[]>;
  readonly disagreeing: number;
  readonly endless: number;
  /** Its scores have a comma before their decimals. */
  readonly commas: boolean;
}

/** Reads the good rows of a run, written as the layout says (null: as TREC writes them), and tells the others. */
export function readRun(text: string, layout: RowLayout | null, problem: (problem: InputProblem) => void): ReadRun {
  const run = readRunRows(text, layout ?? TREC_LAYOUT.run, (found) => problem(toInputProblem(found, 'run')));
  let disagreeing = 0;
  let endless = 0;
  for (const rows of run.values()) {
    if (rows.some(({ rank }, place) => place > 0 && rank < (rows[place - 1]?.rank ?? rank))) disagreeing += 1;
    if (rows.some(({ score }) => score !== null && !Number.isFinite(score))) endless += 1;
  }
  return { run, disagreeing, endless, commas: layout?.form === 'fields' && layout.commas === true };
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
  readonly score?: number | null;
  readonly line: number;
  readonly column: number;
}

interface Stored {
  readonly title: string;
  readonly text: string;
  readonly id: string;
  readonly score?: number;
}

/** A corpus of at most this many passages is a list of candidates by itself where there is no run. */
const wholeCorpus = 1000;

/** The queries of a collection: their texts, and what BRIGHT's say beside them. */
export interface ReadQueries {
  readonly texts: ReadonlyMap<string, string>;
  readonly lists: ReadonlyMap<string, QueryLists>;
}

/** Reads files of queries; of two texts for one name the first counts. */
export function readQueries(files: readonly DocumentFile[], problem: (file: string, problem: InputProblem) => void): ReadQueries {
  const texts = new Map<string, string>();
  const lists = new Map<string, QueryLists>();
  for (const file of files) {
    eachDocument({
      ...file,
      visit: (found) => {
        if (found.id === '' || texts.has(found.id)) return;
        texts.set(found.id, found.text.trim());
        if (found.lists !== undefined) lists.set(found.id, found.lists);
      },
      problem: (found) => problem(file.name, found),
    });
  }
  return { texts, lists };
}

/**
 * Puts a run, a corpus and queries together into requests, in the run's order of queries. Without a run the candidates are the corpus, if it is
 * small, or else the judged passages. Of a large corpus only the wanted passages are kept. What the corpus or the queries lack is told, as is what a
 * query's own list excludes.
 */
export function readCollection(input: {
  readonly corpus: readonly DocumentFile[];
  readonly queryFiles: readonly DocumentFile[];
  readonly queries: ReadonlyMap<string, string>;
  readonly excluded: ReadonlyMap<string, ReadonlySet<string>>;
  readonly run: { readonly name: string; readonly rows: ReadonlyMap<string, readonly RunFileRow[]> } | null;
  readonly qrels: Judgements | null;
  readonly problem: (file: string, problem: InputProblem) => void;
}): SourceReading {
  const { corpus, queries, queryFiles, run, qrels, problem } = input;
  const notes: InputRemark[] = [];
  const format = formatOf(input);
  if (corpus.length === 0) {
    problem(run?.name ?? '', { line: 1, column: 1, code: 'no-corpus', run: run !== null });
    return { format, requests: [], qrels };
  }
  const wanted = wantedDocIds(run?.rows ?? null, queryFiles.length > 0 ? qrels : null);
  const { stored, count } = readCorpus(corpus, wanted, problem);
  const candidate = ({ id, title, text }: Stored): Candidate => ({ docId: docId(id), ...(title === '' ? {} : { title }), text });
  const asked = (id: string): RankRequest['query'] => ({ id, text: queries.get(id) ?? '' });
  let left = 0;
  const allowed = (qid: string): ((docid: string) => boolean) => {
    const excluded = input.excluded.get(qid);
    return (docid) => {
      if (excluded?.has(docid) !== true) return true;
      left += 1;
      return false;
    };
  };
  const done = (requests: readonly RankRequest[]): SourceReading => {
    if (left > 0) notes.push({ code: 'excluded-passages', count: left });
    const unasked = qrels === null || queryFiles.length === 0 ? 0 : [...qrels.keys()].filter((qid) => !queries.has(qid)).length;
    if (unasked > 0) notes.push({ code: 'judged-without-text', count: unasked });
    return { format, requests, qrels, notes };
  };

  if (run === null && count === 0) return { format, requests: [], qrels, notes };
  if (run === null && (queryFiles.length === 0 || count <= wholeCorpus)) {
    const all = [...stored.values()];
    // A list of passages alone has its own scores, as a cross-encoder gives them.
    const scored = all.map((one) => ({ ...candidate(one), ...(one.score === undefined ? {} : { score: one.score }) }));
    if (queryFiles.length === 0) return done([{ query: { id: 'q1', text: '' }, candidates: scored }]);
    notes.push({ code: 'whole-corpus', count });
    const ids = [...queries.keys()].filter((id) => qrels === null || qrels.has(id));
    return done(
      ids.flatMap((id) => {
        const may = allowed(id);
        const candidates = all.filter((one) => may(one.id)).map(candidate);
        return candidates.length === 0 ? [] : [{ query: asked(id), candidates }];
      }),
    );
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
    const may = allowed(qid);
    for (const { docid, score, line, column } of rows) {
      if (!may(docid)) continue;
      const found = stored.get(docid);
      if (found === undefined) problem(run?.name ?? '', { line, column, code: 'missing-text', name: docid, query: qid });
      // An infinite score orders the list, and cannot be written down.
      else candidates.push({ ...candidate(found), ...(Number.isFinite(score ?? Number.NaN) ? { score: score ?? 0 } : {}) });
    }
    if (!queries.has(qid)) nameless += 1;
    if (candidates.length > 0) requests.push({ query: asked(qid), candidates });
  }
  if (run === null) notes.push({ code: 'judged-only', count: requests.length });
  if (nameless > 0) notes.push({ code: 'queries-without-text', count: nameless });
  return done(requests);
}

function formatOf(input: Parameters<typeof readCollection>[0]): SourceReading['format'] {
  const named = (files: readonly DocumentFile[], file: string): boolean => files.some(({ name }) => name.endsWith(file));
  if (named(input.corpus, 'corpus.jsonl') && (named(input.queryFiles, 'queries.jsonl') || input.qrels !== null)) return 'beir';
  if (input.run !== null) return 'trec';
  if (input.corpus.some(({ shape }) => shape === 'tsv')) return 'ms-marco';
  if (input.corpus.length === 0) return 'trec';
  return input.queryFiles.length > 0 || input.qrels !== null ? 'beir' : 'passages-json';
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
  /** What passages are called that have no names of their own: where they are from, or their places. */
  const origins = new Map<string, string>();
  let count = 0;
  for (const file of files) {
    const { name } = file;
    const visit = ({ id, title, text: passage, line, column, score, shared }: SourceDocument): void => {
      count += 1;
      const key = id === '' || (shared === true && wanted === null) ? `p${count}` : id;
      if (shared === true) origins.set(key, id);
      if (wanted !== null && !wanted.has(key) && count > wholeCorpus) return;
      if (stored.has(key)) {
        problem(name, { line, column, code: 'duplicate', name: key, query: null, counts: 'first' });
        return;
      }
      if (passage.trim() === '' && title === '') problem(name, { line, column, code: 'empty-passage', passage: key });
      stored.set(key, { id: key, title, text: passage, ...(score === undefined ? {} : { score }) });
    };
    eachDocument({ ...file, visit, problem: (found) => problem(name, found) });
  }
  const apart = new Set(origins.values()).size === origins.size && ![...origins.values()].some((name) => stored.has(name));
  if (wanted !== null || origins.size === 0 || !apart) return { stored, count };
  const named = [...stored.values()].map((one) => ({ ...one, id: origins.get(one.id) ?? one.id }));
  return { stored: new Map(named.map((one) => [one.id, one])), count };
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
