import type { CellResult } from '../../../core/experiment/plan.ts';
import { pairedTopics, summarise } from '../../../core/experiment/summary.ts';
import type { ExperimentSummary } from '../../../core/experiment/summary.ts';
import type { RunOutcome } from '../../../core/log/event.ts';
import { meanAgreement } from '../../../core/measure/agreement.ts';
import type { OrderAgreement } from '../../../core/measure/agreement.ts';
import { SHOWN_MEASURES } from '../../../core/measure/measures.ts';
import { startingRanking } from '../../../core/ranking.ts';
import type { DocId } from '../../../core/request.ts';
import type { Words } from '../../words/index.ts';
import type { CompareCollection, OpenExperiment } from './slice.ts';

/** A difference with its sign, three decimals: "+0.031"; no sign where it is 0 as written. */
export function signed(value: number, { fixed }: Pick<Words['format'], 'fixed'>): string {
  const size = fixed(Math.abs(value), 3);
  return Math.abs(value) < 0.0005 ? size : `${value > 0 ? '+' : '−'}${size}`;
}

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

function firstStageOf({ requests }: CompareCollection): ReadonlyMap<string, readonly DocId[]> {
  return new Map(Array.from(requests, ([qid, request]) => [qid, startingRanking(request)] as const));
}

function meanWith(cells: readonly CellResult[], firstStage: ReadonlyMap<string, readonly DocId[]>): OrderAgreement {
  return meanAgreement(
    cells.flatMap((cell) => {
      const ranking = firstStage.get(cell.qid);
      return ranking === undefined ? [] : [[{ ranking, ties: [] }, cell] as const];
    }),
  );
}

export interface OrderPlace {
  readonly docId: DocId;
  /** Places gained against the first stage; null where its order is not at hand. */
  readonly gained: number | null;
  readonly tied: boolean;
}

/** One order of a query's list. */
export interface OrderColumn {
  /** Null: the order before reranking. */
  readonly configurationId: string | null;
  /** Best first, as deep as was reranked; empty while the run has not ended. */
  readonly places: readonly OrderPlace[];
  /** Null: not run yet, or nothing to run. */
  readonly outcome: RunOutcome | null;
}

/** The orders of one query side by side, the first stage's in front where it is at hand. */
export function selectOrderColumns({ plan, cells, collection }: OpenExperiment, qid: string): readonly OrderColumn[] {
  const request = collection?.requests.get(qid);
  const start = request === undefined ? null : startingRanking(request);
  const before = new Map(start?.map((docId, place) => [docId, place] as const) ?? []);
  const columns = plan.configurations.map(({ id }): OrderColumn => {
    const cell = cells.find((one) => one.configurationId === id && one.qid === qid);
    if (cell === undefined) return { configurationId: id, places: [], outcome: null };
    const tied = new Set(cell.ties.flat());
    const places = cell.ranking.slice(0, plan.depth).map((docId, place) => {
      const from = before.get(docId);
      return { docId, gained: from === undefined ? null : from - place, tied: tied.has(docId) };
    });
    return { configurationId: id, places, outcome: cell.outcome };
  });
  if (start === null) return columns;
  const places = start.slice(0, plan.depth).map((docId) => ({ docId, gained: null, tied: false }));
  return [{ configurationId: null, places, outcome: null }, ...columns];
}
