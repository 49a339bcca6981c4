import { cutPartition, everyPosition, withoutTies } from '../ranking.ts';
import type { Partition } from '../ranking.ts';
import { exactly, MOST_SHOWN, whole } from './strategy.ts';
import type { CallForecast, Strategy } from './strategy.ts';

/** TDPart (arXiv 2405.14589): the first `size` are ordered once; what beats the `cutoff`-th of them joins it, until few are left. */
export interface TopDown {
  readonly type: 'top-down';
  readonly size: number;
  readonly cutoff: number;
}

/**
 * TDPart (arXiv 2405.14589). The first `size` passages are ordered; the `cutoff`-th of them is the pivot. Each further call shows the pivot and
 * the next `size` − 1: what beats the pivot joins those above it, until the list ends or `size` are above. If any joined, the first `size` of
 * those above are ordered once more. The first `cutoff` are exact for a judge without faults unless more than `size` passages beat the pivot;
 * what was never shown stays at the end in its order.
 *
 * Where the published code differs: it orders the head once more also when nothing joined it, or when it fills a window exactly (both only
 * repeat what is known), and puts what a second round leaves over below what the first did.
 */
export const topDown: Strategy<TopDown> = {
  type: 'top-down',
  asks: 'order',
  numbers: { size: whole(2, MOST_SHOWN), cutoff: whole(1, ({ size }) => size - 1) },
  window: 'size',
  start: (window) => ({ type: 'top-down', size: window, cutoff: Math.max(1, Math.floor(window / 2)) }),
  largest: ({ size }) => size,
  forecast,
  *run({ size, cutoff }, count) {
    const all = everyPosition(count);
    const { groups } = yield { call: { members: all.slice(0, size), question: 'order' }, standing: withoutTies(all) };
    const pivot = groups.flat()[cutoff - 1];
    if (count <= size || pivot === undefined) return groups;
    let { above, level, below } = splitAt(groups, pivot);
    let unseen = all.slice(size);
    let joined = false;
    const standing = (): Partition => [...above, level, ...below, ...withoutTies(unseen)];
    while (unseen.length > 0 && above.flat().length < size) {
      const members = [pivot, ...unseen.slice(0, size - 1)];
      const answer = yield { call: { members, question: 'order' }, standing: standing() };
      const split = splitAt(answer.groups, pivot);
      joined ||= split.above.length > 0;
      above = [...above, ...split.above];
      level = [...level, ...split.level.filter((member) => member !== pivot)];
      below = [...below, ...split.below];
      unseen = unseen.slice(size - 1);
    }
    const head = above.flat().slice(0, size);
    if (!joined || head.length < 2) return standing();
    const last = yield { call: { members: head, question: 'order' }, standing: standing() };
    above = [...last.groups, ...cutPartition(above, { start: size, end: count })];
    return standing();
  },
};

/** Above and below the pivot, and what is tied with it. */
function splitAt(groups: Partition, pivot: number): { above: Partition; level: readonly number[]; below: Partition } {
  const place = groups.findIndex((group) => group.includes(pivot));
  return { above: groups.slice(0, place), level: groups[place] ?? [pivot], below: groups.slice(place + 1) };
}

/** Fewest when nothing beats the pivot, or when what beats it fills a window at once. */
function forecast({ size, cutoff }: TopDown, count: number): CallForecast {
  const others = count - size;
  if (others <= 0) return exactly(1, count);
  const batches = Math.ceil(others / (size - 1));
  const all = { calls: 1 + batches, members: count + batches };
  // `cutoff` − 1 are above the pivot from the start, and each full batch adds `size` − 1 at most.
  const filling = Math.ceil((size - cutoff + 1) / (size - 1));
  const filled = { calls: 2 + filling, members: size * (2 + filling) };
  const fills = filling < batches;
  const head = Math.min(size, cutoff - 1 + others);
  const again = head < 2 ? 0 : 1;
  return {
    calls: [fills ? Math.min(all.calls, filled.calls) : all.calls, all.calls + again],
    members: [fills ? Math.min(all.members, filled.members) : all.members, all.members + again * head],
  };
}
