import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupsByScore } from '../../../../src/core/run/likelihood.ts';

test('best first, equal ones tied in their order, what is no number last', () => {
  expect(groupsByScore([0.5, 2, 0.5, NaN, -Infinity])).toEqual([[1], [0, 2], [3, 4]]);
  expect(groupsByScore([])).toEqual([]);
});

test('any numbers give every position once, never a lower score before a higher one', () => {
  fc.assert(
    fc.property(fc.array(fc.double().map((score) => score + 0)), (scores) => {
      const groups = groupsByScore(scores);
      expect(groups.flat().sort((a, b) => a - b)).toEqual(scores.map((_, position) => position));
      const heads = groups.map(([position = 0]) => scores[position] ?? NaN).filter((score) => !Number.isNaN(score));
      expect(heads).toEqual([...new Set(heads)].sort((a, b) => b - a));
    }),
  );
});
