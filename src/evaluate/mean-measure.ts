import type { Qrels } from './parse-qrels.ts';

/** A measure's mean over a collection; fields as in `MeanNdcg`. */
export interface MeanMeasure {
  readonly value: number;
  readonly queries: number;
  readonly missing: readonly string[];
  readonly unjudged: readonly string[];
}

/**
 * Mean of `measure` over all judged queries, as trec_eval -c: one without a ranking is measured on an empty one, never dropped; a ranking
 * without judgements cannot count and is named. 0 when nothing is judged.
 */
export function meanMeasure({
  rankings,
  qrels,
  measure,
}: {
  rankings: ReadonlyMap<string, readonly string[]>;
  qrels: Qrels;
  measure: (query: { ranking: readonly string[]; grades: ReadonlyMap<string, number> }) => number;
}): MeanMeasure {
  let sum = 0;
  for (const [qid, grades] of qrels) sum += measure({ ranking: rankings.get(qid) ?? [], grades });
  return {
    value: qrels.size === 0 ? 0 : sum / qrels.size,
    queries: qrels.size,
    missing: [...qrels.keys()].filter((qid) => !rankings.has(qid)),
    unjudged: [...rankings.keys()].filter((qid) => !qrels.has(qid)),
  };
}
