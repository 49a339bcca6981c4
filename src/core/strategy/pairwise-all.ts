import { groupByScore } from '../fusion/group-by-score.ts';
import { comparePair } from './compare-pair.ts';
import { givenOrder } from './given-order.ts';
import type { StrategyRun } from './strategy-run.ts';
import { untied } from './untied.ts';

/**
 * PRP over all pairs: a win counts 2, a tie 1 for both. Equal sums stand in the given order until the end, where they are tied. All passages are
 * ordered, whatever the head that is wanted.
 */
export function* pairwiseAll({ count }: { readonly count: number }): StrategyRun {
  const all = givenOrder(count);
  const points = all.map(() => 0);
  const groups = () => groupByScore(all, (position) => points[position] ?? 0);
  for (const one of all) {
    for (const other of all.slice(one + 1)) {
      const winner = yield* comparePair({ one, other, standing: untied(groups().flat()) });
      for (const member of [one, other])
        points[member] = (points[member] ?? 0) + (winner === null ? 1 : Number(winner === member) * 2);
    }
  }
  return groups();
}
