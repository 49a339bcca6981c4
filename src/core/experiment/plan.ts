import { check, integer, nonEmpty, pipe, unknown } from 'valibot';
import type { InferOutput } from 'valibot';
import { runForecast, runOutcome, runSettings, tiedGroups } from '../log/event.ts';
import type { Qrels } from '../measure/qrels.ts';
import { startingRanking } from '../ranking.ts';
import { withCandidates } from '../request.ts';
import type { DocId, RankRequest, Result } from '../request.ts';
import {
  amount,
  as,
  distinctTexts,
  expecting,
  fields,
  filled,
  flawOf,
  list,
  number,
  orAbsent,
  orNull,
  text,
  wholeFrom,
} from '../schema.ts';
import type { Fields, Schema } from '../schema.ts';

/** Version of plans and results. Raised whenever a field changes its meaning or goes. */
export const EXPERIMENT_SCHEMA = 1;

/** One way to rerank, with its model. */
export const configuration = fields({
  /** Unique in its plan. */
  id: text,
  name: text,
  /** Whether a method can be run is seen when it runs. */
  settings: runSettings,
  modelId: text,
});
export type Configuration = InferOutput<typeof configuration>;

/** The configurations of one plan: at least one, each with an id of its own. */
export const configurations: Schema<readonly Configuration[]> = pipe(
  list(configuration),
  nonEmpty(expecting({ code: 'at-least-one' })),
  check((all) => new Set(all.map(({ id }) => id)).size === all.length, expecting({ code: 'distinct-ids' })),
);

/** What is to be run: every configuration on every topic. */
export const experimentPlan = fields({
  /** Not looked at here: another version's plan is refused before it is read. */
  schema: as<typeof EXPERIMENT_SCHEMA>(unknown()),
  id: text,
  name: text,
  /** ISO 8601. */
  createdAt: text,
  configurations,
  /** qids, in the collection's order. */
  topics: pipe(distinctTexts, nonEmpty(expecting({ code: 'at-least-one' }))),
  /** Judged queries for which the collection gives no candidates: they count as 0 for every configuration (trec_eval -c). */
  missingTopics: orAbsent(distinctTexts, []),
  /** Passages of each first-stage list that are reranked; those behind them keep their places. */
  depth: wholeFrom(1),
  /** `sha256` in hex, of what was read. */
  collection: fields({ name: text, sha256: text }),
  /** Of resampling and of signs by chance. */
  seed: pipe(number, integer(expecting({ code: 'whole-number', least: null }))),
});
export type ExperimentPlan = InferOutput<typeof experimentPlan>;

/** Which run of an experiment. */
export interface CellKey {
  readonly configurationId: string;
  readonly qid: string;
}

/** How many calls ended in which way. */
const windowCounts = fields({ complete: amount, repaired: amount, truncated: amount, unparsed: amount });
export type WindowCounts = InferOutput<typeof windowCounts>;

/** What one configuration made of one query. A failed or cancelled run has the ranking that stood when it ended. */
export const cellResult = fields({
  configurationId: text,
  qid: text,
  /** The whole first-stage list, reranked, best first. */
  ranking: as<readonly DocId[]>(distinctTexts),
  /** Groups of two or more neighbours of `ranking` that nothing told apart. */
  ties: orAbsent(tiedGroups, []),
  outcome: runOutcome,
  windows: windowCounts,
  calls: amount,
  promptTokens: amount,
  completionTokens: amount,
  seconds: amount,
  /** What was predicted before the run; null: nothing was. */
  forecast: orAbsent(orNull(runForecast), null),
});
export type CellResult = InferOutput<typeof cellResult>;

/** A plan from a file, with what an older one lacks; else why it is none that this version reads. Fields of later versions stay. `line` is of the file, or 0. */
export function readPlan(value: unknown, line: number): Result<ExperimentPlan, ExperimentProblem> {
  const isObject = typeof value === 'object' && value !== null;
  if (!isObject) return { ok: false, error: { line, code: 'not-an-experiment', field: null } };
  const found: unknown = 'schema' in value ? value.schema : undefined;
  if (found !== EXPERIMENT_SCHEMA) {
    const schema = JSON.stringify(found) ?? 'none';
    return { ok: false, error: { line, code: 'newer-schema', schema, reads: EXPERIMENT_SCHEMA } };
  }
  const plan = readAs(experimentPlan, value);
  return plan.ok ? plan : { ok: false, error: { line, code: 'not-an-experiment', field: plan.error } };
}

/** A cell's result from a file; else the first field that does not fit. Whether the cell is one of its plan is not looked at. */
export function readCell(value: unknown): Result<CellResult, string> {
  const read = readAs(cellResult, value);
  if (!read.ok) return read;
  const { ranking, ties } = read.value;
  const ranked = new Set(ranking);
  return ties.every((group) => group.every((docId) => ranked.has(docId))) ? read : { ok: false, error: 'ties' };
}

