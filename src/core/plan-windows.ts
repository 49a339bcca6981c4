import type { Window } from './window.ts';

/**
 * The windows of one pass in the order of their calls: back to front as RankLLM, the last one starting at 0. A list that fits goes in
 * one window, an empty list in none. Throws RangeError unless `size >= 1` and `1 <= stride <= size` (all integers).
 * @example planWindows({ count: 25, size: 20, stride: 10 }) // [{ start: 5, end: 25 }, { start: 0, end: 15 }]
 */
export function planWindows({ count, size, stride }: { count: number; size: number; stride: number }): readonly Window[] {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`count must be a whole number from 0, got ${count}`);
  if (!Number.isInteger(size) || size < 1) throw new RangeError(`window size must be a whole number from 1, got ${size}`);
  if (!Number.isInteger(stride) || stride < 1 || stride > size) {
    throw new RangeError(`stride must be a whole number from 1 to the window size ${size}, got ${stride}`);
  }
  if (count === 0) return [];
  const steps = Math.max(0, Math.ceil((count - size) / stride));
  return Array.from({ length: steps + 1 }, (_, step) => {
    const end = count - step * stride;
    return { start: Math.max(0, end - size), end };
  });
}
