import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  applyOrder,
  everyPosition,
  groupByScore,
  planWindows,
  reorderPlaces,
  startingRanking,
} from '../../../src/core/ranking.ts';
import { docId } from '../../../src/core/request.ts';
import { sampleRequest } from '../../support/sample-request.ts';

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

const ranking = ['a', 'b', 'c', 'd', 'e'].map(docId);

describe('applyOrder', () => {
  it('reorders the window and nothing else', () => {
    expect(applyOrder({ ranking, window: { start: 1, end: 4 }, order: [2, 0, 1] })).toEqual(['a', 'd', 'b', 'c', 'e']);
  });

  it('puts what the order leaves out behind it, in the order it had', () => {
    expect(applyOrder({ ranking, window: { start: 0, end: 5 }, order: [3] })).toEqual(['d', 'a', 'b', 'c', 'e']);
    expect(applyOrder({ ranking, window: { start: 0, end: 5 }, order: [] })).toEqual(ranking);
  });

  it('gives a permutation for any order and any window', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: -3, max: 9 }), fc.double())),
        fc.nat(6),
        fc.nat(8),
        (order, start, length) => {
          const next = applyOrder({ ranking, window: { start, end: start + length }, order });
          expect([...next].sort()).toEqual(ranking);
        },
      ),
    );
  });
});

describe('reorderPlaces', () => {
  test('passages that stand apart change among their own places', () => {
    expect(reorderPlaces({ ranking, shown: ['e', 'b'].map(docId), order: [0, 1] }).join('')).toBe('aecdb');
    expect(reorderPlaces({ ranking, shown: ['b', 'd', 'e'].map(docId), order: [2] }).join('')).toBe('aecbd');
  });

  test('over a window it is applyOrder, and whatever the order, a permutation', () => {
    fc.assert(
      fc.property(fc.nat(4), fc.nat(5), fc.array(fc.integer({ min: -2, max: 6 })), (start, size, order) => {
        const window = { start, end: Math.min(5, start + size) };
        const shown = ranking.slice(window.start, window.end);
        const next = reorderPlaces({ ranking, shown, order });
        expect([...next].sort()).toEqual([...ranking]);
        expect(next).toEqual(applyOrder({ ranking, window, order }));
      }),
    );
  });
});

describe('startingRanking', () => {
  const request = sampleRequest(3);
  const firstStage = (ids: readonly string[]) => ({
    method: 'bm25' as const,
    ranking: ids.map(docId),
    scores: [1, 2, 3],
    windowFrom: [null, null, null],
  });

  test('is the first stage’s, else the candidates’ own', () => {
    expect(startingRanking({ ...request, firstStage: firstStage(['d3', 'd1', 'd2']) })).toEqual(['d3', 'd1', 'd2']);
    expect(startingRanking(request)).toEqual(['d1', 'd2', 'd3']);
  });

  test.each([[['d3', 'd1']], [['d3', 'd1', 'd1']], [['d3', 'd1', 'd4']], [['d1', 'd2', 'd3', 'd3']]])(
    'is the candidates’ own where the first stage’s is no permutation: %j',
    (ids) => {
      expect(startingRanking({ ...request, firstStage: firstStage(ids) })).toEqual(['d1', 'd2', 'd3']);
    },
  );
});

describe('groupByScore', () => {
  const groupsOf = (scores: readonly number[]) =>
    groupByScore(everyPosition(scores.length), (position) => scores[position] ?? NaN);

  test('best first, equal ones tied in their order, what is no number last', () => {
    expect(groupsOf([0.5, 2, 0.5, NaN, -Infinity])).toEqual([[1], [0, 2], [3, 4]]);
    expect(groupsOf([])).toEqual([]);
  });

  test('any numbers give every position once, never a lower score before a higher one', () => {
    fc.assert(
      fc.property(fc.array(fc.double().map((score) => score + 0)), (scores) => {
        const groups = groupsOf(scores);
        expect(groups.flat().sort((a, b) => a - b)).toEqual(scores.map((_, position) => position));
        const heads = groups.map(([position = 0]) => scores[position] ?? NaN).filter((score) => !Number.isNaN(score));
        expect(heads).toEqual([...new Set(heads)].sort((a, b) => b - a));
      }),
    );
  });
});
