import { docId } from '../request.ts';
import { bestQrels, splitDocuments } from './roles.ts';
import type { RoledFile } from './roles.ts';
import type { InputProblem } from './problems.ts';
import type { InputChoices, InputRemark, SourceReading } from './reading.ts';
import type { InvocationHistory } from './rank-llm.ts';
import { readCollection, readJudgements, readRun, readTopPassages } from './collection.ts';
import { readRequests } from './requests.ts';
import { readTable } from './table.ts';
import { readText } from './text.ts';

/** Files with roles → one reading. The first of these that is there wins: requests, top1000, run or documents, invocations, table, text. */
export function readFiles(input: {
  readonly files: readonly RoledFile[];
  readonly choices: InputChoices;
  readonly problem: (file: string, problem: InputProblem) => void;
}): SourceReading {
  const { files, choices, problem } = input;
  const of = (role: RoledFile['role']): readonly RoledFile[] => files.filter((file) => file.role === role);
  const tell = (file: RoledFile) => (found: InputProblem) => problem(file.name, found);
  const used = new Set<RoledFile>();
  const judged = bestQrels(of('qrels'));
  const qrels = judged === null ? null : readJudgements(judged.text, tell(judged));
  if (judged !== null) used.add(judged);

  const main = readMain();
  const histories = main.format === 'rank-llm-invocations' ? (main.invocations ?? []) : attach(main);
  const notes = [...(main.notes ?? [])];
  for (const file of files) {
    if (used.has(file)) continue;
    notes.push({ code: 'unused-file', file: file.name });
  }
  return { ...main, qrels: main.qrels ?? qrels, invocations: histories, notes };

  function readMain(): SourceReading {
    const requests = of('requests');
    if (requests.length > 0) return readRankLlm(requests, 'rank-llm-json');
    const [top] = of('top1000');
    if (top !== undefined) {
      used.add(top);
      return { format: 'ms-marco', requests: readTopPassages(top.text, tell(top)) };
    }
    const collection = readCollected();
    if (collection !== null) return collection;
    const invocations = of('invocations');
    if (invocations.length > 0) return readRankLlm(invocations, 'rank-llm-invocations');
    const [table] = of('table');
    if (table !== undefined) {
      used.add(table);
      return readTable({ file: table.name, text: table.text, choices: choices.table, problem: tell(table) });
    }
    const texts = of('text');
    for (const file of texts) used.add(file);
    const [only, ...more] = texts;
    if (only === undefined) return { format: 'files', requests: [] };
    if (more.length === 0 && choices.format !== 'files') return readText({ text: only.text, choices, problem: tell(only) });
    const candidates = texts.map(({ name, text }, index) => ({
      docId: docId(name === '' ? `p${index + 1}` : name),
      text: text.trim(),
    }));
    return { format: 'files', requests: [{ query: { id: 'q1', text: '' }, candidates }] };
  }

  function readRankLlm(from: readonly RoledFile[], format: 'rank-llm-json' | 'rank-llm-invocations'): SourceReading {
    const requests: SourceReading['requests'][number][] = [];
    const invocations: InvocationHistory[] = [];
    const notes: InputRemark[] = [];
    for (const file of from) {
      used.add(file);
      const told = tell(file);
      const found = readRequests({ text: file.text, lines: file.shape === 'jsonl', problem: told, doubt: told });
      const shift = requests.length;
      for (const request of found.requests) requests.push(request);
      for (const history of found.invocations) {
        const { requestIndex } = history;
        invocations.push({ ...history, requestIndex: requestIndex === null ? null : requestIndex + shift });
      }
      for (const note of found.notes) notes.push({ ...note, ...(file.name === '' ? {} : { file: file.name }) });
    }
    const lines = format === 'rank-llm-json' && from.every(({ shape }) => shape === 'jsonl');
    return { format: lines ? 'rank-llm-jsonl' : format, requests, invocations, notes };
  }

  function readCollected(): SourceReading | null {
    const [runFile] = of('run');
    const documents = of('documents');
    const given = { corpus: of('corpus'), queries: of('queries') };
    const others = of('invocations').length + of('table').length + of('text').length;
    const alone = judged !== null && others === 0;
    if (runFile === undefined && documents.length + given.corpus.length + given.queries.length === 0 && !alone) return null;
    const run = runFile === undefined ? null : readRun(runFile.text, tell(runFile));
    const passages = new Set<string>();
    for (const rows of run?.run.values() ?? []) for (const { docid } of rows) passages.add(docid);
    for (const grades of qrels?.values() ?? []) for (const docid of grades.keys()) passages.add(docid);
    const split = splitDocuments({
      files: documents,
      hasQueries: given.queries.length > 0,
      isQuery: (id) => run?.run.has(id) === true || qrels?.has(id) === true,
      isPassage: (id) => passages.has(id),
    });
    const corpus = [...given.corpus, ...split.corpus];
    const queries = [...given.queries, ...split.queries];
    // A queries file alone is a list of short passages.
    const swap = corpus.length === 0 && run === null && qrels === null && given.queries.length === 0;
    for (const file of [...documents, ...given.corpus, ...given.queries]) used.add(file);
    if (runFile !== undefined) used.add(runFile);
    const found = readCollection({
      corpus: swap ? queries : corpus,
      queries: swap ? [] : queries,
      run: run === null || runFile === undefined ? null : { name: runFile.name, rows: run.run },
      qrels,
      problem,
    });
    if (run === null || run.disagreeing === 0) return found;
    return { ...found, notes: [...(found.notes ?? []), { code: 'rank-differs', count: run.disagreeing }] };
  }

  /** Invocations stored apart from their requests, matched by qid, else by the query's text. */
  function attach(main: SourceReading): readonly InvocationHistory[] {
    const histories = [...(main.invocations ?? [])];
    const byId = new Map(main.requests.map(({ query }, index) => [query.id, index]));
    const byText = new Map(main.requests.map(({ query }, index) => [query.text, index]));
    for (const file of of('invocations')) {
      used.add(file);
      const told = tell(file);
      const lines = file.shape === 'jsonl';
      for (const history of readRequests({ text: file.text, lines, fromPrompts: false, problem: told, doubt: told })
        .invocations) {
        const { id, text } = history.query;
        histories.push({ ...history, requestIndex: byId.get(id) ?? byText.get(text) ?? null });
      }
    }
    return histories;
  }
}
