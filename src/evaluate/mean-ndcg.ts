import { ndcg } from './ndcg.ts';
import type { Qrels } from './parse-qrels.ts';

export interface MeanNdcg {
  /** Mean over all judged queries, 0 to 1; 0 when nothing is judged. */
  readonly value: number;
  /** Number of judged queries: what the mean is over. */
  readonly queries: number;
  /** Judged queries without a ranking: they count as 0, never dropped (trec_eval -c). */
  readonly missing: readonly string[];
  /** Ranked queries without judgements: they cannot count. */
  readonly unjudged: readonly string[];
}

/** nDCG@depth over a collection. `rankings`: qid → docids, best first. */
export function meanNdcg({
  rankings,
  qrels,
  depth,
}: {
  rankings: ReadonlyMap<string, readonly string[]>;
  qrels: Qrels;
  depth: number;
}): MeanNdcg {
  let sum = 0;
  for (const [qid, grades] of qrels) sum += ndcg({ ranking: rankings.get(qid) ?? [], grades, depth });
  return {
    value: qrels.size === 0 ? 0 : sum / qrels.size,
    queries: qrels.size,
    missing: [...qrels.keys()].filter((qid) => !rankings.has(qid)),
    unjudged: [...rankings.keys()].filter((qid) => !qrels.has(qid)),
  };
}
