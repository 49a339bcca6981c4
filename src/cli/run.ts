import path from 'node:path';
import { timeLeft, toCellResult } from '../core/experiment/cells.ts';
import { parseExperimentLines, toExperimentLines } from '../core/experiment/file.ts';
import { cellName, cutRequest, nextCell, planExperiment } from '../core/experiment/plan.ts';
import type { CellKey, CellResult, Configuration, ExperimentPlan } from '../core/experiment/plan.ts';
import { toLogFile } from '../core/log/file.ts';
import { measure } from '../core/measure/measures.ts';
import type { Measure } from '../core/measure/measures.ts';
import type { RankRequest } from '../core/request.ts';
import type { LoadedModel } from '../engines/engine-client.ts';
import type { NodeInstant } from '../instant/node.ts';
import type { EvaluationEngine } from './bridge.ts';
import { evaluationCollection, readDocuments, requestOf } from './collection.ts';
import type { CollectionFiles, Documents, EvaluationCollection } from './collection.ts';
import { evaluationConfigurations } from './configurations.ts';
import { startFromInstant } from './evaluation-start.ts';
import type { ConfigurationEntry } from './configurations.ts';
import { evaluationReport } from './report.ts';
import type { DoneCell, EvaluationReport } from './report.ts';
import { fileName, openResults, writeWhole } from './results.ts';
import { inEnglish } from './english.ts';
import { experimentProblem } from '../app/words/en/problems.ts';

/** A configuration as a person names it, with the catalog's name of its model. */
export interface EvaluationEntry extends ConfigurationEntry {
  readonly model: string;
}

export interface EvaluationInput {
  readonly collection: CollectionFiles;
  /** Judged queries; null: all. */
  readonly queries: number | null;
  /** How many of each first-stage list are reranked. */
  readonly depth: number;
  /** Orders the first `depth` of each list before a model does, as the page does; absent: models start from the run's order. */
  readonly instant?: Pick<NodeInstant, 'order' | 'encoder'> | undefined;
  readonly seed: number;
  readonly entries: readonly EvaluationEntry[];
  readonly measures: readonly string[];
  /** The results file: saved after every run, and gone on from. */
  readonly out: string;
  /** Begins anew whatever `out` holds. */
  readonly fresh: boolean;
  /** Runs nothing: what `out` holds is summed up. */
  readonly reportOnly?: boolean;
  /** A folder for each run's log; null: none is kept. */
  readonly logs: string | null;
  readonly engine: EvaluationEngine;
  readonly now: () => Date;
  /** A name that nothing else has. */
  readonly newId: () => string;
  /** Named in the logs. */
  readonly appVersion: string;
  readonly tell: {
    model(model: LoadedModel): void;
    note(text: string): void;
    cell(done: DoneCell): void;
  };
}

/** What an evaluation made of its collection. */
export interface EvaluationResult {
  readonly plan: ExperimentPlan;
  readonly report: EvaluationReport;
}

/** What answers, beside the plan in the file's first line: other weights under the same name are another evaluation. */
interface EvaluationPlan extends ExperimentPlan {
  readonly models: readonly { readonly id: string; readonly manifestSha256: string; readonly library: string }[];
  /** The encoder of the instant order that runs start from: its manifest, or `none` where words alone count; absent: they start from the run's order. */
  readonly instant?: string;
}

/**
 * Runs configurations over a collection. What is done is in `out` after every run, and is taken over from there, apart from failed runs, which are
 * done again. Rejects with what a person can mend, as an Error with its message.
 */
