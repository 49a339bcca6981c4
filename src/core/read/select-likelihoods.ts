import type { DocId } from '../doc-id.ts';
import type { WindowView } from '../log/run-view.ts';

/** A call's likelihoods as shares that can be drawn. */
export type LikelihoodShares =
  | {
      readonly of: 'labels';
      /** In the order shown; the shares sum to 1. */
      readonly bars: readonly { readonly docId: DocId; readonly identifier: number; readonly share: number }[];
      /** Probability that any of the labels is written at all, from 0 to 1. */
      readonly mass: number;
    }
  | { readonly of: 'words'; readonly yes: number; readonly mass: number };

/** Shares of what the model would write among the answers that count; null where the call read none, or nothing but impossible ones. */
export function selectLikelihoods({ likelihoods, passages }: WindowView): LikelihoodShares | null {
  if (likelihoods === null) return null;
  const { logProbs } = likelihoods;
  const most = logProbs.reduce((high, value) => (value > high ? value : high), -Infinity);
  if (most === -Infinity) return null;
  const weights = logProbs.map((value) => (Number.isFinite(value) ? Math.exp(value - most) : 0));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const shares = weights.map((weight) => weight / sum);
  const mass = Math.min(1, sum * Math.exp(most));
  if (likelihoods.of === 'words') return { of: 'words', yes: shares[0] ?? 0, mass };
  return {
    of: 'labels',
    bars: passages.map(({ docId, identifier }, place) => ({ docId, identifier, share: shares[place] ?? 0 })),
    mass,
  };
}
