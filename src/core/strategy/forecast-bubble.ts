import type { CallForecast } from './call-forecast.ts';

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