export async function runEvaluation(input: EvaluationInput): Promise<EvaluationResult> {
  const { collection, depth, entries, engine, instant, out, logs, tell } = input;
  const measures = input.measures.map(measureOf);
  const opened = evaluationCollection(collection.texts, input.queries, collection.names);
  if (!opened.ok) throw new Error(opened.error);
  const { lists: given, qrels, notes } = opened.value;
  notes.forEach((note) => tell.note(note));
  if (given.size === 0) throw new Error('No query is both judged and in the run.');
  const documents = await readShown({ lists: given, depth, corpus: collection.corpus });
  const start = instant === undefined ? null : await startFromInstant({ lists: given, documents, depth, instant });
  const lists = start?.lists ?? given;
  const ask = (qid: string, most?: number): RankRequest =>
    requestOf({ lists, documents, qid, ...(most === undefined ? {} : { most }) });

  let loaded: string | null = null;
  const load = async (id: string): Promise<LoadedModel> => {
    const result = await engine.load(id);
    if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
    if (loaded !== id) tell.model(result.value);
    loaded = id;
    return result.value;
  };
  const [firstQid = ''] = lists.keys();
  const { configurations, models } = await configure({ entries, engine, load, probe: ask(firstQid, 2) });
  const { name, sha256 } = collection;
  const planned = planExperiment({
    name,
    createdAt: input.now().toISOString(),
    configurations,
    depth,
    seed: input.seed,
    collection: { name, sha256 },
    id: input.newId(),
    requests: [...lists.keys()].map((qid) => ask(qid, 0)),
    qrels,
  });
  if (!planned.ok) throw new Error(inEnglish(planned.error));
  const plan: EvaluationPlan = {
    ...planned.value,
    models,
    ...(instant === undefined ? {} : { instant: instant.encoder?.manifestSha256 ?? 'none' }),
  };

  const file = openResults(out);
  const earlier = file.text === null || input.fresh ? null : resume({ text: file.text, plan, out });
  earlier?.notes.forEach((note) => tell.note(`${out}, ${note}`));
  file.begin(headerOf(earlier?.plan ?? plan), earlier?.kept ?? []);
  const cells = new Map<string, CellResult>();
  const done = (cell: CellResult, isEarlier: boolean): void => {
    cells.set(cellName(cell), cell);
    tell.cell({
      plan,
      cell,
      earlier: isEarlier,
      total: plan.configurations.length * plan.topics.length,
      gain: gainOf(cell, { lists, qrels }, measures[0]),
      left: timeLeft({ plan, cells: [...cells.values()] }),
    });
  };
  // All are there before the first is told: a plan of two of them has no time left.
  for (const cell of earlier?.cells ?? []) cells.set(cellName(cell), cell);
  for (const cell of earlier?.cells ?? []) done(cell, true);

  const failures = new Map<string, number>();
  for (;;) {
    const key = input.reportOnly === true ? null : nextCell({ plan, done: cells.values(), loadedModelId: loaded });
    if (key === null) break;
    const { modelId, settings } = configurationOf(plan, key);
    if (modelId !== loaded) await load(modelId);
    const exportedAt = input.now().toISOString();
    const { head, tail } = cutRequest(ask(key.qid), depth);
    const events = await engine.run(start?.ask(key.qid) ?? head, settings);
    const cell = toCellResult({ configurationId: key.configurationId, events, tail });
    if (cell === null) throw new Error('the run ended without its run-end');
    file.save(cell);
    if (logs !== null) {
      const log = path.join(logs, fileName(configurationOf(plan, key).name), `${fileName(key.qid)}.json`);
      writeWhole(log, `${JSON.stringify(toLogFile({ log: events, appVersion: input.appVersion, exportedAt }))}\n`);
    }
    done(cell, false);
    if (cell.outcome.type !== 'failed') continue;
    const { code, retry, message } = cell.outcome.error;
    failures.set(code, (failures.get(code) ?? 0) + 1);
    if (retry) await load(modelId);
    else if (failures.get(code) === 1 && cell.calls === 0 && (earlier?.cells ?? []).length === 0)
      throw new Error(`${configurationOf(plan, key).name}: ${message}`);
  }
  return { plan, report: evaluationReport({ plan, cells: [...cells.values()], collection: { lists, qrels, notes }, measures }) };
}

function measureOf(name: string): Measure {
  const found = measure(name);
  if (found !== null) return found;
  throw new Error(`there is no measure ${name}; there are nDCG@k, RR, RR@k, AP, R@k, P@k`);
}

function readShown({
  lists,
  depth,
  corpus,
}: {
  lists: EvaluationCollection['lists'];
  depth: number;
  corpus: string;
}): Promise<Documents> {
  const wanted = [...lists.values()].flatMap(({ rows }) => rows.slice(0, depth).map(({ docid }) => docid));
  return readDocuments({ file: corpus, ids: new Set(wanted) });
}

