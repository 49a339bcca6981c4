import { bubbleHead } from './bubble.ts';
import { heapHead } from './heap.ts';
import { bestShown } from './strategy.ts';
import type { StrategyRun } from './strategy.ts';

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

/**
 * Setwise (arXiv 2310.09497) by bubbling. A window is not asked when its first was already chosen over each other in it. llm-rankers instead
 * starts later passes higher up, where the last pass first changed something; for a long `top` that runs past passages never compared.
 */
export function* setwiseBubble({
  count,
  children,
  top,
}: {
  readonly count: number;
  readonly children: number;
  readonly top: number;
}): StrategyRun {
  /** What each position was chosen over. */
  const beaten = new Map<number, Set<number>>();
  return yield* bubbleHead({
    count,
    children,
    top,
    *pick({ members, standing }) {
      const [first, ...others] = members;
      if (first !== undefined && others.every((other) => beaten.get(first)?.has(other) === true)) return first;
      const best = bestShown(members, yield { call: { members, question: 'best' }, standing });
      const under = beaten.get(best) ?? new Set();
      for (const member of members) if (member !== best) under.add(member);
      beaten.set(best, under);
      return best;
    },
  });
}
