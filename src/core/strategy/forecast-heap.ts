import type { CallForecast } from './call-forecast.ts';

/**
 * What `heapHead` costs when finding the best of a parent and some children is `calls` calls that show `members` in all. Fewest: every parent
 * stays. Most: every parent sinks to the bottom along the first children, where the longest ways are.
 */
export function forecastHeap({
  count,
  children,
  top,
  costOf,
}: {
  readonly count: number;
  readonly children: number;
  readonly top: number;
  readonly costOf: (children: number) => { readonly calls: number; readonly members: number };
}): CallForecast {
  const calls: [number, number] = [0, 0];
  const members: [number, number] = [0, 0];
  const sift = (from: number, size: number): void => {
    for (let at = from; children * at + 1 < size; at = children * at + 1) {
      const cost = costOf(Math.min(children, size - 1 - children * at));
      for (const bound of at === from ? ([0, 1] as const) : ([1] as const)) {
        calls[bound] += cost.calls;
        members[bound] += cost.members;
      }
    }
  };
  for (let at = Math.floor((count - 2) / children); at >= 0; at -= 1) sift(at, count);
  for (let taken = 1; taken < Math.min(top, count); taken += 1) sift(0, count - taken);
  return { calls, members };
}
