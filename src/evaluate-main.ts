import { connectEngine } from './client/connect-engine.ts';
import type { Engine } from './client/connect-engine.ts';
import { loadModel } from './client/load-model.ts';
import { startRun } from './client/start-run.ts';
import { configure } from './evaluate-configure.ts';
import type { ConfigurationEntry } from './evaluate-configure.ts';
import type { LineProblem } from './evaluate/line-problem.ts';
import { measure } from './evaluate/measure.ts';
import type { Measure } from './evaluate/measure.ts';
import { parseQrels } from './evaluate/parse-qrels.ts';
import type { Qrels } from './evaluate/parse-qrels.ts';
import { parseTrecRun } from './evaluate/parse-trec-run.ts';
import { curvePoints } from './experiment/curve-points.ts';
import type { CurvePoint } from './experiment/curve-points.ts';
import { cutRequest } from './experiment/cut-request.ts';
import type { CellKey, CellResult, Configuration, ExperimentPlan } from './experiment/experiment.ts';
import { nextCell } from './experiment/next-cell.ts';
import { parseExperimentLines } from './experiment/parse-experiment-lines.ts';
import { planExperiment } from './experiment/plan-experiment.ts';
import { summarise } from './experiment/summarise.ts';
import type { ExperimentSummary } from './experiment/summarise.ts';
import { timeLeft } from './experiment/time-left.ts';
import type { TimeLeft } from './experiment/time-left.ts';
import { toCellResult } from './experiment/to-cell-result.ts';
import { toConfigurationRun } from './experiment/to-configuration-run.ts';
import { toExperimentLines } from './experiment/to-experiment-lines.ts';
import { toExperimentTsv } from './experiment/to-experiment-tsv.ts';
import { toLogFile } from './export/to-log-file.ts';
import type { LoadedModel } from './protocol/engine-api.ts';
import type { RunEvent } from './protocol/run-event.ts';
import { docId } from './rank/doc-id.ts';
import type { RankRequest } from './rank/rank-request.ts';

/** Queries to be run: judged, in the order of the queries' file, with their first-stage lists. */
export interface Collection {
  readonly topics: readonly { readonly qid: string; readonly docids: readonly string[] }[];
  /** What the files lack, in words. */
  readonly notes: readonly string[];
}

/** What `npm run evaluate` calls from outside through `globalThis.glassrankEvaluation`. Problems are thrown with their places. */
export interface Evaluation {
  load(modelId: string, library?: string): Promise<LoadedModel>;
  /** `count` null: all judged queries. Only the documents of the topics' docids are then to be given to `addDocuments`. */
  open(files: { queries: string; qrels: string; run: string }, count: number | null): Collection;
  addDocuments(documents: readonly { readonly docid: string; readonly title: string; readonly text: string }[]): void;
  /** A configuration, or a sweep's several, for the model that is loaded. */
  configure(entry: ConfigurationEntry): readonly Configuration[];
  /** A new plan, and the first line of its results file. */
  plan(chosen: Pick<ExperimentPlan, 'name' | 'createdAt' | 'configurations' | 'depth' | 'collection' | 'seed'>): string;
  /** Takes over the cells of a results file; throws where it is of another plan. Failed cells are left out, so that they are run again. */
  resume(text: string): { readonly header: string; readonly cells: readonly CellResult[]; readonly notes: readonly string[] };
  next(): (CellKey & { readonly modelId: string }) | null;
  run(key: CellKey, log: { readonly appVersion: string; readonly exportedAt: string } | null): Promise<FinishedCell>;
  timeLeft(): TimeLeft;
  report(measures: readonly string[]): EvaluationReport;
  /** One cell's measures, before and after. */
  measure(cell: CellResult, name: string): { readonly before: number; readonly after: number };
}

export interface FinishedCell {
  readonly cell: CellResult;
  /** The whole log as a file that the page opens; null where none was asked for. */
  readonly log: string | null;
}

