import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuseReading, orderWhileReading } from '../../../../src/core/fusion/reading.ts';
import { zScores } from '../../../../src/core/text/scores.ts';

const scores = (length: number) =>
  fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: length, maxLength: length });
const lists = fc
  .integer({ min: 1, max: 12 })
  .chain((length) =>
    fc.record({ instant: scores(length), reading: scores(length), weight: fc.double({ min: 0, max: 5, noNaN: true }) }),
  );

describe('scores of the first stage and of the reading as one', () => {
  test('are z(instant) + weight · z(reading), by hand', () => {
    const { instant, reading, fused } = fuseReading({ instant: [1, 3], reading: [10, -10], weight: 0.5 });
    expect([instant, reading, fused]).toEqual([
      [-1, 1],
      [1, -1],
      [-0.5, 0.5],
    ]);
  });

  test('of one passage are 0, and equal ones add 0', () => {
    expect(fuseReading({ instant: [7], reading: [-2], weight: 3 }).fused).toEqual([0]);
    expect(fuseReading({ instant: [1, 2, 3], reading: [5, 5, 5], weight: 3 }).fused).toEqual(zScores([1, 2, 3]));
  });

  test('of lists of unlike length are refused', () => {
    expect(() => fuseReading({ instant: [1, 2], reading: [1], weight: 1 })).toThrow(RangeError);
  });

  test('do not change where a list is shifted or stretched', () => {
    fc.assert(
      fc.property(lists, fc.constantFrom(1, 4, 1024), fc.constantFrom(0, 8), (list, stretch, shift) => {
        const near = (values: readonly number[]): readonly number[] => values.map((value) => Math.round(value * 1e4));
        const small = { ...list, reading: list.reading.map((value) => Math.round(value / 1e6)) };
        const changed = { ...small, reading: small.reading.map((value) => value * stretch + shift) };
        expect(near(fuseReading(changed).fused)).toEqual(near(fuseReading(small).fused));
      }),
    );
  });
});

describe('the order while a list is being read', () => {
  test('is a permutation at every passage, what is unread behind what is read, and in instant order', () => {
    fc.assert(
      fc.property(lists, ({ instant, reading, weight }) => {
        for (let read = 0; read <= instant.length; read += 1) {
          const order = orderWhileReading({ instant, reading: reading.slice(0, read), weight });
          expect(order.toSorted((one, other) => one - other)).toEqual(instant.map((_, place) => place));
          expect(order.slice(0, read).every((place) => place < read)).toBe(true);
          const rest = order.slice(read);
          for (const [at, place] of rest.entries())
            if (at > 0) expect(instant[place] ?? 0).toBeLessThanOrEqual(instant[rest[at - 1] ?? 0] ?? 0);
        }
      }),
    );
  });

  test('of one passage read is that passage and then the instant order; of all, that of the fused scores', () => {
    fc.assert(
      fc.property(lists, ({ instant, reading, weight }) => {
        const others = instant.map((_, place) => place).slice(1);
        const falling = others.toSorted((one, other) => (instant[other] ?? 0) - (instant[one] ?? 0) || one - other);
        expect(orderWhileReading({ instant, reading: reading.slice(0, 1), weight })).toEqual([0, ...falling]);
        const { fused } = fuseReading({ instant, reading, weight });
        const order = orderWhileReading({ instant, reading, weight });
        for (const [at, place] of order.entries()) {
          const before = order[at - 1];
          if (before === undefined) continue;
          const lead = (fused[before] ?? 0) - (fused[place] ?? 0);
          // Ties stand in the order shown.
          expect(lead > 0 || (lead === 0 && before < place)).toBe(true);
        }
      }),
    );
  });
});
