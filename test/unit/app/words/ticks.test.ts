import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rankLayout } from '../../../../src/app/features/charts/rank-layout.ts';
import { tickStep, ticks } from '../../../../src/app/features/charts/ticks.ts';

test('ticks are round and stand within their span', () => {
  expect(ticks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(ticks(0.61, 0.78, 5)).toEqual([0.65, 0.7, 0.75]);
  expect(ticks(0, 1080, 6)).toEqual([0, 200, 400, 600, 800, 1000]);
  expect(ticks(0, 0.9, 3)).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
  expect(ticks(1, 1, 5)).toEqual([]);
  expect(ticks(Infinity, 1, 5)).toEqual([]);
});

test('there are about as many as asked for', () => {
  const span = fc.double({ min: 1e-6, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(span, fc.integer({ min: 2, max: 8 }), (high, count) => {
      const found = ticks(0, high, count);
      expect(found.length).toBeGreaterThanOrEqual(Math.floor(count / 2));
      expect(found.length).toBeLessThanOrEqual(2 * count + 1);
      expect(found.at(-1)).toBeLessThanOrEqual(high * (1 + 1e-6));
      expect(tickStep(high, count)).toBeGreaterThan(0);
    }),
  );
});

test('columns stand at equal distances, one alone in the middle; ranks a line’s height apart, none outside the chart', () => {
  const layout = rankLayout({ widthPx: 600, columns: 3, lines: 10, beyond: true, nameWidthPx: 10 });
  expect([0, 1, 2].map((column) => layout.x(column))).toEqual([26, 26 + (600 - 252 - 26) / 2, 600 - 252]);
  expect([1, 2, 11, 99].map((rank) => layout.y(rank))).toEqual([38, 62, 278, 278]);
  const alone = rankLayout({ widthPx: 600, columns: 1, lines: 1, beyond: false, nameWidthPx: 10 });
  expect([alone.x(0), alone.y(1), alone.y(0)]).toEqual([187, 38, 38]);
});
