import type { RunForecast, RunOutcome, RunSettings } from '../log/event.ts';
import type { Qrels } from '../measure/qrels.ts';
import { startingRanking } from '../ranking.ts';
import type { Candidate, DocId, RankRequest, Result } from '../request.ts';
import { areSettings } from '../run/settings.ts';

/** Version of plans and results. Raised whenever a field changes its meaning or goes. */
export const EXPERIMENT_SCHEMA = 1;

/** One way to rerank, with its model. */
export interface Configuration {
  /** Unique in its plan. */
  readonly id: string;
  readonly name: string;
  readonly settings: RunSettings;
  readonly modelId: string;
}

/** What is to be run: every configuration on every topic. */
export interface ExperimentPlan {
  readonly schema: typeof EXPERIMENT_SCHEMA;
  readonly id: string;
  readonly name: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly configurations: readonly Configuration[];
  /** qids, in the collection's order. */
  readonly topics: readonly string[];
  /** Judged queries for which the collection gives no candidates: they count as 0 for every configuration (trec_eval -c). */
  readonly missingTopics: readonly string[];
  /** Passages of each first-stage list that are reranked; those behind them keep their places. */
  readonly depth: number;
  /** `sha256` in hex, of what was read. */
  readonly collection: { readonly name: string; readonly sha256: string };
  /** Of resampling and of signs by chance. */
  readonly seed: number;
}

/** Which run of an experiment. */
export interface CellKey {
  readonly configurationId: string;
  readonly qid: string;
}

/** How many calls ended in which way. */
export interface WindowCounts {
  readonly complete: number;
  readonly repaired: number;
  readonly truncated: number;
  readonly unparsed: number;
}

/** What one configuration made of one query. A failed or cancelled run has the ranking that stood when it ended. */
export interface CellResult extends CellKey {
  /** The whole first-stage list, reranked, best first. */
  readonly ranking: readonly DocId[];
  /** Groups of two or more neighbours of `ranking` that nothing told apart. */
  readonly ties: readonly (readonly DocId[])[];
  readonly outcome: RunOutcome;
  readonly windows: WindowCounts;
  readonly calls: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly seconds: number;
  /** What was predicted before the run; null: nothing was. */
  readonly forecast: RunForecast | null;
}

/** Why an experiment cannot be planned or read, and what to do. `line` is 1-based, of a file; 0 where there is none. */
export interface ExperimentProblem {
  readonly line: number;
  readonly code:
    | 'no-configurations'
    | 'duplicate'
    | 'no-topics'
    | 'bad-depth'
    | 'no-method'
    | 'bad-json'
    | 'not-an-experiment'
    | 'newer-schema'
    | 'bad-cell'
    | 'cut-off';
  readonly message: string;
  readonly hint: string;
}

/** A cell's name as one text, unique in its experiment. */
export function cellName({ configurationId, qid }: CellKey): string {
  return JSON.stringify([configurationId, qid]);
}

/** The first `depth` passages of a list in the order a run starts from, as a request of their own, and the docids behind them. */
export function cutRequest(request: RankRequest, depth: number): { readonly head: RankRequest; readonly tail: readonly DocId[] } {
  const ranking = startingRanking(request);
  if (ranking.length <= depth) return { head: request, tail: [] };
  const kept = new Set(ranking.slice(0, depth));
  const isKept = (_: unknown, place: number): boolean => kept.has((request.candidates[place] as Candidate).docId);
  const { firstStage } = request;
  const candidates = request.candidates.filter(isKept);
  const head =
    firstStage === undefined
      ? { ...request, candidates }
      : {
          ...request,
          candidates,
          firstStage: {
            method: firstStage.method,
            ranking: ranking.slice(0, depth),
            scores: firstStage.scores.filter(isKept),
            windowFrom: firstStage.windowFrom.filter(isKept),
          },
        };
  return { head, tail: ranking.slice(depth) };
}

/** What is wrong with a value that should be an `ExperimentPlan`, as the field's name; null: nothing. A method is checked when it runs. */
export function planFlaw(value: Readonly<Record<string, unknown>>): string | null {
  const { configurations, collection, topics, missingTopics, depth, seed } = value;
  for (const name of ['id', 'name', 'createdAt']) if (typeof value[name] !== 'string') return name;
  if (!isNames(topics) || topics.length === 0) return 'topics';
  if (!isNames(missingTopics)) return 'missingTopics';
  if (!Number.isInteger(depth) || Number(depth) < 1) return 'depth';
  if (!Number.isInteger(seed)) return 'seed';
  if (!isRecord(collection) || typeof collection['name'] !== 'string' || typeof collection['sha256'] !== 'string')
    return 'collection';
  if (!Array.isArray(configurations) || configurations.length === 0) return 'configurations';
  for (const [place, one] of configurations.entries()) {
    const texts = isRecord(one) && [one['id'], one['name'], one['modelId']].every((text) => typeof text === 'string');
    if (!texts || !areSettings(one['settings'])) return `configurations.${place}`;
  }
  return isNames(configurations.map(({ id }: { id: unknown }) => id)) ? null : 'configurations';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Texts, each once. */
function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') && new Set(value).size === value.length;
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
  const fail = (code: ExperimentProblem['code'], message: string, hint: string): Result<never, ExperimentProblem> => ({
    ok: false,
    error: { line: 0, code, message, hint },
  });
  const ids = chosen.configurations.map(({ id }) => id);
  const qids = requests.map(({ query }) => query.id);
  const again = repeated(ids) ?? repeated(qids);
  if (ids.length === 0) return fail('no-configurations', 'There is nothing to run.', 'Add a configuration.');
  if (again !== null) return fail('duplicate', `${again} stands there twice.`, 'Name every configuration and every query once.');
  if (!Number.isInteger(chosen.depth) || chosen.depth < 1)
    return fail('bad-depth', `The depth is ${chosen.depth}.`, 'Give a whole number from 1.');
  const topics = qrels === null ? qids : qids.filter((qid) => qrels.has(qid));
  if (topics.length === 0) {
    const hint = 'Add a run or a corpus with queries whose names the judgements know.';
    return fail('no-topics', qids.length === 0 ? 'There are no queries.' : 'None of the queries is judged.', hint);
  }
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
