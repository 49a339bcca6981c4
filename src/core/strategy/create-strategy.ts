import type { StrategySpec } from './strategy-spec.ts';
import { groupwise } from './groupwise.ts';
import { pairwiseAll } from './pairwise-all.ts';
import { pairwiseBubble } from './pairwise-bubble.ts';
import { pairwiseHeap } from './pairwise-heap.ts';
import { pointwise } from './pointwise.ts';
import { setwiseBubble } from './setwise-bubble.ts';
import { setwiseHeap } from './setwise-heap.ts';
import { single } from './single.ts';
import { slidingWindows } from './sliding.ts';
import type { StrategyRun } from './strategy-run.ts';
import { topDown } from './top-down.ts';
import { tournament } from './tournament.ts';

/** The calls of a strategy over `count` passages. The spec must be one that `checkStrategy` finds nothing wrong with. */
export function createStrategy({
  spec,
  count,
  seed,
}: {
  readonly spec: StrategySpec;
  readonly count: number;
  /** Whole number; the shuffles of tournament and groupwise depend on it and on nothing else. */
  readonly seed: number;
}): StrategyRun {
  switch (spec.type) {
    case 'single':
      return single({ count });
    case 'sliding':
      return slidingWindows({ ...spec, count });
    case 'top-down':
      return topDown({ ...spec, count });
    case 'setwise':
      return spec.sort === 'heap' ? setwiseHeap({ ...spec, count }) : setwiseBubble({ ...spec, count });
    case 'pairwise':
      if (spec.sort === 'all') return pairwiseAll({ count });
      return spec.sort === 'heap' ? pairwiseHeap({ ...spec, count }) : pairwiseBubble({ ...spec, count });
    case 'tournament':
      return tournament({ ...spec, count, seed });
    case 'pointwise':
      return pointwise({ count });
    case 'groupwise':
      return groupwise({ ...spec, count, seed });
  }
}