export interface EvaluationReport {
  readonly summary: ExperimentSummary;
  /** Of the first measure. */
  readonly curve: readonly CurvePoint[];
  readonly tsv: string;
  /** Each cell with its measures; without measures where the query is not judged. */
  readonly rows: readonly (CellResult & { readonly measures: Readonly<Record<string, number>> })[];
  /** Configuration id → TREC run. */
  readonly runs: Readonly<Record<string, string>>;
}

let engine: Engine | undefined;
let model: LoadedModel | undefined;
let qrels: Qrels = new Map();
let lists: ReadonlyMap<
  string,
  { readonly text: string; readonly rows: readonly { readonly docid: string; readonly score: number }[] }
> = new Map();
const documents = new Map<string, { readonly title: string; readonly text: string }>();
/** What answers, beside the plan in the file's first line: other weights under the same name are another evaluation. */
interface EvaluationPlan extends ExperimentPlan {
  readonly models: readonly { readonly id: string; readonly manifestSha256: string; readonly library: string }[];
}
let plan: EvaluationPlan | undefined;
const models = new Map<string, EvaluationPlan['models'][number]>();
const cells = new Map<string, CellResult>();
const nameOf = ({ configurationId, qid }: CellKey): string => JSON.stringify([configurationId, qid]);

const evaluation: Evaluation = {
  async load(modelId, library) {
    engine?.terminate();
    model = undefined;
    engine = connectEngine();
    const { result } = loadModel({ engine, modelId, ...(library === undefined ? {} : { options: { library } }) });
    const loaded = await result;
    if (!loaded.ok) throw new Error(`${loaded.error.code}: ${loaded.error.message}`);
    model = loaded.value;
    const { id, manifestSha256, library: file } = model.identity;
    models.set(id, { id, manifestSha256, library: file });
    return model;
  },

  open(files, count) {
    const run = parseTrecRun(files.run);
    const judged = parseQrels(files.qrels);
    if (!run.ok) throw new Error(describeProblems('the run', run.error));
    if (!judged.ok) throw new Error(describeProblems('the qrels', judged.error));
    const queries = parseQueries(files.queries);
    const askable = queries.filter(({ qid }) => judged.value.has(qid));
    const chosen = askable.slice(0, count ?? askable.length);
    const known = new Set(queries.map(({ qid }) => qid));
    const nameless = [...judged.value.keys()].filter((qid) => !known.has(qid));
    // With all queries asked for, judged ones without a text count as 0, as trec_eval -c would have it.
    const counted = new Set([...chosen.map(({ qid }) => qid), ...(chosen.length === askable.length ? nameless : [])]);
    qrels = new Map([...judged.value].filter(([qid]) => counted.has(qid)));
    lists = new Map(
      chosen.flatMap(({ qid, text }) => {
        const rows = run.value.get(qid);
        return rows === undefined ? [] : [[qid, { text, rows }] as const];
      }),
    );
    return {
      topics: Array.from(lists, ([qid, { rows }]) => ({ qid, docids: rows.map(({ docid }) => docid) })),
      notes: [
        ...(nameless.length > 0 ? [`${nameless.length} judged queries have no text, such as ${nameless[0]}.`] : []),
        ...(lists.size < chosen.length
          ? [`${chosen.length - lists.size} queries have no list in the run; they count as 0.`]
          : []),
      ],
    };
  },

  addDocuments(given) {
    for (const { docid, title, text } of given) documents.set(docid, { title, text });
  },

  configure(entry) {
    if (model === undefined) throw new Error('load a model first');
    const made = configure(entry, model);
    if (!made.ok) throw new Error(made.error);
    return made.value;
  },

  plan(chosen) {
    const requests = [...lists.keys()].map((qid) => requestOf(qid, 0));
    const made = planExperiment({ ...chosen, id: crypto.randomUUID(), requests, qrels });
    if (!made.ok) throw new Error(`${made.error.message} ${made.error.hint}`);
    plan = { ...made.value, models: [...models.values()] };
    cells.clear();
    return headerOf(plan);
  },

  resume(text) {
    const parsed = parseExperimentLines(text);
    if (!parsed.ok) throw new Error(`line ${parsed.error.line}: ${parsed.error.message} ${parsed.error.hint}`);
    const differing = differences(parsed.value.plan as EvaluationPlan, thePlan());
    if (differing.length > 0) throw new Error(`it holds another evaluation; there and here differ: ${differing.join(', ')}.`);
    plan = parsed.value.plan as EvaluationPlan;
    const kept = parsed.value.cells.filter(({ outcome }) => outcome.type === 'complete');
    for (const cell of kept) cells.set(nameOf(cell), cell);
    return {
      header: headerOf(plan),
      cells: kept,
      notes: parsed.value.problems.map(({ line, message }) => `line ${line}: ${message}`),
    };
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
    for await (const event of startRun({ engine, model: model.identity, request: head, settings }).events) events.push(event);
    const cell = toCellResult({ configurationId: key.configurationId, events, tail });
    if (cell === null) throw new Error('the run ended without its run-end');
    cells.set(nameOf(cell), cell);
    return { cell, log: log === null ? null : `${JSON.stringify(toLogFile({ log: events, ...log }))}\n` };
  },

  timeLeft: () => timeLeft({ plan: thePlan(), cells: [...cells.values()] }),

  report(names) {
    const measures = names.map(measureOf);
    const shared = { plan: thePlan(), cells: [...cells.values()] };
    const firstStage = new Map(Array.from(lists, ([qid, { rows }]) => [qid, rows.map(({ docid }) => docid)]));
    const summary = summarise({ ...shared, qrels, measures, firstStage });
    const ids = shared.plan.configurations.map(({ id }) => id);
    return {
      summary,
      curve: curvePoints(summary, names[0] ?? ''),
      tsv: toExperimentTsv({ ...shared, qrels, measures }),
      rows: shared.cells.map((cell) => {
        const grades = qrels.get(cell.qid);
        const { ranking } = cell;
        return {
          ...cell,
          measures:
            grades === undefined ? {} : Object.fromEntries(measures.map(({ name, of }) => [name, of({ ranking, grades })])),
        };
      }),
      runs: Object.fromEntries(
        ids.map((configurationId) => [configurationId, toConfigurationRun({ ...shared, configurationId })]),
      ),
    };
  },

  measure({ qid, ranking }, name) {
    const grades = qrels.get(qid) ?? new Map<string, number>();
    const first = lists.get(qid)?.rows.map(({ docid }) => docid) ?? [];
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
  const { text, rows } = lists.get(qid) ?? { text: '', rows: [] };
  const candidates = rows.slice(0, most).map(({ docid, score }) => {
    const { title, text: body } = documents.get(docid) ?? { title: '', text: '' };
    return { docId: docId(docid), ...(title === '' ? {} : { title }), text: body, score };
  });
  return { query: { id: qid, text }, candidates };
}

function measureOf(name: string): Measure {
  const found = measure(name);
  if (found === null) throw new Error(`there is no measure ${name}; there are nDCG@k, RR, RR@k, AP, R@k, P@k`);
  return found;
}

/** Fields of two plans that differ; who made a plan and when does not count. */
function differences(there: EvaluationPlan, here: EvaluationPlan): readonly string[] {
  const fields = ['collection', 'depth', 'topics', 'missingTopics', 'seed', 'configurations', 'models'] as const;
  return fields.filter((field) => JSON.stringify(there[field]) !== JSON.stringify(here[field]));
}

/** BEIR's queries.jsonl, or lines of qid, tab, text. */
function parseQueries(text: string): readonly { readonly qid: string; readonly text: string }[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const isJson =
    lines
      .find((line) => line.trim() !== '')
      ?.trimStart()
      .startsWith('{') ?? true;
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const query = isJson ? readJson(line) : fromTabs(line);
    if (typeof query?.['_id'] === 'string' && typeof query['text'] === 'string')
      return [{ qid: query['_id'], text: query['text'] }];
    throw new Error(`line ${index + 1} of the queries is not ${isJson ? '{"_id": …, "text": …}' : 'a name, a tab and a text'}`);
  });
}

function fromTabs(line: string): Record<string, unknown> | null {
  const at = line.indexOf('\t');
  return at < 1 ? null : { _id: line.slice(0, at), text: line.slice(at + 1) };
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
