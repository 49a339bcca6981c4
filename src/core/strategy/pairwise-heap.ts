import { comparePair } from './compare-pair.ts';
import { heapHead } from './heap-head.ts';
import type { StrategyRun } from './strategy-run.ts';

/**
 * PRP with a binary heap, as llm-rankers: a parent is compared with its left child, the better of the two with the right one. Tied, the higher in
 * the list is the better; llm-rankers leaves the parent, which after the first head is the list's last leaf.
 */
export function* pairwiseHeap({ count, top }: { readonly count: number; readonly top: number }): StrategyRun {
  return yield* heapHead({
    count,
    children: 2,
    top,
    *pick({ members: [parent = 0, ...children], standing }) {
      let best = parent;
      for (const child of children) best = (yield* comparePair({ one: child, other: best, standing })) ?? Math.min(child, best);
      return best;
    },
  });
}
