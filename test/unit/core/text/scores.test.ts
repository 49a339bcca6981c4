import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { coarseScores, fuseScores, PART_WEIGHTS, scoreBuckets, zScores } from '../../../../src/core/text/scores.ts';

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
  const flat = [0, 0, 0];

  it('is ¼ of the words’, the cosine’s, MaxSim’s and ½ of idf-MaxSim’s z-score', () => {
    // z of [1, 2, 3] with the population deviation √(2/3) is [−1.2247, 0, 1.2247].
    const rising = [1, 2, 3];
    const weights = { bm25: 0.25, cosine: 1, maxSim: 1, idfMaxSim: 0.5 };
    for (const [name, weight] of Object.entries(weights)) {
      const parts = { bm25: flat, cosine: flat, maxSim: flat, idfMaxSim: flat, [name]: rising };
      const [low, middle, high] = fuseScores(parts);
      expect(high).toBeCloseTo(weight * Math.sqrt(1.5), 12);
      expect(middle).toBeCloseTo(0, 12);
      expect(low).toBeCloseTo(-weight * Math.sqrt(1.5), 12);
    }
    expect(PART_WEIGHTS).toEqual(weights);
    const together = fuseScores({ bm25: rising, cosine: rising, maxSim: rising, idfMaxSim: rising });
    expect(together[2]).toBeCloseTo(2.75 * Math.sqrt(1.5), 12);
  });

  it('is half the words’ and the cosine’s z-score where no passage is read piece by piece', () => {
    const [first, second, third] = coarseScores({ bm25: [1, 2, 3], cosine: [0.3, 0.2, 0.1] });
    expect(first).toBeCloseTo(0.61237, 4);
    expect(second).toBeCloseTo(0, 9);
    expect(third).toBeCloseTo(-0.61237, 4);
  });

  it('leaves a part out whose values are all equal, also where rounding gives them a deviation', () => {
    const tenths = [0.1, 0.1, 0.1];
    const meaning = { cosine: [0.5, 0.7, 0.6], maxSim: [0.2, 0.4, 0.1], idfMaxSim: [0.3, 0.3, 0.2] };
    expect(fuseScores({ bm25: tenths, ...meaning })).toEqual(fuseScores({ bm25: flat, ...meaning }));
    expect(fuseScores({ bm25: tenths, cosine: tenths, maxSim: tenths, idfMaxSim: tenths })).toEqual([0, 0, 0]);
  });

  it('does not change when a part is measured on another scale', () => {
    const one = fuseScores({ bm25: [3, 9, 4, 1], cosine: [0.1, 0.4, 0.3, 0.2], maxSim: [1, 2, 4, 8], idfMaxSim: [5, 5, 6, 5] });
    const other = fuseScores({
      bm25: [103, 109, 104, 101],
      cosine: [1, 4, 3, 2],
      maxSim: [0.1, 0.2, 0.4, 0.8],
      idfMaxSim: [-1, -1, 0, -1],
    });
    one.forEach((value, place) => expect(value).toBeCloseTo(other[place] ?? Number.NaN, 9));
  });

  it('gives equal passages equal scores', () => {
    const [first, second] = fuseScores({ bm25: [2, 2, 5], cosine: [0.3, 0.3, 0.9], maxSim: [1, 1, 2], idfMaxSim: [7, 7, 3] });
    expect(first).toBe(second);
  });

  it('is empty for an empty list, 0 for a single passage, and refuses parts of different length', () => {
    expect(fuseScores({ bm25: [], cosine: [], maxSim: [], idfMaxSim: [] })).toEqual([]);
    expect(fuseScores({ bm25: [4], cosine: [0.2], maxSim: [0.5], idfMaxSim: [0.1] })).toEqual([0]);
    expect(() => fuseScores({ bm25: [1], cosine: [1], maxSim: [], idfMaxSim: [1] })).toThrow(RangeError);
    expect(() => coarseScores({ bm25: [1], cosine: [] })).toThrow(RangeError);
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
