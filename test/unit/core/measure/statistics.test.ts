import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrapInterval, pairedDifferences, randomizationTest } from '../../../../src/core/measure/significance.ts';
import printed from '../../../fixtures/measures/statistics.json' with { type: 'json' };

const scores = fc.array(
  fc.integer({ min: 0, max: 1000 }).map((score) => score / 1000),
  { minLength: 1, maxLength: 12 },
);

describe('the bootstrap interval', () => {
  it.each(printed.intervals.map((stored) => [stored.values.length, stored.from, stored] as const))(
    'of %i values is that of %s',
    (count, _, { values, low, high }) => {
      const ours = bootstrapInterval({ values, seed: 1 });
      const mean = values.reduce((sum, value) => sum + value, 0) / count;
      const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / count;
      expect(ours?.mean).toBeCloseTo(mean, 12);
      // The quantile of 10,000 draws has a standard error of about 0.027 standard errors of the mean; few values make coarse steps.
      const near = spread * (count < 10 ? 0.35 : 0.12);
      expect(Math.abs((ours?.low ?? NaN) - low)).toBeLessThan(near);
      expect(Math.abs((ours?.high ?? NaN) - high)).toBeLessThan(near);
    },
  );

  it('closed cases: equal values have no width, two values reach from one to the other, none have no interval', () => {
    expect(bootstrapInterval({ values: [0.25, 0.25, 0.25], seed: 1 })).toEqual({ mean: 0.25, low: 0.25, high: 0.25 });
    expect(bootstrapInterval({ values: [0, 1], seed: 1 })).toEqual({ mean: 0.5, low: 0, high: 1 });
    expect(bootstrapInterval({ values: [0.7], seed: 1 })).toEqual({ mean: 0.7, low: 0.7, high: 0.7 });
    expect(bootstrapInterval({ values: [], seed: 1 })).toBeNull();
  });

  it('is the same for the same seed, another for another, and wider for a higher level', () => {
    const values = printed.intervals.at(-1)?.values ?? [];
    const ours = bootstrapInterval({ values, seed: 5 });
    expect(bootstrapInterval({ values, seed: 5 })).toEqual(ours);
    expect(bootstrapInterval({ values, seed: 6 })).not.toEqual(ours);
    expect(bootstrapInterval({ values, seed: 5, level: 0.99 })?.low).toBeLessThan(ours?.low ?? 0);
  });

  it('lies within the values and its ends stand in order', () => {
    fc.assert(
      fc.property(scores, fc.integer(), (values, seed) => {
        const { low = NaN, high = NaN } = bootstrapInterval({ values, seed, resamples: 200 }) ?? {};
        expect(low).toBeGreaterThanOrEqual(Math.min(...values) - 1e-12);
        expect(high).toBeLessThanOrEqual(Math.max(...values) + 1e-12);
        expect(low).toBeLessThanOrEqual(high);
      }),
    );
  });
});

describe('the randomization test', () => {
  it.each(printed.tests.map((stored) => [stored.one.length, stored] as const))(
    'of %i pairs has the p of scipy',
    (_, { one, other, exact, p }) => {
      const ours = randomizationTest({ differences: one.map((value, place) => value - (other[place] ?? 0)), seed: 1 });
      expect(ours?.exact).toBe(exact);
      if (exact) expect(ours?.p).toBeCloseTo(p, 9);
      // Four standard errors of 100,000 draws.
      else expect(Math.abs((ours?.p ?? NaN) - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / 100_000) + 1e-5);
    },
  );

  it('closed cases: n equal gains have p = 2 / 2ⁿ, no difference and opposite differences have p = 1', () => {
    for (const count of [1, 2, 5, 16])
      expect(randomizationTest({ differences: Array.from({ length: count }, () => 0.1), seed: 1 })?.p).toBe(2 / 2 ** count);
    expect(randomizationTest({ differences: [0, 0, 0], seed: 1 })).toEqual({ difference: 0, p: 1, exact: true });
    expect(randomizationTest({ differences: [0.3, -0.3], seed: 1 })).toMatchObject({ p: 1, exact: true });
    expect(randomizationTest({ differences: [], seed: 1 })).toBeNull();
  });

  it('is never 0 when drawn, the same for the same seed, and exact for any number of queries of which few differ', () => {
    const differences = Array.from({ length: 60 }, () => 0.2);
    const ours = randomizationTest({ differences, seed: 3, samples: 1000 });
    expect(ours).toMatchObject({ p: 1 / 1001, exact: false });
    expect(randomizationTest({ differences, seed: 3, samples: 1000 })).toEqual(ours);
    const few = [0.1, 0.1, ...Array.from({ length: 500 }, () => 0)];
    expect(randomizationTest({ differences: few, seed: 1 })).toEqual({ difference: 0.2 / 502, p: 0.5, exact: true });
  });

  it('does not depend on which system comes first, nor on the order of the queries', () => {
    const differences = fc.array(
      fc.integer({ min: -1000, max: 1000 }).map((value) => value / 1000),
      { minLength: 1, maxLength: 10 },
    );
    fc.assert(
      fc.property(differences, (values) => {
        const p = randomizationTest({ differences: values, seed: 1 })?.p;
        expect(randomizationTest({ differences: values.map((value) => -value), seed: 1 })?.p).toBe(p);
        expect(randomizationTest({ differences: values.toReversed(), seed: 1 })?.p).toBe(p);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('paired differences', () => {
  it('hold the queries that both have, the greatest loss first, equal ones by qid', () => {
    const one = new Map([
      ['q1', 0.5],
      ['q2', 0.5],
      ['q3', 1],
      ['q4', 0],
      ['q5', 0.5],
    ]);
    const other = new Map([
      ['q5', 0.5],
      ['q3', 0.25],
      ['q2', 0.5],
      ['q1', 1],
      ['q9', 1],
    ]);
    expect(pairedDifferences(one, other)).toEqual([
      { qid: 'q3', one: 1, other: 0.25, difference: -0.75 },
      { qid: 'q2', one: 0.5, other: 0.5, difference: 0 },
      { qid: 'q5', one: 0.5, other: 0.5, difference: 0 },
      { qid: 'q1', one: 0.5, other: 1, difference: 0.5 },
    ]);
  });
});
