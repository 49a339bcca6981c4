import { connectEngine } from './client/connect-engine.ts';
import type { Engine } from './client/connect-engine.ts';
import { loadModel } from './client/load-model.ts';
import { startRun } from './client/start-run.ts';
import type { LineProblem } from './evaluate/line-problem.ts';
import { ndcg } from './evaluate/ndcg.ts';
import { parseQrels } from './evaluate/parse-qrels.ts';
import type { Qrels } from './evaluate/parse-qrels.ts';
import { parseTrecRun } from './evaluate/parse-trec-run.ts';
import type { LoadedModel } from './protocol/engine-api.ts';
import type { RunEvent, RunSettings } from './protocol/run-event.ts';
import type { RankRequest } from './rank/rank-request.ts';

/** Depth of the measure: nDCG@10 whatever the depth of reranking. */
const MEASURE_DEPTH = 10;

export interface PlannedQuery {
  readonly qid: string;
  readonly text: string;
  /** The whole first-stage list, best first. */
  readonly firstStage: readonly { readonly docid: string; readonly score: number }[];
}

export interface QueryResult {
  readonly qid: string;
  /** The reranked head of the list. */
  readonly ranking: readonly string[];
  readonly outcome: string;
  readonly windows: readonly string[];
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly seconds: number;
}

/** What `npm run evaluate` calls from outside through `globalThis.glassrankEvaluation`. Problems are thrown with their places. */
export interface Evaluation {
  load(modelId: string, library?: string): Promise<LoadedModel>;
  plan(files: { queries: string; qrels: string; run: string }, count: number): readonly PlannedQuery[];
  rerank(request: RankRequest, settings: RunSettings): Promise<QueryResult>;
  /** nDCG@10 of one query's list. */
  measure(qid: string, ranking: readonly string[]): number;
}

let engine: Engine | undefined;
let model: LoadedModel | undefined;
let qrels: Qrels = new Map();

const evaluation: Evaluation = {
  async load(modelId, library) {
    engine?.terminate();
    engine = connectEngine();
    const { result } = loadModel({ engine, modelId, ...(library === undefined ? {} : { options: { library } }) });
    const loaded = await result;
    if (!loaded.ok) throw new Error(`${loaded.error.code}: ${loaded.error.message}`);
    model = loaded.value;
    return model;
  },

  plan(files, count) {
    const run = parseTrecRun(files.run);
    const judged = parseQrels(files.qrels);
    if (!run.ok) throw new Error(describeProblems('the run', run.error));
    if (!judged.ok) throw new Error(describeProblems('the qrels', judged.error));
    qrels = judged.value;
    return parseQueries(files.queries)
      .filter(({ qid }) => qrels.has(qid))
      .slice(0, count)
      .map((query) => ({ ...query, firstStage: run.value.get(query.qid) ?? [] }));
  },

  async rerank(request, settings) {
    if (engine === undefined || model === undefined) throw new Error('load a model first');
    const started = performance.now();
    const windows: string[] = [];
    let promptTokens = 0;
    let completionTokens = 0;
    let last: RunEvent | undefined;
    for await (const event of startRun({ engine, model: model.identity, request, settings }).events) {
      last = event;
      if (event.type !== 'window-end') continue;
      windows.push(event.outcome.type);
      promptTokens += event.usage.promptTokens;
      completionTokens += event.usage.completionTokens;
    }
    if (last?.type !== 'run-end') throw new Error('the run ended without its run-end');
    const { outcome, ranking } = last;
    return {
      qid: request.query.id,
      ranking,
      outcome: outcome.type === 'failed' ? `failed: ${outcome.error.code}: ${outcome.error.message}` : outcome.type,
      windows,
      promptTokens,
      completionTokens,
      seconds: (performance.now() - started) / 1000,
    };
  },

  measure: (qid, ranking) => ndcg({ ranking, grades: qrels.get(qid) ?? new Map(), depth: MEASURE_DEPTH }),
};

/** BEIR's queries.jsonl. */
function parseQueries(text: string): { readonly qid: string; readonly text: string }[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const query = readJson(line);
    if (typeof query?.['_id'] !== 'string' || typeof query['text'] !== 'string') {
      throw new Error(`line ${index + 1} of the queries is not {"_id": …, "text": …}`);
    }
    return [{ qid: query['_id'], text: query['text'] }];
  });
}

function readJson(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function describeProblems(what: string, problems: readonly LineProblem[]): string {
  const shown = problems.slice(0, 5).map(({ line, message }) => `line ${line}: ${message}`);
  return `${what} cannot be read: ${shown.join('; ')}${problems.length > 5 ? `; and ${problems.length - 5} more` : ''}`;
}

declare global {
  var glassrankEvaluation: Evaluation;
}

globalThis.glassrankEvaluation = evaluation;
