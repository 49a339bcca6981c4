import { everyPosition, withoutTies } from '../ranking.ts';
import { exactly } from './strategy.ts';
import type { Strategy } from './strategy.ts';

/** All passages in one call. */
export interface Single {
  readonly type: 'single';
}

/** The whole list in one call. */
export const single: Strategy<Single> = {
  type: 'single',
  asks: 'order',
  numbers: {},
  window: null,
  start: () => ({ type: 'single' }),
  largest: () => 1,
  forecast: (_, count) => exactly(1, count),
  places: (_, count) => [{ start: 0, end: count }],
  *run(_, count) {
    const members = everyPosition(count);
    const { groups } = yield { call: { members, question: 'order' }, standing: withoutTies(members) };
    return groups;
  },
};
