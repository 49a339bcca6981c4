import { bubbleHead } from './bubble-head.ts';
import { comparePair } from './compare-pair.ts';
import type { StrategyRun } from './strategy-run.ts';

/**
 * PRP by bubbling: the lower of two neighbours moves up only when both answers choose it. No pair is compared twice; llm-rankers instead starts
 * later passes higher up, where the last pass first changed something.
 */
export function* pairwiseBubble({ count, top }: { readonly count: number; readonly top: number }): StrategyRun {
  const winners = new Map<string, number | null>();
  return yield* bubbleHead({
    count,
    children: 1,
    top,
    *pick({ members: [upper = 0, lower = 0], standing }) {
      const pair = `${Math.min(upper, lower)} ${Math.max(upper, lower)}`;
      let winner = winners.get(pair);
      if (winner === undefined) {
        winner = yield* comparePair({ one: lower, other: upper, standing });
        winners.set(pair, winner);
      }
      return winner ?? upper;
    },
  });
}
