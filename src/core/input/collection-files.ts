import { readCollection, readQueries, readRun } from './collection.ts';
import type { ReadRun } from './collection.ts';
import { bestJudgements, bestRun, fitDocuments, judgementsOfLists, splitDocuments } from './fit.ts';
import type { JudgedFile } from './fit.ts';
import type { InputProblem } from './problems.ts';
import type { InputRemark, SourceReading } from './reading.ts';
import type { RoledFile } from './roles.ts';
import { isEntryTable } from './table-entries.ts';

export type Tell = (file: string, problem: InputProblem) => void;

/** One way to read the files: what it gives, the files it went through, and what it found wrong. */
export interface Attempt {
  readonly reading: SourceReading;
  readonly used: readonly RoledFile[];
  readonly problems: readonly (readonly [file: string, problem: InputProblem])[];
}

/** Judgements that could be used, with what is wrong in them. */
export interface ReadJudged extends JudgedFile<RoledFile> {
  readonly problems: Attempt['problems'];
}

/** Runs, corpora, queries and judgements together: of several for one role those that fit. Null: there are none. */
export function tryCollection({
  of,
  judged: rows,
}: {
  readonly of: (...roles: readonly RoledFile['role'][]) => readonly RoledFile[];
  readonly judged: readonly ReadJudged[];
}): Attempt | null {
  const problems: (readonly [string, InputProblem])[] = [];
  const problem: Tell = (file, found) => void problems.push([file, found]);
  const runs = of('run').map((file) => {
    const wrong: InputProblem[] = [];
    const read: ReadRun = readRun(file.text, file.rows, (found) => wrong.push(found));
    return { file, wrong, ...read };
  });
  const given = { corpus: of('corpus'), queries: of('queries') };
  const named = of('documents');
  const collected = runs.length + rows.length + named.length + given.corpus.length + given.queries.length > 0;
  // Tables of names and texts are a corpus or queries beside files that speak of some.
  const tables = collected ? of('table').filter(({ text, name }) => isEntryTable(text, name)) : [];
  const others = of('invocations', 'table', 'text').length - tables.length;
  const alone = rows.length > 0 && others === 0;
  const documents = [...named, ...tables.map((file) => ({ ...file, shape: 'table' as const }))];
  if (runs.length + documents.length + given.corpus.length + given.queries.length === 0 && !alone) return null;

  const ownLists = judgementsOfLists(readQueries([...documents, ...given.queries].filter(hasLists), () => {}).lists);
  const listed: readonly ReadJudged[] = [...documents, ...given.queries]
    .filter(hasLists)
    .flatMap((file) =>
      [ownLists.gold, ownLists.goldLong].flatMap((grades) =>
        grades.size === 0 ? [] : [{ file, name: file.name, grades, problems: [] }],
      ),
    );
  const judged = [...rows, ...listed];
  const wanted = { queries: new Set<string>(), passages: new Set<string>() };
  for (const { run } of runs) {
    for (const [qid, list] of run) {
      wanted.queries.add(qid);
      for (const { docid } of list) wanted.passages.add(docid);
    }
  }
  for (const { grades } of judged) {
    for (const [qid, list] of grades) {
      wanted.queries.add(qid);
      for (const docid of list.keys()) wanted.passages.add(docid);
    }
  }
  const { fits, found } = fitDocuments([...documents, ...given.corpus, ...given.queries], wanted);
  const split = splitDocuments(fits.slice(0, documents.length), given.queries.length > 0);
  // A queries file alone is a list of short passages.
  const swap =
    given.corpus.length + split.corpus.length === 0 && runs.length === 0 && judged.length === 0 && given.queries.length === 0;
  const corpus = swap ? split.queries : [...given.corpus, ...split.corpus];
  const queryFiles = swap ? [] : [...given.queries, ...split.queries];
  const best = bestRun(runs, found);
  for (const wrong of best?.wrong ?? []) problem(best?.file.name ?? '', wrong);
  const lists =
    best === null ? null : new Map([...best.run].map(([qid, list]) => [qid, new Set(list.map(({ docid }) => docid))] as const));
  const qrels = bestJudgements(judged, lists === null ? { lists, found } : { lists });
  for (const [file, wrong] of (qrels as ReadJudged | null)?.problems ?? []) problem(file, wrong);
  const queries = readQueries(queryFiles, problem);
  const reading = readCollection({
    corpus,
    queryFiles,
    queries: queries.texts,
    excluded: ownLists.excluded,
    run: best === null ? null : { name: best.file.name, rows: best.run },
    qrels: qrels?.grades ?? null,
    problem,
  });
  const notes: InputRemark[] = [...(reading.notes ?? [])];
  if (best !== null && best.disagreeing > 0) notes.push({ code: 'rank-differs', count: best.disagreeing });
  if (best?.commas === true) notes.push({ code: 'decimal-commas', ...(best.file.name === '' ? {} : { file: best.file.name }) });
  if (best !== null && best.endless > 0) notes.push({ code: 'endless-scores', count: best.endless });
  const used = [...named, ...tables, ...given.corpus, ...given.queries, ...(best === null ? [] : [best.file])];
  return { reading: { ...reading, notes }, used: qrels === null ? used : [...used, qrels.file], problems };
}

/** BRIGHT's examples say what answers them. */
function hasLists({ text, shape }: Pick<RoledFile, 'text' | 'shape'>): boolean {
  return (shape === 'json' || shape === 'jsonl') && text.slice(0, 500_000).includes('"gold_ids"');
}
