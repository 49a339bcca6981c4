import { comparePair } from './compare-pair.ts';
import { heapHead } from './heap-head.ts';
import type { StrategyRun } from './strategy-run.ts';

/** PRP with a binary heap, as llm-rankers: a child takes its parent's place only when both answers choose it, first the left one, then the right. */
export function* pairwiseHeap({ count, top }: { readonly count: number; readonly top: number }): StrategyRun {
  return yield* heapHead({
    count,
    children: 2,
    top,
    *pick({ members: [parent, ...children], standing }) {
      let best = parent ?? 0;
      for (const child of children) if ((yield* comparePair({ one: child, other: best, standing })) === child) best = child;
      return best;
    },
  });
}
