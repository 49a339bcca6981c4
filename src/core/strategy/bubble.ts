import { everyPosition, withoutTies } from '../ranking.ts';
import type { Partition } from '../ranking.ts';
import type { CallForecast, PickBest, StrategyRun } from './strategy.ts';

/**
 * The first `top` of a list by bubble sort, as llm-rankers: each pass goes from the tail to the first place still open, in windows of a parent
 * and `children` others that overlap by one; the best of a window changes places with its first. Standing: the places decided, then the
 * rest as the list was given.
 */
export function* bubbleHead({
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
  const order = [...everyPosition(count)];
  const standing = (decided: number): Partition => {
    const head = order.slice(0, decided);
    const taken = new Set(head);
    return withoutTies([...head, ...everyPosition(count).filter((position) => !taken.has(position))]);
  };
  const passes = Math.min(top, count - 1);
  for (let pass = 0; pass < passes; pass += 1) {
    for (let end = count; end > pass + 1; end -= children) {
      const start = Math.max(pass, end - children - 1);
      const members = order.slice(start, end);
      const best = yield* pick({ members, standing: standing(pass) });
      const place = start + members.indexOf(best);
      order[place] = order[start] ?? best;
      order[start] = best;
    }
  }
  return standing(Math.max(0, passes));
}

/**
 * What `bubbleHead` costs with one call a window. Fewest: the first of every window stays, so later passes only ask about the window that their
 * first place cuts short. Most: every window of every pass is asked.
 */
export function forecastBubble({
  count,
  children,
  top,
}: {
  readonly count: number;
  readonly children: number;
  readonly top: number;
}): CallForecast {
  const calls: [number, number] = [0, 0];
  const members: [number, number] = [0, 0];
  for (let pass = 0; pass < Math.min(top, count - 1); pass += 1) {
    const others = count - 1 - pass;
    const windows = Math.ceil(others / children);
    calls[1] += windows;
    members[1] += others + windows;
    const cut = others % children;
    if (pass > 0 && cut === 0) continue;
    calls[0] += pass === 0 ? windows : 1;
    members[0] += pass === 0 ? others + windows : cut + 1;
  }
  return { calls, members };
}
