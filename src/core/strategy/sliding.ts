import type { Partition } from '../fusion/fusion.ts';
import { planWindows } from '../ranking.ts';
import { cutPartition } from './top-down.ts';
import { givenOrder, untied } from './strategy.ts';
import type { StrategyRun } from './strategy.ts';

/**
 * RankGPT's windows (arXiv 2304.09542) as `planWindows` lays them, each pass from the tail of the order that the last one left. Passages stay
 * tied while the window that tied them is the last that showed any of the two. A window of one passage, which a stride as long as the window
 * can leave at the head, is not asked.
 */
export function* slidingWindows({
  count,
  size,
  stride,
  passes,
}: {
  readonly count: number;
  readonly size: number;
  readonly stride: number;
  readonly passes: number;
}): StrategyRun {
  let standing: Partition = untied(givenOrder(count));
  for (let pass = 0; pass < passes; pass += 1) {
    for (const window of planWindows({ count, size, stride })) {
      if (window.end - window.start < 2) continue;
      const members = cutPartition(standing, window).flat();
      const { groups } = yield { call: { members, question: 'order' }, standing };
      standing = [
        ...cutPartition(standing, { start: 0, end: window.start }),
        ...groups,
        ...cutPartition(standing, { start: window.end, end: count }),
      ];
    }
  }
  return standing;
}
