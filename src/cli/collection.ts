import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip, gunzipSync } from 'node:zlib';
import { cleaned } from '../core/input/clean.ts';
import { decodeText } from '../core/input/decode.ts';
import { eachDocument } from '../core/input/documents.ts';
import { isNamedHeader } from '../core/input/role-guess.ts';
import { documentShape } from '../core/input/roles.ts';
import { parseQrels } from '../core/measure/qrels.ts';
import type { Qrels } from '../core/measure/qrels.ts';
import type { RowProblem } from '../core/measure/rows.ts';
import { parseTrecRun } from '../core/measure/trec-run.ts';
import type { RunRow } from '../core/measure/trec-run.ts';
import { docId } from '../core/request.ts';
import type { Candidate, RankRequest, Result } from '../core/request.ts';
import { rowInEnglish } from './english.ts';

/** Where a collection lies: a folder, files named one by one, or both. */
export interface CollectionPlaces extends Partial<Record<CollectionPart, string | undefined>> {
  readonly folder?: string | undefined;
}

type CollectionPart = 'corpus' | 'queries' | 'qrels' | 'run';

/** A collection's files as they were read. */
export interface CollectionFiles {
  readonly name: string;
  /** The small files, whole. */
  readonly texts: Readonly<Record<'queries' | 'qrels' | 'run', string>>;
  /** What the small files are called: a name decides where a content could be either. */
  readonly names: Readonly<Record<'queries' | 'qrels' | 'run', string>>;
  /** Path: it may be larger than memory. */
  readonly corpus: string;
  /** Of the small files, in hex. */
  readonly sha256: string;
}

/** What a folder's files are called in BEIR, in BRIGHT and in this project's data; the first that is there counts. */
const USUAL: Readonly<Record<CollectionPart, readonly string[]>> = {
  corpus: ['corpus.jsonl', 'corpus.jsonl.gz', 'corpus.tsv', 'collection.tsv', 'documents.jsonl', 'documents.jsonl.gz'],
  queries: ['queries.jsonl', 'queries.tsv', 'examples.jsonl'],
  qrels: ['qrels.txt', 'qrels/test.tsv', 'qrels.tsv', 'examples.jsonl'],
  run: ['bm25.top100.run', 'run.txt'],
};

/** The files of a collection: those named one by one, else those of the folder. Throws with the names of what is not there. */
export function readCollectionFiles({ folder, ...named }: CollectionPlaces): CollectionFiles {
  const find = (part: CollectionPart): string | undefined => {
    const own = named[part];
    if (own !== undefined && !isFile(own)) throw new Error(`--${part}: there is no file ${own}.`);
    const usual = folder === undefined ? [] : USUAL[part].map((name) => path.join(folder, name));
    const other = part === 'run' && folder !== undefined ? onlyRun(folder) : [];
    return own ?? [...usual, ...other].find(isFile);
  };
  const { corpus, queries, qrels, run } = {
    corpus: find('corpus'),
    queries: find('queries'),
    qrels: find('qrels'),
    run: find('run'),
  };
  if (corpus === undefined || queries === undefined || qrels === undefined || run === undefined) {
    const parts = Object.entries({ corpus, queries, qrels, run }).filter(([, file]) => file === undefined) as [
      CollectionPart,
      unknown,
    ][];
    throw new Error(
      folder === undefined
        ? `Without --collection, the files must be named: ${parts.map(([part]) => `--${part}`).join(', ')}.`
        : `${folder} is no BEIR-style collection: it lacks ${parts.map(([part]) => USUAL[part][0]).join(', ')}. ` +
            'Files elsewhere are named with --corpus, --queries, --qrels, --run.',
    );
  }
  const texts = { queries: readText(queries), qrels: readText(qrels), run: readText(run) };
  return {
    name: path.basename(folder ?? path.dirname(corpus)),
    texts,
    names: { queries: path.basename(queries), qrels: path.basename(qrels), run: path.basename(run) },
    corpus,
    sha256: createHash('sha256').update(JSON.stringify(texts)).digest('hex'),
  };
}

