import { describe, expect, it } from 'vitest';
import { planWindows } from '../../../src/core/ranking.ts';

/** RankLLM's rule: from the tail, `size` long, up by `stride`, until a window starts at 0. */
function fromTheTail(count: number, size: number, stride: number): { start: number; end: number }[] {
  const windows = [];
  for (let end = count; end > 0; end -= stride) {
    const start = Math.max(0, end - size);
    windows.push({ start, end });
    if (start === 0) break;
  }
  return windows;
}

/** The loop of RankLLM's sliding_windows as it runs: the start is clamped inside the loop, and a start one stride above 0 ends it. */
function rankLlmLoop(count: number, size: number, stride: number): { start: number; end: number }[] {
  const windows = [];
  let start = count - Math.min(size, count);
  let end = count;
  while (end > 0 && start + stride !== 0) {
    start = Math.max(start, 0);
    windows.push({ start, end });
    end -= stride;
    start -= stride;
  }
  return windows;
}

describe('planWindows', () => {
  it('plans the windows of RankLLM for every list up to 200, window up to 30 and stride up to the window', () => {
    for (let count = 0; count <= 200; count += 1) {
      for (let size = 1; size <= 30; size += 1) {
        for (let stride = 1; stride <= size; stride += 1) {
          const planned = planWindows({ count, size, stride });
          for (const expected of [fromTheTail(count, size, stride), rankLlmLoop(count, size, stride)]) {
            const same = planned.every(({ start, end }, at) => start === expected[at]?.start && end === expected[at]?.end);
            if (!same || planned.length !== expected.length) expect(planned, `${count} ${size} ${stride}`).toEqual(expected);
          }
        }
      }
    }
    expect(planWindows({ count: 100, size: 20, stride: 10 })).toHaveLength(9);
  });

  it('lets every position be seen, overlapping windows meet, and the last one start at 0', () => {
    expect(planWindows({ count: 25, size: 20, stride: 10 })).toEqual([
      { start: 5, end: 25 },
      { start: 0, end: 15 },
    ]);
    expect(planWindows({ count: 15, size: 20, stride: 10 })).toEqual([{ start: 0, end: 15 }]);
    expect(planWindows({ count: 20, size: 20, stride: 20 })).toEqual([{ start: 0, end: 20 }]);
  });

  it('plans nothing for an empty list', () => {
    expect(planWindows({ count: 0, size: 20, stride: 10 })).toEqual([]);
  });

  it.each([
    { count: -1, size: 20, stride: 10 },
    { count: 1.5, size: 20, stride: 10 },
    { count: 10, size: 0, stride: 0 },
    { count: 10, size: 4, stride: 0 },
    { count: 10, size: 4, stride: 5 },
    { count: 10, size: 4, stride: 1.5 },
    { count: 10, size: Number.NaN, stride: 1 },
  ])('throws for %o, which is a bug of the caller', (plan) => {
    expect(() => planWindows(plan)).toThrow(RangeError);
  });
});
