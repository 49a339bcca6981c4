import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxSim, roundRows, similarities } from '../../../../src/core/text/token-vectors.ts';
import type { TokenVectors } from '../../../../src/core/text/token-vectors.ts';

const vectorsOf = (rows: readonly (readonly number[])[], width = rows[0]?.length ?? 0): TokenVectors => ({
  width,
  vectors: Int8Array.from(rows.flat()),
  spans: Uint32Array.from(rows.flatMap((_, row) => [row, row + 1])),
});

describe('rows of 8 bits', () => {
  it('are stretched until the largest number is ±127, halves rounded up', () => {
    expect([...roundRows(Float32Array.of(0.5, -1, 0.25, 2, 1, -1), 3)]).toEqual([64, -127, 32, 127, 64, -63]);
  });

  it('of zeros stay zeros', () => {
    expect([...roundRows(Float32Array.of(0, 0, 3, 4), 2)]).toEqual([0, 0, 95, 127]);
  });

  it('keep the cosine of two vectors of 384 numbers within 0.01', () => {
    const row = fc.float32Array({ minLength: 384, maxLength: 384, min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(row, row, (one, other) => {
        const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
          Array.from(a).reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
        const lengths = Math.sqrt(dot(one, one) * dot(other, other));
        fc.pre(lengths > 1e-6);
        const rounded = (values: Float32Array): TokenVectors => ({
          width: 384,
          vectors: roundRows(values, 384),
          spans: Uint32Array.of(0, 1),
        });
        expect(Math.abs((similarities(rounded(one), rounded(other))[0] ?? 9) - dot(one, other) / lengths)).toBeLessThan(0.01);
      }),
    );
  });
});

describe('similarities', () => {
  it('are cosines, rows the query’s pieces, whatever the length of a vector', () => {
    const table = similarities(
      vectorsOf([
        [1, 0],
        [0, 5],
      ]),
      vectorsOf([
        [2, 0],
        [0, 9],
        [-3, 0],
        [3, 4],
      ]),
    );
    expect([...table]).toEqual([1, 0, -1, 0.6, 0, 1, 0, 0.8]);
  });

  it('with a row of zeros are 0, and with a text without pieces there are none', () => {
    expect([...similarities(vectorsOf([[0, 0]]), vectorsOf([[1, 0]]))]).toEqual([0]);
    expect([...similarities(vectorsOf([[1, 0]]), vectorsOf([], 2))]).toEqual([]);
  });
});

describe('MaxSim', () => {
  it('is the mean, or the weighted mean, of the best similarities', () => {
    expect(maxSim([0.5, 1, 0])).toBe(0.5);
    expect(maxSim([0.5, 1, 0], [2, 1, 1])).toBe(0.5);
    expect(maxSim([0.5, 1], [0, 3])).toBe(1);
  });

  it('of a query without pieces or without weights is 0', () => {
    expect(maxSim([])).toBe(0);
    expect(maxSim([0.4], [0])).toBe(0);
  });
});