function readAs<Type extends object>(schema: Fields<Type>, value: unknown): Result<Type, string> {
  const flaw = flawOf(schema, value);
  if (flaw === null) return { ok: true, value: filled(schema, value as Type) };
  const { path, expected } = flaw;
  return { ok: false, error: (expected.code === 'field' ? [...path, expected.name] : path).join('.') };
}

/**
 * Why an experiment cannot be planned or read, as a code with what a sentence about it names; the sentences stand in app/words. `line` is 1-based, of a
 * file; 0 where there is none.
 */
export type ExperimentProblem = { readonly line: number } & (
  | { readonly code: 'no-configurations' }
  /** A configuration or a query stands there twice. */
  | { readonly code: 'duplicate'; readonly name: string }
  /** There are no queries, or (`queries`) there are, but none of them is judged. */
  | { readonly code: 'no-topics'; readonly queries: boolean }
  | { readonly code: 'bad-depth'; readonly depth: number }
  /** A configuration without a method, in which `setting` was to be varied. */
  | { readonly code: 'no-method'; readonly configuration: string; readonly setting: string }
  /** `leftOut`: the line is; else it is the first one, and nothing can be read. */
  | { readonly code: 'bad-json'; readonly leftOut: boolean }
  /** The first line is no plan, or this field of the plan does not fit. */
  | { readonly code: 'not-an-experiment'; readonly field: string | null }
  /** `schema`: as JSON. */
  | { readonly code: 'newer-schema'; readonly schema: string; readonly reads: number }
  /** This field of a cell does not fit; null: the cell is not of the plan. It is left out. */
  | { readonly code: 'bad-cell'; readonly field: string | null }
  /** The last line was cut off; it is left out. */
  | { readonly code: 'cut-off' }
);

/** A cell's name as one text, unique in its experiment. */
export function cellName({ configurationId, qid }: CellKey): string {
  return JSON.stringify([configurationId, qid]);
}

/** The first `depth` passages of a list in the order a run starts from, as a request of their own, and the docids behind them. */
export function cutRequest(request: RankRequest, depth: number): { readonly head: RankRequest; readonly tail: readonly DocId[] } {
  const ranking = startingRanking(request);
  if (ranking.length <= depth) return { head: request, tail: [] };
  const kept = new Set(ranking.slice(0, depth));
  return { head: withCandidates(request, (docId) => kept.has(docId)), tail: ranking.slice(depth) };
}

type Chosen = Pick<ExperimentPlan, 'id' | 'name' | 'createdAt' | 'configurations' | 'depth' | 'collection' | 'seed'>;

/**
 * Plans every configuration on every request that is judged, or on every request where there are no judgements. Judged queries without a request
 * are kept as missing topics.
 */
export function planExperiment({
  requests,
  qrels,
  ...chosen
}: Chosen & {
  readonly requests: readonly RankRequest[];
  readonly qrels: Qrels | null;
}): Result<ExperimentPlan, ExperimentProblem> {
  const ids = chosen.configurations.map(({ id }) => id);
  const qids = requests.map(({ query }) => query.id);
  const again = repeated(ids) ?? repeated(qids);
  if (ids.length === 0) return { ok: false, error: { line: 0, code: 'no-configurations' } };
  if (again !== null) return { ok: false, error: { line: 0, code: 'duplicate', name: again } };
  if (!Number.isInteger(chosen.depth) || chosen.depth < 1)
    return { ok: false, error: { line: 0, code: 'bad-depth', depth: chosen.depth } };
  const topics = qrels === null ? qids : qids.filter((qid) => qrels.has(qid));
  if (topics.length === 0) return { ok: false, error: { line: 0, code: 'no-topics', queries: qids.length > 0 } };
  const planned = new Set(topics);
  const missingTopics = [...(qrels?.keys() ?? [])].filter((qid) => !planned.has(qid));
  return { ok: true, value: { schema: EXPERIMENT_SCHEMA, ...chosen, topics, missingTopics } };
}

function repeated(names: readonly string[]): string | null {
  const seen = new Set<string>();
  return names.find((name) => seen.size === seen.add(name).size) ?? null;
}

/**
 * What to run next, null when nothing is left. Queries that have been begun come first and are finished over all configurations, so that
 * comparisons are paired early; within one query the configurations of the model that is loaded come first, so that a query costs at most as many
 * changes of model as there are other models.
 */
export function nextCell({
  plan,
  done,
  loadedModelId,
}: {
  plan: ExperimentPlan;
  done: Iterable<CellKey>;
  loadedModelId: string | null;
}): CellKey | null {
  const names = new Set(Array.from(done, cellName));
  const left = (qid: string) => plan.configurations.filter(({ id }) => !names.has(cellName({ configurationId: id, qid })));
  let chosen: string | null = null;
  for (const qid of plan.topics) {
    const count = left(qid).length;
    if (count === 0) continue;
    if (count < plan.configurations.length) {
      chosen = qid;
      break;
    }
    chosen ??= qid;
  }
  if (chosen === null) return null;
  const configurations = left(chosen);
  const next = configurations.find(({ modelId }) => modelId === loadedModelId) ?? configurations[0];
  return next === undefined ? null : { configurationId: next.id, qid: chosen };
}
