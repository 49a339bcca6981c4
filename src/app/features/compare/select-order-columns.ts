import type { RunOutcome } from '../../../core/log/run-event.ts';
import type { DocId } from '../../../core/doc-id.ts';
import { startingRanking } from '../../../core/starting-ranking.ts';
import type { OpenExperiment } from './experiment-view.ts';

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
