import type { RunView } from '../log/view.ts';
import { kendallTau, PATIENCE, rankBiasedOverlap } from '../measure/agreement.ts';
import { measures } from '../measure/measures.ts';
import type { Qrels } from '../measure/qrels.ts';
import { startingRanking } from '../ranking.ts';
import type { DocId } from '../request.ts';

/** How near an order is to the first stage's. Null where two passages or one are too few to tell. */
interface Agreement {
  /** Kendall's tau-a, −1 to 1. */
  readonly tau: number | null;
  /** Rank-biased overlap, extrapolated, 0 to 1. */
  readonly rbo: number | null;
}

export interface RunAgreement {
  readonly p: number;
  /** After each window that has committed, in the order they ran. */
  readonly windows: readonly { readonly window: number; readonly agreement: Agreement }[];
  readonly now: Agreement;
  readonly tentative: boolean;
}

/** What can be said of a run without judgements: how far it has gone from the order it started from. Not a measure of quality. */
export function selectAgreement(run: Pick<RunView, 'request' | 'ranking' | 'windows' | 'tentative'>): RunAgreement {
  const first = startingRanking(run.request);
  const agree = (ranking: readonly DocId[]): Agreement => ({
    tau: kendallTau(first, ranking),
    rbo: rankBiasedOverlap({ one: first, other: ranking, p: PATIENCE }),
  });
  return {
    p: PATIENCE,
    windows: run.windows.flatMap(({ index, after }) => (after === null ? [] : { window: index, agreement: agree(after) })),
    now: agree(run.ranking),
    tentative: run.tentative !== null,
  };
}

/** Measures of one order, 0 to 1, as trec_eval reckons them; cut at `JudgedRun.depth` save average precision. */
export interface Measures {
  readonly ndcg: number;
  readonly reciprocalRank: number;
  readonly recall: number;
  readonly averagePrecision: number;
}

/** A run held against judgements. */
interface JudgedRun {
  readonly depth: number;
  /** Of the order the run started from. */
  readonly before: Measures;
  /** After each window that has committed, in the order they ran. `window` is its index. */
  readonly windows: readonly { readonly window: number; readonly measures: Measures }[];
  /** Of the order on screen; `tentative` when a window is still thinking. */
  readonly now: Measures;
  readonly tentative: boolean;
  /** Documents with a grade of 1 or more in the judgements, and how many of them the list holds: recall cannot pass their share. */
  readonly relevant: number;
  readonly relevantInList: number;
  /** Passages of the list without a grade: they count as not relevant. */
  readonly unjudged: number;
}

/** Null when the judgements do not have the run's query: it is not 0, it is unknown. */
export function selectJudged({ run, qrels, depth = 10 }: { run: RunView; qrels: Qrels; depth?: number }): JudgedRun | null {
  const grades = qrels.get(run.request.query.id);
  if (grades === undefined) return null;
  const measure = (ranking: readonly string[]): Measures => ({
    ndcg: measures.nDCG(ranking, grades, { k: depth }),
    reciprocalRank: measures.RR(ranking, grades, { k: depth }),
    recall: measures.R(ranking, grades, { k: depth }),
    averagePrecision: measures.AP(ranking, grades),
  });
  const docIds = run.request.candidates.map(({ docId }) => docId);
  return {
    depth,
    before: measure(startingRanking(run.request)),
    windows: run.windows.flatMap(({ index, after }) => (after === null ? [] : { window: index, measures: measure(after) })),
    now: measure(run.ranking),
    tentative: run.tentative !== null,
    relevant: [...grades.values()].filter((grade) => grade >= 1).length,
    relevantInList: docIds.filter((docId) => (grades.get(docId) ?? 0) >= 1).length,
    unjudged: docIds.filter((docId) => !grades.has(docId)).length,
  };
}
