import { bubbleHead, forecastBubble } from './bubble.ts';
import { forecastHeap, heapHead } from './heap.ts';
import { bestShown, MOST_SHOWN, MOST_WANTED, whole } from './strategy.ts';
import type { Strategy, StrategyRun } from './strategy.ts';

/** Setwise (arXiv 2310.09497): the best of a parent and `children` others, in a heap or by bubbling, until the first `top` are known. */
export interface Setwise {
  readonly type: 'setwise';
  readonly sort: 'heap' | 'bubble';
  readonly children: number;
  readonly top: number;
}

/** Setwise (Zhuang et al., arXiv 2310.09497), after its authors' llm-rankers. */
export const setwise: Strategy<Setwise> = {
  type: 'setwise',
  asks: 'best',
  numbers: { children: whole(1, MOST_SHOWN - 1), top: whole(1, MOST_WANTED) },
  window: null,
  sorts: ['heap', 'bubble'],
  start: () => ({ type: 'setwise', sort: 'heap', children: 3, top: 10 }),
  largest: ({ children }) => children + 1,
  forecast({ sort, children, top }, count) {
    if (sort === 'bubble') return forecastBubble({ count, children, top });
    return forecastHeap({ count, children, top, costOf: (others) => ({ calls: 1, members: 1 + others }) });
  },
  run: (spec, count) => (spec.sort === 'heap' ? byHeap(spec, count) : byBubbling(spec, count)),
};

/**
 * Each call shows a parent and its children, and the best becomes the parent. The heap and what it compares are those of llm-rankers, which shows
 * the parent first and lets it win when an answer cannot be read: after the first head that is the list's last leaf. Here passages are shown in the
 * list's order, and of several tied for the best the highest in the list is taken.
 */
function byHeap({ children, top }: Setwise, count: number): StrategyRun {
  return heapHead({
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
 * A window is not asked when its first was already chosen over each other in it. llm-rankers instead starts later passes higher up, where the last
 * pass first changed something; for a long `top` that runs past passages never compared.
 */
function byBubbling({ children, top }: Setwise, count: number): StrategyRun {
  /** What each position was chosen over. */
  const beaten = new Map<number, Set<number>>();
  return bubbleHead({
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
