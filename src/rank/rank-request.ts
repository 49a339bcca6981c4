import type { DocId } from './doc-id.ts';

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

/** What is to be reranked: candidates stand in first-stage order. Same shape as RankLLM's Request. */
export interface RankRequest {
  readonly query: Query;
  readonly candidates: readonly Candidate[];
}
