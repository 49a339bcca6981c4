import { givenOrder, standingByScore } from './strategy.ts';
import type { StrategyRun } from './strategy.ts';

/** Each passage alone, in the given order; equal scores are tied. One without a score stays between those from the middle up and the others. */
export function* pointwise({ count }: { readonly count: number }): StrategyRun {
  const scores: (number | null)[] = givenOrder(count).map(() => null);
  for (const position of givenOrder(count)) {
    const answer = yield { call: { members: [position], question: 'relevance' }, standing: standingByScore(scores) };
    scores[position] = answer.scores?.[0] ?? null;
  }
  return standingByScore(scores);
}
