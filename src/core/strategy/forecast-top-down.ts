import type { CallForecast } from './call-forecast.ts';

/** What `topDown` costs: fewest when nothing beats the pivot, or when what beats it fills a window at once. */
export function forecastTopDown({
  count,
  size,
  cutoff,
}: {
  readonly count: number;
  readonly size: number;
  readonly cutoff: number;
}): CallForecast {
  const others = count - size;
  if (count < 2) return { calls: [0, 0], members: [0, 0] };
  if (others <= 0) return { calls: [1, 1], members: [count, count] };
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