/** A folder's one run, whatever it is called; several are none. */
function onlyRun(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const runs = readdirSync(folder).filter((name) => /\.(run|trec)(\.gz)?$/.test(name));
  return runs.length === 1 ? runs.map((name) => path.join(folder, name)) : [];
}

function isFile(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isFile() === true;
}

function readText(file: string): string {
  const bytes = readFileSync(file);
  const decoded = decodeText(file.endsWith('.gz') ? gunzipSync(bytes) : bytes);
  if (!decoded.ok) throw new Error(`${file} has ${decoded.error.mebibytes} MiB: more than can be held as one text.`);
  return decoded.value.text;
}

/** A query's text and its whole first-stage list, best first. */
export interface TopicList {
  readonly text: string;
  readonly rows: readonly RunRow[];
}

/** The queries of an evaluation with their lists and judgements. */
export interface EvaluationCollection {
  /** Of the chosen queries, and where all were chosen also of judged ones without a text, which count as 0 (trec_eval -c). */
  readonly qrels: Qrels;
  /** qid → list, of the chosen queries that the run has, in the order of the queries' file. */
  readonly lists: ReadonlyMap<string, TopicList>;
  /** What the files lack, in words. */
  readonly notes: readonly string[];
}

/** The first `count` judged queries, all of them where it is null. Problems name the file and its lines. */
export function evaluationCollection(
  files: CollectionFiles['texts'],
  count: number | null,
  names: Partial<CollectionFiles['names']> = {},
): Result<EvaluationCollection, string> {
  const run = parseTrecRun(files.run, names.run);
  const judged = parseQrels(files.qrels, names.qrels);
  const queries = parseQueries(files.queries, names.queries ?? '');
  if (!run.ok) return { ok: false, error: describeProblems('run', run.error) };
  if (!judged.ok) return { ok: false, error: describeProblems('qrels', judged.error) };
  if (!queries.ok) return queries;
  const { texts, excluded } = queries.value;
  const askable = [...texts].filter(([qid]) => judged.value.has(qid));
  const chosen = askable.slice(0, count ?? askable.length);
  const nameless = [...judged.value.keys()].filter((qid) => !texts.has(qid));
  const counted = new Set([...chosen.map(([qid]) => qid), ...(chosen.length === askable.length ? nameless : [])]);
  const lists = new Map(
    chosen.flatMap(([qid, text]) => {
      const rows = run.value.get(qid)?.filter(({ docid }) => excluded.get(qid)?.has(docid) !== true);
      return rows === undefined ? [] : [[qid, { text, rows }] as const];
    }),
  );
  const unlisted = chosen.length - lists.size;
  const met = chosen.some(
    ([qid]) => run.value.get(qid)?.some(({ docid }) => judged.value.get(qid)?.has(docid) === true) === true,
  );
  const notes = [
    ...(lists.size > 0 && !met ? ['None of the judged passages is in the lists of its query: every measure will be 0.'] : []),
    ...(nameless.length > 0 ? [`Judged queries without a text: ${nameless.length}, such as ${nameless[0]}.`] : []),
    ...(unlisted > 0 ? [`Queries without a list in the run, which count as 0: ${unlisted}.`] : []),
  ];
  return { ok: true, value: { qrels: new Map([...judged.value].filter(([qid]) => counted.has(qid))), lists, notes } };
}

