import type { LikelihoodAnswer } from '../../run/text-model.ts';

/** What the model would name first, after one beginning of its thought. */
export interface Belief {
  /** In the order shown; they sum to 1. */
  readonly shares: readonly number[];
  /** Probability that any of the labels is written at all, from 0 to 1: small where the model would rather write something else. */
  readonly mass: number;
  /** In bits: 0 = certain, log2 of the number of passages = no idea. */
  readonly entropy: number;
  /** 0-based position of the likeliest passage; of equal ones the first. */
  readonly top: number;
}

export interface BeliefSummary {
  /** One a step; null where no answer came, or nothing but impossible ones. */
  readonly beliefs: readonly (Belief | null)[];
  /** Steps at which the likeliest passage is another than at the last step that has one. */
  readonly changes: readonly number[];
}

/** Likelihoods as shares of belief. `answers` may be fewer than `steps`: what came before a stop is shown. */
export function beliefSummary({
  answers,
  steps,
}: {
  answers: readonly (LikelihoodAnswer | undefined)[];
  steps: number;
}): BeliefSummary {
  const beliefs = Array.from({ length: steps }, (_, place) => beliefOf(answers[place]));
  const changes: number[] = [];
  let top: number | null = null;
  for (const [place, belief] of beliefs.entries()) {
    if (belief === null) continue;
    if (top !== null && belief.top !== top) changes.push(place);
    top = belief.top;
  }
  return { beliefs, changes };
}

function beliefOf(answer: LikelihoodAnswer | undefined): Belief | null {
  if (answer === undefined || answer.logProbs.some(Number.isNaN)) return null;
  const most = answer.logProbs.reduce((high, value) => Math.max(high, value), -Infinity);
  if (!Number.isFinite(most)) return null;
  const weights = answer.logProbs.map((value) => Math.exp(value - most));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const shares = weights.map((weight) => weight / sum);
  return {
    shares,
    mass: Math.min(1, sum * Math.exp(most)),
    entropy: shares.reduce((bits, share) => (share === 0 ? bits : bits - share * Math.log2(share)), 0),
    top: weights.indexOf(1),
  };
}
