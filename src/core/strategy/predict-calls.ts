import { planWindows } from '../plan-windows.ts';
import type { StrategySpec } from './strategy-spec.ts';
import type { CallForecast } from './call-forecast.ts';
import { forecastBubble } from './forecast-bubble.ts';
import { forecastHeap } from './forecast-heap.ts';
import { forecastTopDown } from './forecast-top-down.ts';
import { planTournament } from './plan-tournament.ts';

/**
 * What a strategy costs on `count` passages, whatever is answered; both ends are the same where the plan does not depend on answers. `members`
 * counts a passage once for each call that shows it. The spec must be one that `checkStrategy` finds nothing wrong with.
 */
export function predictCalls({ spec, count }: { readonly spec: StrategySpec; readonly count: number }): CallForecast {
  if (spec.type === 'pointwise') return exactly(count, count);
  if (count < 2) return exactly(0, 0);
  switch (spec.type) {
    case 'single':
      return exactly(1, count);
    case 'sliding': {
      const asked = planWindows({ ...spec, count }).filter(({ start, end }) => end - start > 1);
      return exactly(spec.passes * asked.length, spec.passes * asked.reduce((sum, { start, end }) => sum + end - start, 0));
    }
    case 'top-down':
      return forecastTopDown({ ...spec, count });
    case 'setwise':
      if (spec.sort === 'bubble') return forecastBubble({ ...spec, count });
      return forecastHeap({ ...spec, count, costOf: (children) => ({ calls: 1, members: 1 + children }) });
    case 'pairwise':
      return forecastPairs(spec, count);
    case 'tournament': {
      const groups = planTournament({ ...spec, count }).flat();
      return exactly(spec.tournaments * groups.length, spec.tournaments * groups.reduce((sum, { size }) => sum + size, 0));
    }
    case 'groupwise':
      return exactly(spec.rounds * Math.ceil(count / spec.size), spec.rounds * count);
  }
}

/** Two calls of two passages for each comparison. */
function forecastPairs({ sort, top }: StrategySpec & { type: 'pairwise' }, count: number): CallForecast {
  if (sort === 'all') return exactly(count * (count - 1), 2 * count * (count - 1));
  const costOf = (children: number) => ({ calls: 2 * children, members: 4 * children });
  if (sort === 'heap') return forecastHeap({ count, children: 2, top, costOf });
  const pairs = forecastBubble({ count, children: 1, top }).calls;
  return { calls: [pairs[0] * 2, pairs[1] * 2], members: [pairs[0] * 4, pairs[1] * 4] };
}

function exactly(calls: number, members: number): CallForecast {
  return { calls: [calls, calls], members: [members, members] };
}
