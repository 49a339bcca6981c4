import { agreementOfOrders } from '../../../core/experiment/agreement-of-orders.ts';
import type { OrderAgreement } from '../../../core/experiment/agreement-of-orders.ts';
import type { CellResult } from '../../../core/experiment/experiment.ts';
import { pairedTopics } from '../../../core/experiment/paired-topics.ts';
import { summarise } from '../../../core/experiment/summarise.ts';
import type { ExperimentSummary } from '../../../core/experiment/summarise.ts';
import type { DocId } from '../../../core/doc-id.ts';
import { startingRanking } from '../../../core/starting-ranking.ts';
import type { LabCollection, OpenExperiment } from './experiment-view.ts';
import { SHOWN_MEASURES } from '../../../core/measure/shown-measures.ts';

/** An experiment's figures over the queries that every configuration has finished. */
export interface ExperimentFigures {
  readonly summary: ExperimentSummary;
  /** Configuration id → mean agreement with the order before reranking; empty where that order is not at hand. */
  readonly withFirstStage: ReadonlyMap<string, OrderAgreement>;
  readonly judged: boolean;
}

const NOT_JUDGED: ReadonlyMap<string, never> = new Map<string, never>();
let last: { readonly open: OpenExperiment; readonly counted: readonly CellResult[]; readonly found: ExperimentFigures } | null =
  null;

/** Reckoned anew only when another query is finished by all: the tests draw signs a hundred thousand times. */
export function selectExperimentFigures(open: OpenExperiment): ExperimentFigures {
  const { plan, cells, collection } = open;
  const { cells: paired } = pairedTopics(plan, cells);
  const counted = [...paired.values()].flatMap((own) => [...own.values()]);
  const known =
    last !== null &&
    last.open.plan.id === plan.id &&
    last.open.plan.configurations === plan.configurations &&
    last.open.collection === collection &&
    last.counted.length === counted.length &&
    last.counted.every((cell, place) => cell === counted[place]);
  if (last !== null && known) return last.found;
  const qrels = collection?.qrels ?? NOT_JUDGED;
  const firstStage = collection === null ? null : firstStageOf(collection);
  const found = {
    summary: summarise({ plan, cells, qrels, measures: SHOWN_MEASURES, firstStage }),
    withFirstStage: new Map(
      firstStage === null
        ? []
        : plan.configurations.map(({ id }) => [id, meanWith([...(paired.get(id)?.values() ?? [])], firstStage)] as const),
    ),
    judged: plan.topics.some((qid) => qrels.has(qid)),
  };
  last = { open, counted, found };
  return found;
}

function firstStageOf({ requests }: LabCollection): ReadonlyMap<string, readonly DocId[]> {
  return new Map(Array.from(requests, ([qid, request]) => [qid, startingRanking(request)] as const));
}

function meanWith(cells: readonly CellResult[], firstStage: ReadonlyMap<string, readonly DocId[]>): OrderAgreement {
  const each = cells.flatMap((cell) => {
    const ranking = firstStage.get(cell.qid);
    return ranking === undefined ? [] : [agreementOfOrders({ ranking, ties: [] }, cell)];
  });
  const mean = (values: readonly (number | null)[]): number | null => {
    const defined = values.filter((value) => value !== null);
    return defined.length === 0 ? null : defined.reduce((sum, value) => sum + value, 0) / defined.length;
  };
  return { tau: mean(each.map(({ tau }) => tau)), overlap: mean(each.map(({ overlap }) => overlap)) };
}
