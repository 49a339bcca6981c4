import { kendallTau } from '../measure/kendall-tau.ts';
import { rankBiasedOverlap } from '../measure/rank-biased-overlap.ts';
import type { DocId } from '../doc-id.ts';
import { startingRanking } from '../starting-ranking.ts';
import type { RunView } from '../log/run-view.ts';

/** The reader's patience in rank-biased overlap: the first ten places carry 86 % of the weight (Webber 2010). */
const patience = 0.9;

/** How near an order is to the first stage's. Null where two passages or one are too few to tell. */
export interface Agreement {
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
export function selectAgreement(run: RunView): RunAgreement {
  const first = startingRanking(run.request);
  const agree = (ranking: readonly DocId[]): Agreement => ({
    tau: kendallTau(first, ranking),
    rbo: rankBiasedOverlap({ one: first, other: ranking, p: patience }),
  });
  return {
    p: patience,
    windows: run.windows.flatMap(({ index, after }) => (after === null ? [] : { window: index, agreement: agree(after) })),
    now: agree(run.ranking),
    tentative: run.tentative !== null,
  };
}
