import { meanAgreement } from '../measure/agreement.ts';
import type { OrderAgreement } from '../measure/agreement.ts';
import type { Measure } from '../measure/measures.ts';
import { measureQueries } from '../measure/measures.ts';
import type { Qrels } from '../measure/qrels.ts';
import { bootstrapInterval, pairedDifferences, randomizationTest } from '../measure/significance.ts';
import type { BootstrapInterval, PairedDifference, RandomizationTest } from '../measure/significance.ts';
import { configurationCost } from './cells.ts';
import type { ConfigurationCost } from './cells.ts';
import type { CellResult, ExperimentPlan } from './plan.ts';
import { cellName } from './plan.ts';

/** The cells of the queries that every configuration has finished. */
interface PairedTopics {
  /** In the plan's order. */
  readonly topics: readonly string[];
  /** True: nothing of the plan is left. */
  readonly complete: boolean;
  /** Configuration id → qid → cell, of `topics` only. */
  readonly cells: ReadonlyMap<string, ReadonlyMap<string, CellResult>>;
}

/** What can be compared fairly so far. Of two results of one cell the later counts; results of no cell of the plan do not. */
export function pairedTopics(plan: ExperimentPlan, cells: readonly CellResult[]): PairedTopics {
  const found = new Map(cells.map((cell) => [cellName(cell), cell]));
  const cellAt = (configurationId: string, qid: string): CellResult | undefined => found.get(cellName({ configurationId, qid }));
  const topics = plan.topics.filter((qid) => plan.configurations.every(({ id }) => cellAt(id, qid) !== undefined));
  const paired = plan.configurations.map(({ id }) => {
    const own = topics.flatMap((qid) => {
      const cell = cellAt(id, qid);
      return cell === undefined ? [] : [[qid, cell] as const];
    });
    return [id, new Map(own)] as const;
  });
  return { topics, complete: topics.length === plan.topics.length, cells: new Map(paired) };
}

/**
 * Query by query, what configuration `other` gains over `one`, the greatest loss first. Holds the judged queries that both have finished, also
 * where a third configuration has not.
 */
export function queryDifferences({
  cells,
  qrels,
  measure,
  one,
  other,
}: {
  cells: readonly CellResult[];
  qrels: Qrels;
  measure: Measure;
  one: string;
  other: string;
}): readonly PairedDifference[] {
  const valuesOf = (id: string): ReadonlyMap<string, number> => {
    const own = cells.filter(({ configurationId }) => configurationId === id);
    const rankings = new Map(own.map(({ qid, ranking }) => [qid, ranking] as const));
    const judged = new Map([...qrels].filter(([qid]) => rankings.has(qid)));
    return measureQueries({ rankings, qrels: judged, measure }).values;
  };
  return pairedDifferences(valuesOf(one), valuesOf(other));
}

/**
 * The judgements of the queries that a mean is over: those that every configuration has finished, and once the plan is complete the missing topics
 * too, which count as 0 (trec_eval -c).
 */
function countedQrels({ plan, paired, qrels }: { plan: ExperimentPlan; paired: PairedTopics; qrels: Qrels }): Qrels {
  const qids = paired.complete ? [...paired.topics, ...plan.missingTopics] : paired.topics;
  return new Map(
    qids.flatMap((qid) => {
      const grades = qrels.get(qid);
      return grades === undefined ? [] : [[qid, grades] as const];
    }),
  );
}

/** Over fewer judged queries a mean says more of the queries than of what is compared. */
export const FEW_QUERIES = 20;

/** True where figures stand on fewer judged queries than tell configurations apart. */
export function isTooFew({ counted }: Pick<ExperimentSummary, 'counted'>): boolean {
  return counted > 0 && counted < FEW_QUERIES;
}

/** A mean over the counted queries with its 95 % interval. */
export interface MeasuredMean extends BootstrapInterval {
  readonly measure: string;
}

interface ConfigurationSummary {
  readonly configurationId: string;
  /** One a measure, in the order asked for; empty while no judged query counts. */
  readonly means: readonly MeasuredMean[];
  /** Of the paired queries. */
  readonly cost: ConfigurationCost;
}

interface PairSummary {
  readonly one: string;
  readonly other: string;
  /** Differences are other − one. */
  readonly tests: readonly (RandomizationTest & { readonly measure: string })[];
  /** Means over the paired queries where each is defined; null: nowhere. */
  readonly agreement: OrderAgreement;
}

export interface ExperimentSummary {
  /** Queries that every configuration has finished: what cost and agreement are over. */
  readonly paired: number;
  /** Judged queries that the means are over. */
  readonly counted: number;
  /** Counted queries without candidates: they are 0. */
  readonly missing: number;
  /** Paired queries without judgements: they cannot count. */
  readonly unjudged: number;
  readonly complete: boolean;
  /** Of the order before reranking; null where it was not given. */
  readonly firstStage: readonly MeasuredMean[] | null;
  readonly configurations: readonly ConfigurationSummary[];
  /** Each two configurations once, in the plan's order. */
  readonly pairs: readonly PairSummary[];
}

