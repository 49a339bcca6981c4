import type { Preset } from '../preset/preset.ts';
import type { StrategySpec } from './strategy-spec.ts';

/** In the order in which they are offered. */
export const STRATEGY_TYPES: readonly StrategySpec['type'][] = [
  'sliding',
  'single',
  'top-down',
  'setwise',
  'pairwise',
  'tournament',
  'groupwise',
  'pointwise',
];

/** A strategy's numbers where nobody has chosen any: the preset's own for its own strategy, else those of the strategy's paper over the preset's window. */
export function defaultStrategy(type: StrategySpec['type'], { strategy }: Pick<Preset, 'strategy'>): StrategySpec {
  if (strategy.type === type) return strategy;
  const size = 'size' in strategy ? strategy.size : strategy.type === 'tournament' ? strategy.groupSize : 10;
  switch (type) {
    case 'single':
    case 'pointwise':
      return { type };
    case 'sliding':
      return { type, size, stride: Math.max(1, Math.floor(size / 2)), passes: 1 };
    case 'top-down':
      return { type, size, cutoff: Math.max(1, Math.floor(size / 2)) };
    case 'setwise':
      return { type, sort: 'heap', children: 3, top: 10 };
    case 'pairwise':
      return { type, sort: 'heap', top: 10 };
    case 'tournament':
      return { type, groupSize: Math.max(3, size), tournaments: 2 };
    case 'groupwise':
      return { type, size: Math.max(3, size), rounds: 2 };
  }
}
