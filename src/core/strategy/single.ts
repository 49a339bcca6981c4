import { givenOrder, untied } from './strategy.ts';
import type { StrategyRun } from './strategy.ts';

/** The whole list in one call. */
export function* single({ count }: { readonly count: number }): StrategyRun {
  const members = givenOrder(count);
  if (count < 2) return untied(members);
  const { groups } = yield { call: { members, question: 'order' }, standing: untied(members) };
  return groups;
}
