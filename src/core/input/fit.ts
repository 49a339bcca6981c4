import { lastWords } from '../measure/row-layout.ts';
import type { RunFileRow } from '../measure/trec-run.ts';
import { eachDocument } from './documents.ts';
import type { DocumentFile, QueryLists } from './documents.ts';
import type { Judgements } from './reading.ts';

/** The names of queries and passages that runs and judgements speak of. */
export interface WantedIds {
  readonly queries: ReadonlySet<string>;
  readonly passages: ReadonlySet<string>;
}

/** What a file of `{id, text}` entries holds of them. */
export interface DocumentFit {
  readonly file: DocumentFile;
  /** Share of the wanted queries, and of the wanted passages, whose names its entries have. */
  readonly queries: number;
  readonly passages: number;
  /** All of its first entries' texts stand where queries do. */
  readonly asks: boolean;
  /** Mean of the first entries' texts, in UTF-16 units. */
  readonly length: number;
}

const LOOKED = 200;

/** How well each file fits, and which of the wanted names were found in any. Goes through every file once. */
export function fitDocuments(
  files: readonly DocumentFile[],
  wanted: WantedIds,
): { readonly fits: readonly DocumentFit[]; readonly found: WantedIds } {
  const found = { queries: new Set<string>(), passages: new Set<string>() };
  const asked = wanted.queries.size + wanted.passages.size > 0;
  const fits = files.map((file) => {
    const own = { queries: new Set<string>(), passages: new Set<string>() };
    let length = 0;
    let count = 0;
    let asks = true;
    eachDocument({
      ...file,
      visit: (entry) => {
        if (count < LOOKED) {
          count += 1;
          length += entry.text.length;
          asks &&= entry.asks === true;
        } else if (!asked) return false;
        if (wanted.queries.has(entry.id)) own.queries.add(entry.id);
        if (wanted.passages.has(entry.id)) own.passages.add(entry.id);
        return true;
      },
      problem: () => {},
    });
    for (const id of own.queries) found.queries.add(id);
    for (const id of own.passages) found.passages.add(id);
    return {
      file,
      queries: own.queries.size / Math.max(1, wanted.queries.size),
      passages: own.passages.size / Math.max(1, wanted.passages.size),
      asks: asks && count > 0,
      length: length / Math.max(1, count),
    };
  });
  return { fits, found };
}

const QUERY_WORDS = ['query', 'queries', 'topic', 'topics', 'question', 'questions'];
const CORPUS_WORDS = ['corpus', 'corpora', 'collection', 'passage', 'passages', 'doc', 'docs', 'document', 'documents'];

/**
 * Which files of `{id, text}` entries are the corpus and which the queries: by whose names the runs and judgements use; where that tells nothing clear,
 * by where their texts stand, then by their own names (whole words of the last part); else, of several, the one with by far the shortest texts holds the
 * queries. One file alone is a corpus. Those that fit best come first.
 */
export function splitDocuments(
  fits: readonly DocumentFit[],
  hasQueries: boolean,
): { readonly corpus: readonly DocumentFile[]; readonly queries: readonly DocumentFile[] } {
  const corpus: DocumentFit[] = [];
  const queries: DocumentFit[] = [];
  const open: DocumentFit[] = [];
  for (const fit of fits) {
    const words = lastWords(fit.file.name);
    if (fit.queries > 2 * fit.passages) queries.push(fit);
    else if (fit.passages > 2 * fit.queries) corpus.push(fit);
    else if (fit.asks) queries.push(fit);
    else if (QUERY_WORDS.some((word) => words.has(word))) queries.push(fit);
    else if (CORPUS_WORDS.some((word) => words.has(word))) corpus.push(fit);
    else open.push(fit);
  }
  open.sort((one, other) => one.length - other.length);
  const [shortest, next] = open;
  const others = next?.length ?? corpus[0]?.length ?? 0;
  if (shortest !== undefined && queries.length === 0 && !hasQueries && shortest.length * 2 < others) {
    queries.push(shortest);
    open.shift();
  }
  const fitting = (list: readonly DocumentFit[], part: 'queries' | 'passages'): readonly DocumentFile[] =>
    list.toSorted((one, other) => other[part] - one[part]).map(({ file }) => file);
  return { corpus: fitting([...corpus, ...open], 'passages'), queries: fitting(queries, 'queries') };
}