/** Loads each model once and makes its entries whole configurations, each found sound on `probe`: two passages of the first query. */
async function configure({
  entries,
  engine,
  load,
  probe,
}: {
  entries: readonly EvaluationEntry[];
  engine: EvaluationEngine;
  load: (id: string) => Promise<LoadedModel>;
  probe: RankRequest;
}): Promise<{ readonly configurations: readonly Configuration[]; readonly models: EvaluationPlan['models'] }> {
  const configurations: Configuration[] = [];
  const models = new Map<string, EvaluationPlan['models'][number]>();
  for (const id of new Set(entries.map(({ model }) => model))) {
    const loaded = await load(id);
    const { manifestSha256, library } = loaded.identity;
    models.set(loaded.identity.id, { id: loaded.identity.id, manifestSha256, library });
    for (const { model, ...entry } of entries) {
      if (model !== id) continue;
      const made = evaluationConfigurations(entry, loaded);
      if (!made.ok) throw new Error(made.error);
      for (const { name, settings } of made.value) {
        const forecast = await engine.forecast(probe, settings);
        if (!forecast.ok) throw new Error(`${name}: ${forecast.error.message}`);
      }
      configurations.push(...made.value);
    }
  }
  return { configurations, models: [...models.values()] };
}

interface Resumed {
  /** The file's plan, or this one where it has more queries. */
  readonly plan: EvaluationPlan;
  /** What stays in the file; `cells`: those of this plan's queries. */
  readonly kept: readonly CellResult[];
  readonly cells: readonly CellResult[];
  readonly notes: readonly string[];
}

/** Takes over the complete cells of a results file; throws where it is of another plan. */
function resume({ text, plan: here, out }: { text: string; plan: EvaluationPlan; out: string }): Resumed {
  const refuse = (why: string): never => {
    throw new Error(`${out}: ${why}\nGive another --out, or --fresh to begin it anew.`);
  };
  const parsed = parseExperimentLines(text);
  if (!parsed.ok) return refuse(`line ${parsed.error.line}: ${inEnglish(parsed.error)}`);
  const there = parsed.value.plan as EvaluationPlan;
  const larger = here.topics.every((qid) => there.topics.includes(qid))
    ? there
    : { ...here, id: there.id, createdAt: there.createdAt };
  const differing = [
    ...differences(there, here),
    ...(there.topics.every((qid) => larger.topics.includes(qid)) ? [] : ['topics']),
  ];
  if (differing.length > 0) return refuse(`it holds another evaluation; there and here differ: ${differing.join(', ')}.`);
  const kept = parsed.value.cells.filter(({ outcome }) => outcome.type === 'complete');
  const wanted = new Set(here.topics);
  const notes = parsed.value.problems.map((problem) => `line ${problem.line}: ${experimentProblem(problem).what}`);
  return { plan: larger, kept, cells: kept.filter(({ qid }) => wanted.has(qid)), notes };
}

/** Fields of two plans that differ; how many of the queries are asked, and who made a plan and when, does not count. */
function differences(there: EvaluationPlan, here: EvaluationPlan): readonly string[] {
  const fields = ['collection', 'depth', 'seed', 'configurations', 'models', 'instant'] as const;
  return fields.filter((field) => JSON.stringify(there[field]) !== JSON.stringify(here[field]));
}

function headerOf(plan: ExperimentPlan): string {
  return toExperimentLines(plan, []).trimEnd();
}

function configurationOf(plan: ExperimentPlan, { configurationId }: CellKey): Configuration {
  const found = plan.configurations.find(({ id }) => id === configurationId);
  if (found === undefined) throw new Error(`the plan has no configuration ${configurationId}`);
  return found;
}

/** A cell's measure before and after. */
function gainOf(
  { qid, ranking }: CellResult,
  { lists, qrels }: Pick<EvaluationCollection, 'lists' | 'qrels'>,
  by: Measure | undefined,
): DoneCell['gain'] {
  const grades = qrels.get(qid) ?? new Map<string, number>();
  const first = lists.get(qid)?.rows.map(({ docid }) => docid) ?? [];
  return { before: by?.of({ ranking: first, grades }) ?? 0, after: by?.of({ ranking, grades }) ?? 0 };
}
