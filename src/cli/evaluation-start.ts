import { docId } from '../core/request.ts';
import type { FirstStageOrder, RankRequest } from '../core/request.ts';
import type { NodeInstant } from '../instant/node.ts';
import { requestOf } from './collection.ts';
import type { Documents, EvaluationCollection } from './collection.ts';

type Lists = EvaluationCollection['lists'];

/** What the lists of an evaluation start from, where that is not their run's own order. */
export interface InstantStart {
  /** The lists as they start: their first `depth` passages in the instant order, the others behind them as they were. */
  readonly lists: Lists;
  /** The first `depth` passages of a query in the run's order, with the instant order that the model starts from. */
  ask(qid: string): RankRequest;
}

/**
 * Puts the first `depth` passages of every list into the instant order of those alone, by the code that the page runs in its worker. The same lists give the same
 * orders: an evaluation that goes on later starts from them too.
 */
export async function startFromInstant({
  lists,
  documents,
  depth,
  instant,
}: {
  readonly lists: Lists;
  readonly documents: Documents;
  readonly depth: number;
  readonly instant: Pick<NodeInstant, 'order'>;
}): Promise<InstantStart> {
  const orders = new Map<string, FirstStageOrder>();
  const started = new Map(lists);
  const given = (qid: string): RankRequest => requestOf({ lists, documents, qid, most: depth });
  for (const [qid, list] of lists) {
    const answer = await instant.order(given(qid));
    if (answer === null) throw new Error('the instant order was stopped');
    orders.set(qid, answer.order);
    const rows = new Map(list.rows.slice(0, depth).map((row) => [docId(row.docid), row]));
    const head = answer.order.ranking.flatMap((id) => rows.get(id) ?? []);
    started.set(qid, { ...list, rows: [...head, ...list.rows.slice(depth)] });
  }
  return {
    lists: started,
    ask(qid) {
      const order = orders.get(qid);
      return order === undefined ? given(qid) : { ...given(qid), firstStage: order };
    },
  };
}