/** The queries of an evaluation: qid → text, and qid → docids that must not be in its list (BRIGHT). */
interface EvaluationQueries {
  readonly texts: ReadonlyMap<string, string>;
  readonly excluded: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Queries as the page reads them: BEIR's JSON lines, BRIGHT's examples, lines of qid, tab, text with or without a header, tables. */
function parseQueries(file: string, name: string): Result<EvaluationQueries, string> {
  const text = cleaned(file);
  const shape = documentShape({ name, text });
  const texts = new Map<string, string>();
  const excluded = new Map<string, ReadonlySet<string>>();
  const bad: number[] = [];
  eachDocument({
    name,
    text,
    shape,
    visit: ({ id, title, text: asked, line, lists }) => {
      if (id === '') {
        bad.push(line);
        return;
      }
      // A tab in a query's text is part of it: queries have no titles.
      texts.set(id, shape === 'tsv' && title !== '' ? `${title}\t${asked}` : asked);
      if (lists !== undefined) excluded.set(id, new Set(lists.excluded));
    },
    problem: ({ line }) => bad.push(line),
  });
  if (bad.length === 0) return { ok: true, value: { texts, excluded } };
  const form = shape === 'tsv' || shape === 'table' ? 'a name, a tab and a text' : '{"_id": …, "text": …}';
  return { ok: false, error: `line ${Math.min(...bad)} of the queries is not ${form}` };
}

function describeProblems(file: 'run' | 'qrels', problems: readonly RowProblem[]): string {
  const shown = problems.slice(0, 5).map((problem) => `line ${problem.line}: ${rowInEnglish(problem, file)}`);
  const more = problems.length > 5 ? `; and ${problems.length - 5} more` : '';
  return `the ${file} cannot be read: ${shown.join('; ')}${more}`;
}

/** docid → passage, of the documents that an evaluation shows. */
export type Documents = ReadonlyMap<string, { readonly title: string; readonly text: string }>;

/**
 * The documents with these ids, read as a stream, each line as the page reads it: JSON lines, or in a file called .tsv lines of docid, tab, text
 * (with three columns the second is the title). Rejects for a line that cannot be read and for ids that the corpus does not have.
 */
export async function readDocuments({ file, ids }: { file: string; ids: ReadonlySet<string> }): Promise<Documents> {
  const documents = new Map<string, { readonly title: string; readonly text: string }>();
  const name = path.basename(file);
  const shape = /\.tsv(\.gz)?$/.test(file) ? 'tsv' : 'jsonl';
  const form = shape === 'tsv' ? 'a name, a tab and a text' : '{"_id": …, "title": …, "text": …}';
  const stream = createReadStream(file);
  const input = file.endsWith('.gz') ? stream.pipe(createGunzip()) : stream;
  let number = 0;
  let header = '';
  const fail = (): never => {
    throw new Error(`${name}, line ${number}: expected ${form}.`);
  };
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    number++;
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line;
    if (number === 1 && shape === 'tsv' && isNamedHeader(text.split('\t'))) header = `${text}\n`;
    eachDocument({
      text: `${header}${text}`,
      shape,
      visit: ({ id, title, text }) => {
        if (id === '') fail();
        if (ids.has(id)) documents.set(id, { title, text });
      },
      problem: fail,
    });
    if (documents.size === ids.size) break;
  }
  stream.destroy();
  const absent = [...ids].filter((id) => !documents.has(id));
  if (absent.length > 0) throw new Error(`${name} lacks ${absent.length} documents of the run, such as ${absent[0]}.`);
  return documents;
}

/** A query's first-stage list, or its first `most` passages, as a run takes it. Passages below the reranked depth need no text. */
export function requestOf({
  lists,
  documents,
  qid,
  most = Infinity,
}: {
  lists: EvaluationCollection['lists'];
  documents: Documents;
  qid: string;
  most?: number;
}): RankRequest {
  const { text, rows } = lists.get(qid) ?? { text: '', rows: [] };
  const candidates = rows.slice(0, most).map(({ docid, score }): Candidate => {
    const { title, text: body } = documents.get(docid) ?? { title: '', text: '' };
    const given = score === null || !Number.isFinite(score) ? {} : { score };
    return { docId: docId(docid), ...(title === '' ? {} : { title }), text: body, ...given };
  });
  return { query: { id: qid, text }, candidates };
}
