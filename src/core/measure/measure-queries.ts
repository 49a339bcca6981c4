import type { Measure } from './measure.ts';
import type { Qrels } from './parse-qrels.ts';

/** One measure, query by query. */
export interface QueryMeasures {
  /** qid → value, of every judged query. */
  readonly values: ReadonlyMap<string, number>;
  /** Mean of `values`; 0 when nothing is judged. */
  readonly mean: number;
  /** Judged queries without a ranking. */
  readonly missing: readonly string[];
  /** Ranked queries without judgements: they cannot count. */
  readonly unjudged: readonly string[];
}

/**
 * Measures every judged query, as trec_eval -c: one without a ranking is measured on an empty one, which gives 0, and is never dropped.
 * `rankings`: qid → docids, best first.
 */
export function measureQueries({
  rankings,
  qrels,
  measure,
}: {
  rankings: ReadonlyMap<string, readonly string[]>;
  qrels: Qrels;
  measure: Measure;
}): QueryMeasures {
  const values = new Map(
    Array.from(qrels, ([qid, grades]) => [qid, measure.of({ ranking: rankings.get(qid) ?? [], grades })] as const),
  );
  const sum = [...values.values()].reduce((total, value) => total + value, 0);
  return {
    values,
    mean: values.size === 0 ? 0 : sum / values.size,
    missing: [...qrels.keys()].filter((qid) => !rankings.has(qid)),
    unjudged: [...rankings.keys()].filter((qid) => !qrels.has(qid)),
  };
}
