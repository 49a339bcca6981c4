import { kendallTau } from '../measure/kendall-tau.ts';
import { kendallTauB } from '../measure/kendall-tau-b.ts';
import { rankBiasedOverlap } from '../measure/rank-biased-overlap.ts';
import type { CellResult } from './experiment.ts';
import { tiedScores } from './tied-scores.ts';

/** The reader's patience: the first ten places carry 86 % of the weight. */
const PATIENCE = 0.9;

type Order = Pick<CellResult, 'ranking' | 'ties'>;

/** Tau-b, which takes ties out of the scale, and rank-biased overlap at 0.9, which sees tied passages in the order they stand in; null: undefined. */
export interface OrderAgreement {
  readonly tau: number | null;
  readonly overlap: number | null;
}

/** How alike two orders of one list are. */
export function agreementOfOrders(one: Order, other: Order): OrderAgreement {
  const untied = one.ties.length === 0 && other.ties.length === 0;
  return {
    tau: untied ? kendallTau(one.ranking, other.ranking) : kendallTauB(tiedScores(one), tiedScores(other)),
    overlap: rankBiasedOverlap({ one: one.ranking, other: other.ranking, p: PATIENCE }),
  };
}
