import { bestShown } from './best-shown.ts';
import { bubbleHead } from './bubble-head.ts';
import type { StrategyRun } from './strategy-run.ts';

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
