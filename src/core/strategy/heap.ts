import type { CallResult } from '../answer/shape.ts';
import { everyPosition, withoutTies } from '../ranking.ts';
import type { Partition } from '../ranking.ts';
import type { CallForecast, PickBest, StrategyRun, StrategyStep } from './strategy.ts';

/**
 * The first `top` of a list by heap sort, each node with up to `children` children, as llm-rankers: heapify from the last parent to the root;
 * then the root is taken, the last leaf put in its place and sifted down. Standing: what was taken, then the rest as the list was given – a
 * heap's own order says nothing about ranks.
 */
export function* heapHead({
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
  const heap = [...everyPosition(count)];
  const head: number[] = [];
  const standing = (): Partition => {
    const taken = new Set(head);
    return withoutTies([...head, ...everyPosition(count).filter((position) => !taken.has(position))]);
  };
  function* siftDown(from: number): Generator<StrategyStep, void, CallResult> {
    for (let at = from; ;) {
      const parent = heap[at];
      const below = heap.slice(children * at + 1, children * (at + 1) + 1);
      if (parent === undefined || below.length === 0) return;
      const best = yield* pick({ members: [parent, ...below], standing: standing() });
      if (best === parent) return;
      const to = children * at + 1 + below.indexOf(best);
      heap[at] = best;
      heap[to] = parent;
      at = to;
    }
  }
  for (let at = Math.floor((count - 2) / children); at >= 0; at -= 1) yield* siftDown(at);
  for (let root = heap[0]; root !== undefined && head.length < top; root = heap[0]) {
    head.push(root);
    const leaf = heap.pop();
    if (heap.length === 0 || leaf === undefined || head.length >= top) break;
    heap[0] = leaf;
    yield* siftDown(0);
  }
  return standing();
}

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