/**
 * An experiment's figures so far, over the queries that every configuration has finished, so that all are measured on the same ones. Failed and
 * cancelled runs count with the ranking they left. p values are of one test each, not corrected for the number of pairs.
 */
export function summarise({
  plan,
  cells,
  qrels,
  measures,
  firstStage = null,
}: {
  plan: ExperimentPlan;
  cells: readonly CellResult[];
  qrels: Qrels;
  measures: readonly Measure[];
  /** qid → docids before reranking. */
  firstStage?: ReadonlyMap<string, readonly string[]> | null;
}): ExperimentSummary {
  const paired = pairedTopics(plan, cells);
  const counted = countedQrels({ plan, paired, qrels });
  const valuesOf = (rankings: ReadonlyMap<string, readonly string[]>): readonly (readonly number[])[] =>
    measures.map((measure) => [...measureQueries({ rankings, qrels: counted, measure }).values.values()]);
  const meansOf = (values: readonly (readonly number[])[]): readonly MeasuredMean[] =>
    values.flatMap((own, index) => {
      const interval = bootstrapInterval({ values: own, seed: plan.seed });
      return interval === null ? [] : [{ measure: measures[index]?.name ?? '', ...interval }];
    });

  const systems = plan.configurations.map(({ id }) => {
    const own = paired.cells.get(id) ?? new Map<string, CellResult>();
    const rankings = new Map(Array.from(own, ([qid, { ranking }]) => [qid, ranking] as const));
    return { id, own, values: valuesOf(rankings) };
  });
  const pairs = systems.flatMap((one, place) =>
    systems.slice(place + 1).map((other): PairSummary => {
      const tests = measures.flatMap(({ name }, index) => {
        const differences = (other.values[index] ?? []).map((value, query) => value - (one.values[index]?.[query] ?? 0));
        const test = randomizationTest({ differences, seed: plan.seed });
        return test === null ? [] : [{ measure: name, ...test }];
      });
      return { one: one.id, other: other.id, tests, agreement: meanAgreement(pairedOrders(one.own, other.own)) };
    }),
  );
  return {
    paired: paired.topics.length,
    counted: counted.size,
    missing: plan.missingTopics.filter((qid) => counted.has(qid)).length,
    unjudged: paired.topics.filter((qid) => !qrels.has(qid)).length,
    complete: paired.complete,
    firstStage: firstStage === null ? null : meansOf(valuesOf(firstStage)),
    configurations: systems.map(({ id, own, values }) => ({
      configurationId: id,
      means: meansOf(values),
      cost: configurationCost(own.values()),
    })),
    pairs,
  };
}

/** The orders that two configurations gave for the same queries. */
function pairedOrders(
  one: ReadonlyMap<string, CellResult>,
  other: ReadonlyMap<string, CellResult>,
): readonly (readonly [CellResult, CellResult])[] {
  return [...one].flatMap(([qid, cell]) => {
    const second = other.get(qid);
    return second === undefined ? [] : [[cell, second] as const];
  });
}

/** One configuration as a point of quality against cost. Tokens (prompt and completion) and seconds are means a query. */
export interface CurvePoint {
  readonly configurationId: string;
  readonly quality: number;
  readonly low: number;
  readonly high: number;
  readonly tokens: number;
  readonly seconds: number;
  /** No other configuration is at least as good for no more, and better in one of the two. */
  readonly isBestForTokens: boolean;
  readonly isBestForSeconds: boolean;
}

type Bare = Omit<CurvePoint, 'isBestForTokens' | 'isBestForSeconds'>;

/** The points of one measure, in the order of the configurations; without those that nothing has been measured of. */
export function curvePoints(summary: ExperimentSummary, measure: string): readonly CurvePoint[] {
  const points = summary.configurations.flatMap(({ configurationId, means, cost }): Bare[] => {
    const found = means.find((mean) => mean.measure === measure);
    if (found === undefined || cost.cells === 0) return [];
    const tokens = (cost.promptTokens + cost.completionTokens) / cost.cells;
    return [
      { configurationId, quality: found.mean, low: found.low, high: found.high, tokens, seconds: cost.seconds / cost.cells },
    ];
  });
  return points.map((point) => ({
    ...point,
    isBestForTokens: !points.some((other) => beats(other, point, 'tokens')),
    isBestForSeconds: !points.some((other) => beats(other, point, 'seconds')),
  }));
}

function beats(one: Bare, other: Bare, cost: 'tokens' | 'seconds'): boolean {
  const noWorse = one.quality >= other.quality && one[cost] <= other[cost];
  return noWorse && (one.quality > other.quality || one[cost] < other[cost]);
}