/** Judgements that could be used. */
export interface JudgedFile<File> {
  readonly file: File;
  readonly name: string;
  readonly grades: Judgements;
}

/** What judgements are held against: the lists that are to be judged (qid → docids), or else the queries and passages that are there. */
export type JudgedAgainst =
  | { readonly lists: ReadonlyMap<string, ReadonlySet<string>> }
  | { readonly lists: null; readonly found: WantedIds };

/**
 * The judgements that fit best: that judge most of the lists, by at least one passage of each; then those whose own queries and passages are known most.
 * The names of splits break ties: of BEIR's train, dev and test the test one is meant.
 */
export function bestJudgements<File>(files: readonly JudgedFile<File>[], against: JudgedAgainst): JudgedFile<File> | null {
  const scored = files.map((file) => ({ file, fit: fitOf(file.grades, against), name: splitOf(file.name) }));
  scored.sort((one, other) => other.fit.lists - one.fit.lists || other.fit.own - one.fit.own || other.name - one.name);
  return scored[0]?.file ?? null;
}

/** `lists`: share of the lists that are judged; `own`: share of the judgements whose query and passage are known. */
function fitOf(grades: Judgements, against: JudgedAgainst): { readonly lists: number; readonly own: number } {
  if (against.lists !== null) {
    const { lists } = against;
    let judged = 0;
    for (const [qid, list] of lists) {
      const own = grades.get(qid);
      if (own !== undefined && [...own.keys()].some((docid) => list.has(docid))) judged += 1;
    }
    const named = [...grades.keys()].filter((qid) => lists.has(qid)).length;
    // Without one judged passage in the lists a query that is known by name is still better than none.
    return { lists: judged / Math.max(1, lists.size), own: judged > 0 ? 0 : named / Math.max(1, grades.size) };
  }
  const { queries, passages } = against.found;
  let known = 0;
  let all = 0;
  for (const [qid, judged] of grades) {
    for (const docid of judged.keys()) {
      all += 1;
      if ((queries.size === 0 || queries.has(qid)) && (passages.size === 0 || passages.has(docid))) known += 1;
    }
  }
  return { lists: 0, own: known / Math.max(1, all) };
}

const SPLITS: Readonly<Record<string, number>> = {
  test: 2,
  dev: 1,
  val: 1,
  valid: 1,
  validation: 1,
  eval: 1,
  train: -1,
  training: -1,
};

function splitOf(name: string): number {
  const known = [...lastWords(name)].flatMap((word) => (Object.hasOwn(SPLITS, word) ? (SPLITS[word] ?? []) : []));
  return known.length === 0 ? 0 : Math.max(...known);
}

/** The run that speaks of most queries and passages that are there. */
export function bestRun<Run extends { readonly run: ReadonlyMap<string, readonly RunFileRow[]> }>(
  runs: readonly Run[],
  found: WantedIds,
): Run | null {
  const fit = ({ run }: Run): number => {
    const qids = [...run.keys()];
    const docids = [...run.values()].flatMap((rows) => rows.map(({ docid }) => docid));
    const known = (ids: readonly string[], there: ReadonlySet<string>): number =>
      ids.filter((id) => there.has(id)).length / Math.max(1, ids.length);
    return (found.queries.size === 0 ? 0 : known(qids, found.queries)) + known(docids, found.passages);
  };
  return runs.map((run) => ({ run, fit: fit(run) })).sort((one, other) => other.fit - one.fit)[0]?.run ?? null;
}

/** What BRIGHT's queries say, as judgements of passages and of long documents, and what must not be among a query's candidates. */
export function judgementsOfLists(lists: ReadonlyMap<string, QueryLists>): {
  readonly gold: Judgements;
  readonly goldLong: Judgements;
  readonly excluded: ReadonlyMap<string, ReadonlySet<string>>;
} {
  const graded = (of: (list: QueryLists) => readonly string[]): Judgements =>
    new Map([...lists].flatMap(([qid, list]) => (of(list).length === 0 ? [] : [[qid, new Map(of(list).map((id) => [id, 1]))]])));
  return {
    gold: graded(({ gold }) => gold),
    goldLong: graded(({ goldLong }) => goldLong),
    excluded: new Map([...lists].flatMap(([qid, { excluded }]) => (excluded.length === 0 ? [] : [[qid, new Set(excluded)]]))),
  };
}
