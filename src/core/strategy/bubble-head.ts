import type { Partition } from '../fusion/partition.ts';
import { givenOrder } from './given-order.ts';
import type { PickBest } from './pick-best.ts';
import type { StrategyRun } from './strategy-run.ts';
import { untied } from './untied.ts';

/**
 * The first `top` of a list by bubble sort, as llm-rankers: each pass goes from the tail to the first place still open, in windows of a parent
 * and `children` others that overlap by one; the best of a window changes places with its first. Standing: the places decided, then the
 * rest as the list was given.
 */
export function* bubbleHead({
  count,
  children,
  top,
  pick,
}: {
  readonly count: number;
  readonly children: number;
  readonly top: number;
  readonly pick: PickBest;
}): StrategyRun {
  const order = [...givenOrder(count)];
  const standing = (decided: number): Partition => {
    const head = order.slice(0, decided);
    const taken = new Set(head);
    return untied([...head, ...givenOrder(count).filter((position) => !taken.has(position))]);
  };
  const passes = Math.min(top, count - 1);
  for (let pass = 0; pass < passes; pass += 1) {
    for (let end = count; end > pass + 1; end -= children) {
      const start = Math.max(pass, end - children - 1);
      const members = order.slice(start, end);
      const best = yield* pick({ members, standing: standing(pass) });
      const place = start + members.indexOf(best);
      order[place] = order[start] ?? best;
      order[start] = best;
    }
  }
  return standing(Math.max(0, passes));
}
