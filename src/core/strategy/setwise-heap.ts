import { bestShown } from './best-shown.ts';
import { heapHead } from './heap-head.ts';
import type { StrategyRun } from './strategy-run.ts';

/**
 * Setwise (arXiv 2310.09497) with a heap: each call shows a parent and its children, and the best becomes the parent. The heap and what it compares
 * are those of llm-rankers, which shows the parent first and lets it win when an answer cannot be read: after the first head that is the list's
 * last leaf. Here passages are shown in the list's order, and of several tied for the best the highest in the list is taken.
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
      const shown = [...members].sort((one, other) => one - other);
      return bestShown(shown, yield { call: { members: shown, question: 'best' }, standing });
    },
  });
}
