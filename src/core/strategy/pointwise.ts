import { everyPosition } from '../ranking.ts';
import { exactly, standingByScore } from './strategy.ts';
import type { Strategy } from './strategy.ts';

/** Each passage alone. */
export interface Pointwise {
  readonly type: 'pointwise';
}

/** Each passage alone, in the given order; equal scores are tied. One without a score stays between those from the middle up and the others. */
export const pointwise: Strategy<Pointwise> = {
  type: 'pointwise',
  asks: 'relevance',
  numbers: {},
  window: null,
  start: () => ({ type: 'pointwise' }),
  largest: () => 1,
  forecast: (_, count) => exactly(count, count),
  *run(_, count) {
    const scores: (number | null)[] = everyPosition(count).map(() => null);
    for (const position of everyPosition(count)) {
      const answer = yield { call: { members: [position], question: 'relevance' }, standing: standingByScore(scores) };
      scores[position] = answer.scores?.[0] ?? null;
    }
    return standingByScore(scores);
  },
};
