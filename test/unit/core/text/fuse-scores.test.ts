import { describe, expect, it } from 'vitest';
import { fuseScores } from '../../../../src/core/text/scores.ts';

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
