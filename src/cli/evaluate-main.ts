import { connectEngine } from '../engines/webllm/client.ts';
import type { WebLlmClient } from '../engines/webllm/client.ts';
import { measure } from '../core/measure/measures.ts';
import type { Measure } from '../core/measure/measures.ts';
import { evaluationCollection } from './collection.ts';
import type { EvaluationCollection } from './collection.ts';
import { evaluationConfigurations } from './configurations.ts';
import type { ConfigurationEntry } from './configurations.ts';
import { evaluationReport } from './report.ts';
import type { EvaluationReport } from './report.ts';
import { cellName, cutRequest, nextCell, planExperiment } from '../core/experiment/plan.ts';
import type { CellKey, CellResult, Configuration, ExperimentPlan } from '../core/experiment/plan.ts';
import { parseExperimentLines, toExperimentLines } from '../core/experiment/file.ts';
import { timeLeft, toCellResult } from '../core/experiment/cells.ts';
import type { TimeLeft } from '../core/experiment/cells.ts';
import { toLogFile } from '../core/log/file.ts';
import type { LoadedModel } from '../engines/engine-client.ts';
import type { RunEvent } from '../core/log/event.ts';
import { docId } from '../core/request.ts';
import type { RankRequest } from '../core/request.ts';

/** What `npm run evaluate` calls from outside through `globalThis.glassrankEvaluation`. Problems are thrown with their places. */
export interface Evaluation {
  load(modelId: string, library?: string): Promise<LoadedModel>;
  /** `count` null: all judged queries. Gives each topic's list, and what the files lack. */
  open(
    files: { queries: string; qrels: string; run: string },
    count: number | null,
  ): {
    readonly topics: readonly { readonly qid: string; readonly docids: readonly string[] }[];
    readonly notes: readonly string[];
  };
  addDocuments(documents: readonly { readonly docid: string; readonly title: string; readonly text: string }[]): void;
  /** A configuration, or a sweep's several, for the model that is loaded, each found sound on the first query. */
  configure(entry: ConfigurationEntry): Promise<readonly Configuration[]>;
  /** A new plan, and the first line of its results file. */
  plan(chosen: Pick<ExperimentPlan, 'name' | 'createdAt' | 'configurations' | 'depth' | 'collection' | 'seed'>): string;
  /** Takes over the cells of a results file; throws where it is of another plan. Failed cells are left out, so that they are run again. */
  resume(text: string): ResumedFile;
  next(): (CellKey & { readonly modelId: string }) | null;
  run(key: CellKey, log: { readonly appVersion: string; readonly exportedAt: string } | null): Promise<FinishedCell>;
  timeLeft(): TimeLeft;
  report(measures: readonly string[]): EvaluationReport;
  /** One cell's measures, before and after. */
  measure(cell: CellResult, name: string): { readonly before: number; readonly after: number };
}

export interface ResumedFile {
  /** The file's plan, or this one where it has more queries. */
  readonly header: string;
  /** What stays in the file; `cells`: those of this plan's queries. */
  readonly kept: readonly CellResult[];
  readonly cells: readonly CellResult[];
  readonly notes: readonly string[];
}

export interface FinishedCell {
  readonly cell: CellResult;
  /** The whole log as a file that the page opens; null where none was asked for. */
  readonly log: string | null;
}

let engine: WebLlmClient | undefined;
let model: LoadedModel | undefined;
let collection: EvaluationCollection = { qrels: new Map(), lists: new Map(), notes: [] };
const documents = new Map<string, { readonly title: string; readonly text: string }>();
/** What answers, beside the plan in the file's first line: other weights under the same name are another evaluation. */
interface EvaluationPlan extends ExperimentPlan {
  readonly models: readonly { readonly id: string; readonly manifestSha256: string; readonly library: string }[];
}
let plan: EvaluationPlan | undefined;
const models = new Map<string, EvaluationPlan['models'][number]>();
const cells = new Map<string, CellResult>();

