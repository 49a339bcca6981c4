import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kendallTauB } from '../../../../src/core/measure/agreement.ts';
import { borda, reciprocalRankFusion, rankSpread, sampleAgreement } from '../../../../src/core/fusion/fusion.ts';
import { kemeny } from '../../../../src/core/fusion/kemeny.ts';
import { allOrders } from '../strategy/run-strategy.ts';
import type { Partition } from '../../../../src/core/ranking.ts';
import { groupByScore, midRanks } from '../../../../src/core/ranking.ts';
import { shuffledMembers } from '../../../../src/core/strategy/strategy.ts';

const range = (count: number) => Array.from({ length: count }, (_, position) => position);
const untied = (order: readonly number[]): Partition => order.map((position) => [position]);

/** A partition of 0 … count − 1; the levels of equal number are tied. */
const aPartition = (count: number): fc.Arbitrary<Partition> =>
  fc
    .array(fc.integer({ min: 0, max: count }), { minLength: count, maxLength: count })
    .map((levels) => groupByScore(range(count), (position) => levels[position] ?? 0));
const samplesOf = (most: number): fc.Arbitrary<Partition[]> =>
  fc.integer({ min: 1, max: most }).chain((count) => fc.array(aPartition(count), { minLength: 1, maxLength: 5 }));

/** Pairs that an order has the other way round than a sample; a pair tied on either side counts a half. */
function distance(order: Partition, samples: readonly Partition[]): number {
  const own = midRanks(order);
  let sum = 0;
  for (const sample of samples) {
    const ranks = midRanks(sample);
    for (const one of own.keys()) {
      for (const other of own.keys()) {
        if (one >= other) continue;
        const here = Math.sign((own.get(one) ?? 0) - (own.get(other) ?? 0));
        const there = Math.sign((ranks.get(one) ?? 0) - (ranks.get(other) ?? 0));
        sum += Math.abs(here - there) / 2;
      }
    }
  }
  return sum;
}

describe('borda', () => {
  it('goes by mean rank and ties equal means', () => {
    expect(borda([untied([0, 1, 2]), untied([1, 0, 2])])).toEqual([[0, 1], [2]]);
    expect(borda([untied([0, 1, 2]), [[2], [0, 1]], [[2, 0], [1]]])).toEqual([[0], [2], [1]]);
    expect(borda([])).toEqual([]);
  });

  it('refuses samples of other positions', () => {
    expect(() =>
      borda([
        [[0], [1]],
        [[0], [2]],
      ]),
    ).toThrow(RangeError);
    expect(() => borda([[[0], [1]], [[0]]])).toThrow(RangeError);
  });
});

describe('reciprocalRankFusion', () => {
  it('sums 1 / (60 + rank)', () => {
    // 0: 1/61 + 1/63; 1: 2/62, a little less.
    expect(
      reciprocalRankFusion([
        [[0], [1], [2]],
        [[2], [1], [0]],
      ]),
    ).toEqual([[0, 2], [1]]);
  });

  it('ties positions that have the same ranks in other samples, whatever the rounding', () => {
    const turned = range(7).map((turn) => untied(range(7).map((place) => (place + turn) % 7)));
    expect(reciprocalRankFusion(turned)).toEqual([range(7)]);
  });
});

describe('every fusion', () => {
  const rules = {
    borda,
    'reciprocal-rank': reciprocalRankFusion,
    kemeny: (samples: readonly Partition[]) => kemeny(samples).groups,
  };
  it('gives back what all samples agree on, and always each position once', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(rules)),
        samplesOf(9),
        fc.integer({ min: 1, max: 4 }),
        (rule, samples, times) => {
          const [first = []] = samples;
          const sets = (partition: Partition) => partition.map((group) => new Set(group));
          expect(sets(rule(Array<Partition>(times).fill(first)))).toEqual(sets(first));
          const fused = rule(samples);
          expect(fused.flat().sort((one, other) => one - other)).toEqual(range(first.flat().length));
          expect(fused.every((group) => group.length > 0)).toBe(true);
        },
      ),
    );
  });
});

