import type { DocId } from './doc-id.ts';
import type { FirstStageOrder } from './first-stage-order.ts';

/** The information need. `id` is the qid of qrels and runs. */
export interface Query {
  readonly id: string;
  readonly text: string;
}

/** One passage as the first stage handed it over. `score` is the first stage's, any scale, higher is better. */
export interface Candidate {
  readonly docId: DocId;
  readonly title?: string;
  readonly text: string;
  readonly score?: number;
}

/**
 * What is to be reranked: candidates stand in the order they were given in. Same shape as RankLLM's Request. `firstStage` is the order a run
 * starts from; without it that is the candidates' own.
 */
export interface RankRequest {
  readonly query: Query;
  readonly candidates: readonly Candidate[];
  readonly firstStage?: FirstStageOrder;
}
