import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyOrder, reorderPlaces } from '../../../src/core/ranking.ts';
import { docId } from '../../../src/core/request.ts';

const ranking = ['a', 'b', 'c', 'd', 'e'].map(docId);

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
