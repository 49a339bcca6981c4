import { bestShown } from './best-shown.ts';
import { heapHead } from './heap-head.ts';
import type { StrategyRun } from './strategy-run.ts';

/**
 * Setwise (arXiv 2310.09497) with a heap: each call shows a parent and its children, and the best becomes the parent; tied for the best, the one
 * shown first. The heap and its calls are those of llm-rankers; `top` may exceed the list.
 */
export function* setwiseHeap({
  count,
  children,
  top,
}: {
  readonly count: number;
  readonly children: number;
  readonly top: number;
}): StrategyRun {
  return yield* heapHead({
    count,
    children,
    top,
    *pick({ members, standing }) {
      return bestShown(members, yield { call: { members, question: 'best' }, standing });
    },
  });
}
