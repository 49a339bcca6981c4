import { cutPartition, everyPosition, planWindows, withoutTies } from '../ranking.ts';
import type { Partition, Window } from '../ranking.ts';
import { exactly, MOST_SHOWN, MOST_TIMES, whole } from './strategy.ts';
import type { Strategy } from './strategy.ts';

/** RankGPT (arXiv 2304.09542): windows of `size` passages, `stride` apart, from the tail to the head of the list, `passes` times. */
export interface Sliding {
  readonly type: 'sliding';
  readonly size: number;
  readonly stride: number;
  readonly passes: number;
}

/**
 * RankGPT's windows (arXiv 2304.09542) as `planWindows` lays them, each pass from the tail of the order that the last one left. Passages stay
 * tied while the window that tied them is the last that showed any of the two. A window of one passage, which a stride as long as the window
 * can leave at the head, is not asked.
 */
export const sliding: Strategy<Sliding> = {
  type: 'sliding',
  asks: 'order',
  numbers: { size: whole(2, MOST_SHOWN), stride: whole(1, ({ size }) => size), passes: whole(1, MOST_TIMES) },
  window: 'size',
  start: (window) => ({ type: 'sliding', size: window, stride: Math.max(1, Math.floor(window / 2)), passes: 1 }),
  largest: ({ size }) => size,
  forecast(spec, count) {
    const asked = askedWindows(spec, count);
    const shown = asked.reduce((sum, { start, end }) => sum + end - start, 0);
    return exactly(spec.passes * asked.length, spec.passes * shown);
  },
  places({ size, stride, passes }, count) {
    const pass = planWindows({ count, size, stride });
    return Array.from({ length: passes }, () => pass).flat();
  },
  *run(spec, count) {
    let standing: Partition = withoutTies(everyPosition(count));
    for (let pass = 0; pass < spec.passes; pass += 1) {
      for (const window of askedWindows(spec, count)) {
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
  },
};

/** The windows of one pass that hold anything to order. */
function askedWindows({ size, stride }: Sliding, count: number): readonly Window[] {
  return planWindows({ count, size, stride }).filter(({ start, end }) => end - start > 1);
}
