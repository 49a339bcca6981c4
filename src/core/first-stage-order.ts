import type { DocId } from './doc-id.ts';

/**
 * What ordered the list before the reasoning model saw it. 'bm25+minilm': BM25 and a sentence encoder, fused. 'bm25': words alone, the
 * encoder could not be used. 'given': the list as it was handed over.
 */
export type FirstStageMethod = 'bm25+minilm' | 'bm25' | 'given';

/** The order a run starts from. Arrays that speak of candidates stand in the request's order, not in `ranking`'s. */
export interface FirstStageOrder {
  readonly method: FirstStageMethod;
  /** A permutation of the request's candidates, best first. */
  readonly ranking: readonly DocId[];
  /** One a candidate, in the request's order: any scale, higher is better, finite. */
  readonly scores: readonly number[];
  /** One a candidate, in the request's order: UTF-16 offset into `Candidate.text` where its best window starts; null where none is known. */
  readonly windowFrom: readonly (number | null)[];
}
