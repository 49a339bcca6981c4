import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { fuseScores, scoreBuckets, zScores } from '../../../../src/core/text/scores.ts';

const finite = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 2, maxLength: 20 });

describe('zScores', () => {
  test('are standard deviations of the population', () => {
    expect(zScores([1, 3])).toEqual([-1, 1]);
    const [low = 0, , high = 0] = zScores([2, 4, 6]);
    expect(high).toBeCloseTo(Math.sqrt(1.5), 12);
    expect(low).toBeCloseTo(-Math.sqrt(1.5), 12);
  });

  test('equal values, one value and none say nothing', () => {
    expect(zScores([0.1, 0.1, 0.1])).toEqual([0, 0, 0]);
    expect(zScores([7])).toEqual([0]);
    expect(zScores([])).toEqual([]);
  });

  test('of any finite values, however great or near, are finite, with mean 0 and deviation 1', () => {
    fc.assert(
      fc.property(finite, (values) => {
        const scores = zScores(values);
        const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
        const square = scores.reduce((sum, score) => sum + score ** 2, 0) / scores.length;
        expect(mean).toBeCloseTo(0, 9);
        expect(square).toBeCloseTo(new Set(values.map((value) => value + 0)).size === 1 ? 0 : 1, 9);
      }),
    );
  });
});

describe('the fused score', () => {
  it('is half the z-score of the words plus the z-score of the meaning', () => {
    // z of [1, 2, 3] with the population deviation √(2/3) is [−1.2247, 0, 1.2247].
    const [first, second, third] = fuseScores({ bm25: [1, 2, 3], cosine: [0.3, 0.2, 0.1] });
    expect(first).toBeCloseTo(0.61237, 4);
    expect(second).toBeCloseTo(0, 9);
    expect(third).toBeCloseTo(-0.61237, 4);
  });

  it('leaves a side out whose values are all equal, also where rounding gives them a deviation', () => {
    const meaning = fuseScores({ bm25: [0.1, 0.1, 0.1], cosine: [0.5, 0.7, 0.6] });
    expect(meaning).toEqual(fuseScores({ bm25: [0, 0, 0], cosine: [0.5, 0.7, 0.6] }));
    expect(fuseScores({ bm25: [0.1, 0.1, 0.1], cosine: [0.2, 0.2, 0.2] })).toEqual([0, 0, 0]);
  });

  it('does not change when a side is measured on another scale', () => {
    const one = fuseScores({ bm25: [3, 9, 4, 1], cosine: [0.1, 0.4, 0.3, 0.2] });
    const other = fuseScores({ bm25: [103, 109, 104, 101], cosine: [1, 4, 3, 2] });
    one.forEach((value, place) => expect(value).toBeCloseTo(other[place] ?? Number.NaN, 9));
  });

  it('gives equal passages equal scores', () => {
    const [first, second] = fuseScores({ bm25: [2, 2, 5], cosine: [0.3, 0.3, 0.9] });
    expect(first).toBe(second);
  });

  it('is empty for an empty list, 0 for a single passage, and refuses sides of different length', () => {
    expect(fuseScores({ bm25: [], cosine: [] })).toEqual([]);
    expect(fuseScores({ bm25: [4], cosine: [0.2] })).toEqual([0]);
    expect(() => fuseScores({ bm25: [1], cosine: [] })).toThrow(RangeError);
  });
});

describe('scoreBuckets', () => {
  it('spreads from 0 for the lowest to 9 for the highest', () => {
    expect(scoreBuckets([10, 0, 5, 9.99, 1])).toEqual([9, 0, 4, 9, 0]);
    expect(scoreBuckets([-2, -1])).toEqual([0, 9]);
  });

  it('is 5 everywhere when all scores are equal', () => {
    expect(scoreBuckets([3, 3])).toEqual([5, 5]);
    expect(scoreBuckets([0])).toEqual([5]);
    expect(scoreBuckets([])).toEqual([]);
  });

  it('keeps the order of any scores and stays within 0 to 9', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 2 }), (scores) => {
        const buckets = scoreBuckets(scores);
        expect(buckets.every((bucket) => Number.isInteger(bucket) && bucket >= 0 && bucket <= 9)).toBe(true);
        const sorted = scores.map((score, place) => ({ score, bucket: buckets[place] ?? -1 })).sort((a, b) => a.score - b.score);
        for (const [place, { bucket }] of sorted.entries()) expect(bucket).toBeGreaterThanOrEqual(sorted[place - 1]?.bucket ?? 0);
      }),
    );
  });

  it('refuses what is no number', () => {
    expect(() => scoreBuckets([1, Number.NaN])).toThrow(RangeError);
  });
});
