import { bootstrapInterval } from '../measure/bootstrap-interval.ts';
import type { BootstrapInterval } from '../measure/bootstrap-interval.ts';
import type { Measure } from '../measure/measure.ts';
import { measureQueries } from '../measure/measure-queries.ts';
import type { Qrels } from '../measure/parse-qrels.ts';
import { randomizationTest } from '../measure/randomization-test.ts';
import type { RandomizationTest } from '../measure/randomization-test.ts';
import { agreementOfOrders } from './agreement-of-orders.ts';
import type { OrderAgreement } from './agreement-of-orders.ts';
import { configurationCost } from './configuration-cost.ts';
import type { ConfigurationCost } from './configuration-cost.ts';
import { countedQrels } from './counted-qrels.ts';
import type { CellResult, ExperimentPlan } from './experiment.ts';
import { pairedTopics } from './paired-topics.ts';

/** A mean over the counted queries with its 95 % interval. */
export interface MeasuredMean extends BootstrapInterval {
  readonly measure: string;
}

export interface ConfigurationSummary {
  readonly configurationId: string;
  /** One a measure, in the order asked for; empty while no judged query counts. */
  readonly means: readonly MeasuredMean[];
  /** Of the paired queries. */
  readonly cost: ConfigurationCost;
}

export interface PairSummary {
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
      return { one: one.id, other: other.id, tests, agreement: meanAgreement(one.own, other.own) };
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

function meanAgreement(one: ReadonlyMap<string, CellResult>, other: ReadonlyMap<string, CellResult>): OrderAgreement {
  const each = [...one].flatMap(([qid, cell]) => {
    const second = other.get(qid);
    return second === undefined ? [] : [agreementOfOrders(cell, second)];
  });
  return { tau: mean(each.map(({ tau }) => tau)), overlap: mean(each.map(({ overlap }) => overlap)) };
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