describe('kemeny', () => {
  it('has the least distance of all orders of up to six positions', () => {
    fc.assert(
      fc.property(samplesOf(6), (samples) => {
        const positions = samples[0]?.flat() ?? [];
        const { groups, exact } = kemeny(samples);
        expect(exact).toBe(true);
        const least = Math.min(...allOrders(positions).map((order) => distance(untied(order), samples)));
        expect(distance(untied(groups.flat()), samples)).toBe(least);
        expect(distance(groups, samples)).toBeLessThanOrEqual(least);
      }),
      { numRuns: 60 },
    );
  });

  it('ties neighbours on whom the samples are evenly split, and only those', () => {
    expect(kemeny([untied([0, 1, 2]), untied([1, 0, 2])])).toEqual({ groups: [[0, 1], [2]], exact: true });
    const cycle = kemeny([untied([0, 1, 2]), untied([1, 2, 0]), untied([2, 0, 1])]).groups;
    expect(cycle).toHaveLength(3);
  });

  it('orders parts that the majorities separate one by one, so a long list of near agreement is exact', () => {
    const swapped = range(40).map((position) => position ^ 1);
    const samples = [untied(range(40)), untied(swapped), untied(range(40))];
    expect(kemeny(samples)).toEqual({ groups: untied(range(40)), exact: true });
  });

  it('says where it searched only, and then is no worse than Borda nor improved by moving one position', () => {
    const count = 17;
    // Every sample is the list turned: all majorities run in a circle, so nothing separates.
    const samples = [0, 5, 11].map((turn) => untied(range(count).map((place) => (place + turn) % count)));
    const { groups, exact } = kemeny(samples);
    expect(exact).toBe(false);
    const order = groups.flat();
    const reached = distance(untied(order), samples);
    expect(reached).toBeLessThanOrEqual(distance(untied(borda(samples).flat()), samples));
    for (const moved of order) {
      const rest = order.filter((position) => position !== moved);
      for (let to = 0; to <= rest.length; to += 1) {
        expect(distance(untied(rest.toSpliced(to, 0, moved)), samples)).toBeGreaterThanOrEqual(reached);
      }
    }
  });

  it('is exact for one part of fourteen', () => {
    const samples = [0, 5, 9].map((turn) => untied(range(14).map((place) => (place + turn) % 14)));
    const { groups, exact } = kemeny(samples);
    expect(exact).toBe(true);
    const order = groups.flat();
    for (const turn of range(14)) {
      expect(distance(groups, samples)).toBeLessThanOrEqual(
        distance(untied(range(14).map((place) => (place + turn) % 14)), samples),
      );
    }
    expect([...order].sort((one, other) => one - other)).toEqual(range(14));
  });
});

describe('rankSpread and sampleAgreement', () => {
  it('give least, most, mean and deviation of each rank; tied positions share theirs', () => {
    const spread = rankSpread([untied([0, 1, 2]), [[2], [0, 1]]]);
    expect(spread.get(0)).toEqual({ least: 0, most: 1.5, mean: 0.75, deviation: 0.75 });
    expect(spread.get(2)).toEqual({ least: 0, most: 2, mean: 1, deviation: 1 });
  });

  it('the agreement of two samples is their tau-b', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }).chain((count) => fc.tuple(aPartition(count), aPartition(count))),
        ([one, other]) => {
          const scores = (sample: Partition) =>
            new Map(Array.from(midRanks(sample), ([position, rank]) => [`${position}`, -rank]));
          const expected = kendallTauB(scores(one), scores(other));
          const agreement = sampleAgreement([one, other]);
          if (expected === null) expect(agreement).toBe(null);
          else expect(agreement).toBeCloseTo(expected, 12);
        },
      ),
    );
  });

  it('is the mean over all pairs, without those that have none', () => {
    const order = untied(range(4));
    const back = untied(range(4).reverse());
    expect(sampleAgreement([order, order])).toBe(1);
    expect(sampleAgreement([order, order, back])).toBeCloseTo(-1 / 3, 12);
    expect(sampleAgreement([order, back, [range(4)]])).toBe(-1);
    expect(sampleAgreement([order])).toBe(null);
    expect(sampleAgreement([order, [range(4)]])).toBe(null);
  });
});

describe('shuffledMembers', () => {
  it('gives the first sample as it is, and every one a permutation that seed and sample alone decide', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(99), { maxLength: 20 }), fc.integer(), fc.nat(50), (members, seed, sample) => {
        const shown = shuffledMembers({ members, seed, sample });
        expect(shuffledMembers({ members, seed, sample })).toEqual(shown);
        expect([...shown].sort((one, other) => one - other)).toEqual([...members].sort((one, other) => one - other));
        expect(shuffledMembers({ members, seed, sample: 0 })).toEqual(members);
      }),
    );
  });

  it('gives other orders for other samples and other seeds, and every order about as often', () => {
    const orders = new Set(range(50).map((sample) => shuffledMembers({ members: range(20), seed: 1, sample }).join()));
    expect(orders.size).toBe(50);
    const seeds = new Set(range(50).map((seed) => shuffledMembers({ members: range(20), seed, sample: 1 }).join()));
    expect(seeds.size).toBe(50);
    const counts = new Map<string, number>();
    for (let sample = 1; sample <= 2400; sample += 1) {
      const order = shuffledMembers({ members: range(4), seed: 9, sample }).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    // 100 each are expected, with a standard deviation of 9.8.
    expect(Math.min(...counts.values())).toBeGreaterThan(55);
    expect(Math.max(...counts.values())).toBeLessThan(145);
  });
});