const evaluation: Evaluation = {
  async load(modelId, library) {
    engine?.end();
    model = undefined;
    engine = connectEngine({ library });
    const loaded = await engine.load(modelId);
    if (!loaded.ok) throw new Error(`${loaded.error.code}: ${loaded.error.message}`);
    model = loaded.value;
    const { id, manifestSha256, library: file } = model.identity;
    models.set(id, { id, manifestSha256, library: file });
    return model;
  },

  open(files, count) {
    const opened = evaluationCollection(files, count);
    if (!opened.ok) throw new Error(opened.error);
    collection = opened.value;
    const topics = Array.from(collection.lists, ([qid, { rows }]) => ({ qid, docids: rows.map(({ docid }) => docid) }));
    return { topics, notes: collection.notes };
  },

  addDocuments(given) {
    for (const { docid, title, text } of given) documents.set(docid, { title, text });
  },

  async configure(entry) {
    if (engine === undefined || model === undefined) throw new Error('load a model first');
    const made = evaluationConfigurations(entry, model);
    if (!made.ok) throw new Error(made.error);
    const [qid = ''] = collection.lists.keys();
    for (const { name, settings } of made.value) {
      const forecast = await engine.forecast({ request: requestOf(qid, 2), settings });
      if (!forecast.ok) throw new Error(`${name}: ${forecast.error.message}`);
    }
    return made.value;
  },

  plan(chosen) {
    const requests = [...collection.lists.keys()].map((qid) => requestOf(qid, 0));
    const made = planExperiment({ ...chosen, id: crypto.randomUUID(), requests, qrels: collection.qrels });
    if (!made.ok) throw new Error(`${made.error.message} ${made.error.hint}`);
    plan = { ...made.value, models: [...models.values()] };
    cells.clear();
    return headerOf(plan);
  },

  resume(text) {
    const parsed = parseExperimentLines(text);
    if (!parsed.ok) throw new Error(`line ${parsed.error.line}: ${parsed.error.message} ${parsed.error.hint}`);
    const there = parsed.value.plan as EvaluationPlan;
    const here = thePlan();
    const larger = here.topics.every((qid) => there.topics.includes(qid))
      ? there
      : { ...here, id: there.id, createdAt: there.createdAt };
    const differing = [
      ...differences(there, here),
      ...(there.topics.every((qid) => larger.topics.includes(qid)) ? [] : ['topics']),
    ];
    if (differing.length > 0) throw new Error(`it holds another evaluation; there and here differ: ${differing.join(', ')}.`);
    const kept = parsed.value.cells.filter(({ outcome }) => outcome.type === 'complete');
    const wanted = new Set(here.topics);
    for (const cell of kept) if (wanted.has(cell.qid)) cells.set(cellName(cell), cell);
    const notes = parsed.value.problems.map(({ line, message }) => `line ${line}: ${message}`);
    return { header: headerOf(larger), kept, cells: [...cells.values()], notes };
  },

  next() {
    const key = nextCell({ plan: thePlan(), done: cells.values(), loadedModelId: model?.identity.id ?? null });
    return key === null ? null : { ...key, modelId: configurationOf(key).modelId };
  },

  async run(key, log) {
    if (engine === undefined || model === undefined) throw new Error('load a model first');
    const { head, tail } = cutRequest(requestOf(key.qid), thePlan().depth);
    const { settings } = configurationOf(key);
    const events: RunEvent[] = [];
    for await (const event of engine.run({ model: model.identity, request: head, settings })) events.push(event);
    const cell = toCellResult({ configurationId: key.configurationId, events, tail });
    if (cell === null) throw new Error('the run ended without its run-end');
    cells.set(cellName(cell), cell);
    return { cell, log: log === null ? null : `${JSON.stringify(toLogFile({ log: events, ...log }))}\n` };
  },

  timeLeft: () => timeLeft({ plan: thePlan(), cells: [...cells.values()] }),

  report: (names) =>
    evaluationReport({ plan: thePlan(), cells: [...cells.values()], collection, measures: names.map(measureOf) }),

  measure({ qid, ranking }, name) {
    const grades = collection.qrels.get(qid) ?? new Map<string, number>();
    const first = collection.lists.get(qid)?.rows.map(({ docid }) => docid) ?? [];
    const { of } = measureOf(name);
    return { before: of({ ranking: first, grades }), after: of({ ranking, grades }) };
  },
};

function thePlan(): EvaluationPlan {
  if (plan === undefined) throw new Error('make a plan first');
  return plan;
}

function headerOf(of: ExperimentPlan): string {
  return toExperimentLines(of, []).trimEnd();
}

function configurationOf({ configurationId }: CellKey): Configuration {
  const found = thePlan().configurations.find(({ id }) => id === configurationId);
  if (found === undefined) throw new Error(`the plan has no configuration ${configurationId}`);
  return found;
}

/** The whole first-stage list, or its first `most` passages. Passages below the reranked depth need no text. */
function requestOf(qid: string, most = Infinity): RankRequest {
  const { text, rows } = collection.lists.get(qid) ?? { text: '', rows: [] };
  const candidates = rows.slice(0, most).map(({ docid, score }) => {
    const { title, text: body } = documents.get(docid) ?? { title: '', text: '' };
    return { docId: docId(docid), ...(title === '' ? {} : { title }), text: body, score };
  });
  return { query: { id: qid, text }, candidates };
}

function measureOf(name: string): Measure {
  const found = measure(name);
  if (found !== null) return found;
  throw new Error(`there is no measure ${name}; there are nDCG@k, RR, RR@k, AP, R@k, P@k`);
}

/** Fields of two plans that differ; how many of the queries are asked, and who made a plan and when, does not count. */
function differences(there: EvaluationPlan, here: EvaluationPlan): readonly string[] {
  const fields = ['collection', 'depth', 'seed', 'configurations', 'models'] as const;
  return fields.filter((field) => JSON.stringify(there[field]) !== JSON.stringify(here[field]));
}

declare global {
  var glassrankEvaluation: Evaluation;
}

globalThis.glassrankEvaluation = evaluation;
