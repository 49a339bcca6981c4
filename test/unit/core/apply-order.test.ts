import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyOrder } from '../../../src/core/ranking.ts';
import { docId } from '../../../src/core/request.ts';

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
