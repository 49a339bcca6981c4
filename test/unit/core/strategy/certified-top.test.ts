import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallResult } from '../../../../src/core/answer/shape.ts';
import { certifierOf, predictCalls } from '../../../../src/core/strategy/index.ts';
import { PreferenceGraph } from '../../../../src/core/strategy/preferences.ts';
import type { StrategyCall } from '../../../../src/core/strategy/strategy.ts';
import { cases } from '../../../support/profile.ts';
import { allOrders, chance, givenOrderBack, oracle, rankingOf, runStrategy } from './run-strategy.ts';
import type { Answer } from './run-strategy.ts';

const range = (count: number) => Array.from({ length: count }, (_, position) => position);

/** Runs a certified top, and certifies along. */
function certify({
  count,
  size,
  top,
  budget = 1000,
  answer,
}: {
  readonly count: number;
  readonly size: number;
  readonly top: number;
  readonly budget?: number;
  readonly answer: Answer;
}) {
  const spec = { type: 'certified-top', size, top, budget } as const;
  const answers: CallResult[] = [];
  const told = (call: StrategyCall): CallResult => {
    const result = answer(call);
    answers.push(result);
    return result;
  };
  const { steps, final } = runStrategy({ spec, count, answer: told });
  const certifier = certifierOf({ spec, count });
  const certificates = answers.map((one) => certifier?.(one) ?? { certified: [], of: NaN });
  return { steps, final, answers, certificates, last: certificates.at(-1) };
}

/** The strict pairs of some answers. */
function pairsOf(answers: readonly CallResult[]): readonly (readonly [above: number, below: number])[] {
  return answers.flatMap(({ groups }) =>
    groups.flatMap((group, place) =>
      groups.slice(place + 1).flatMap((lower) => group.flatMap((one) => lower.map((other) => [one, other] as const))),
    ),
  );
}

// Brute force is slow on a busy machine.
describe('a certified top, against a judge without faults', { timeout: 60_000 }, () => {
  it('is the true top in its true order for every list, window and top that are small, within the windows that were told before', () => {
    for (let count = 2; count <= 12; count += 1) {
      for (let size = 2; size <= 5; size += 1) {
        for (let top = 1; top <= count; top += 1) {
          for (const seed of [1, 2, 3]) {
            const truth = rankingOf(count, seed + count);
            const { steps, final, last } = certify({ count, size, top, answer: oracle(truth) });
            const head = truth.slice(0, top);
            expect({ count, size, top, head: final.flat().slice(0, top) }).toEqual({ count, size, top, head });
            expect(last).toEqual({ certified: head.map((one) => [one]), of: top });
            const { calls } = predictCalls({ spec: { type: 'certified-top', size, top, budget: 1000 }, count });
            expect(steps.length).toBeGreaterThanOrEqual(calls[0]);
            expect(steps.length).toBeLessThanOrEqual(calls[1]);
          }
        }
      }
    }
  });

  it('finds the three fastest of twenty-five horses in seven races of five', () => {
    for (const seed of range(200)) {
      const truth = rankingOf(25, seed);
      const { steps, final } = certify({ count: 25, size: 5, top: 3, answer: oracle(truth) });
      expect(steps).toHaveLength(7);
      expect(final.slice(0, 3)).toEqual(truth.slice(0, 3).map((horse) => [horse]));
    }
  });

  it('finds the first ten of a hundred in thirteen to sixteen windows of ten', () => {
    const windows = range(40).map((seed) => {
      const truth = rankingOf(100, seed);
      const { steps, final } = certify({ count: 100, size: 10, top: 10, answer: oracle(truth) });
      expect(final.flat().slice(0, 10)).toEqual(truth.slice(0, 10));
      return steps.length;
    });
    expect(Math.min(...windows)).toBeGreaterThanOrEqual(13);
    expect(Math.max(...windows)).toBeLessThanOrEqual(16);
  });

  it('ends only when every order that the answers allow has the same top, and tells no place certain before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 7 }),
        fc.integer({ min: 2, max: 5 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer(),
        (count, size, wanted, seed) => {
          const top = Math.min(count, wanted);
          const { answers, certificates } = certify({ count, size, top, answer: oracle(rankingOf(count, seed)) });
          const orders = allOrders(range(count));
          certificates.forEach(({ certified }, place) => {
            const pairs = pairsOf(answers.slice(0, place + 1));
            const allowed = orders.filter((order) =>
              pairs.every(([above, below]) => order.indexOf(above) < order.indexOf(below)),
            );
            const head = certified.flat();
            expect(allowed.length).toBeGreaterThan(0);
            expect(allowed.every((order) => head.every((one, at) => order[at] === one))).toBe(true);
            // What is not certain is open indeed: another order has another passage there.
            const next = new Set(allowed.map((order) => order[head.length]));
            if (head.length < top) expect(next.size).toBeGreaterThan(1);
            expect(head.length === top).toBe(place === certificates.length - 1);
          });
        },
      ),
      { numRuns: cases(500) },
    );
  });
});

describe('a certified top, whatever is answered', { timeout: 60_000 }, () => {
  it('makes a circle of answers a tie, which holds its places together', () => {
    const answers = [
      [[0], [1], [2]],
      [[1], [3], [0]],
    ];
    let asked = -1;
    const { final, last, steps } = certify({
      count: 4,
      size: 3,
      top: 4,
      answer: () => ({ groups: answers[(asked += 1)] ?? [], scores: null }),
    });
    expect(steps.map(({ call }) => call.members)).toEqual([
      [0, 1, 2],
      [0, 1, 3],
    ]);
    expect(final).toEqual([[0, 1, 3], [2]]);
    expect(last).toEqual({ certified: [[0, 1, 3], [2]], of: 4 });
  });

  it('takes what an answer calls equal for a tie, whole where it reaches beyond the top', () => {
    const { final, last, steps } = certify({
      count: 5,
      size: 5,
      top: 2,
      answer: () => ({ groups: [[3], [0, 1, 4], [2]], scores: null }),
    });
    expect(steps).toHaveLength(1);
    expect(final).toEqual([[3], [0, 1, 4], [2]]);
    expect(last).toEqual({ certified: [[3], [0, 1, 4]], of: 2 });
  });

  it('ends within its bound, certain of every place, whatever contradicts itself', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 30 }),
        fc.integer({ min: 2, max: 8 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer(),
        (count, size, top, seed) => {
          const { steps, last, final } = certify({ count, size, top, answer: chance(seed) });
          const { calls } = predictCalls({ spec: { type: 'certified-top', size, top, budget: 1000 }, count });
          expect(steps.length).toBeLessThanOrEqual(calls[1]);
          expect(last?.certified.flat().length).toBeGreaterThanOrEqual(Math.min(top, count));
          expect(final.slice(0, last?.certified.length)).toEqual(last?.certified);
        },
      ),
      { numRuns: cases(2000) },
    );
  });

  it('stops at its budget of windows and certifies no more than it knows', () => {
    const { steps, last, final } = certify({ count: 25, size: 5, top: 3, budget: 6, answer: oracle(range(25).reverse()) });
    expect(steps).toHaveLength(6);
    expect(last).toEqual({ certified: [[24]], of: 3 });
    // The rest by wins: those that were first of their race stand above those that were second.
    expect(final.flat().slice(0, 5)).toEqual([24, 19, 14, 9, 4]);
    expect(final.flat().toSorted((one, other) => one - other)).toEqual(range(25));
  });

  it('certifies nothing by answers that could not be read, and still ends with the list as it was', () => {
    const { steps, certificates, final } = certify({ count: 13, size: 4, top: 3, answer: givenOrderBack });
    expect(steps.length).toBeGreaterThan(3);
    expect(certificates.every(({ certified }) => certified.length === 0)).toBe(true);
    expect(final.flat()).toEqual(range(13));
  });

  it('rests on no passage that an answer left out', () => {
    const { last } = certify({
      count: 3,
      size: 3,
      top: 3,
      answer: () => ({ groups: [[2], [0], [1]], scores: null, unsaid: [1] }),
    });
    expect(last).toEqual({ certified: [], of: 3 });
  });
});

describe('PreferenceGraph', { timeout: 60_000 }, () => {
  it('knows what follows from answers as a search along their pairs does, circles included', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 12 }), fc.integer(), (count, windows, seed) => {
        const graph = new PreferenceGraph(count);
        const answer = chance(seed);
        const reached = range(count).map(() => new Set<number>());
        const answers = range(windows).map((window) => {
          const members = rankingOf(count, seed + window).slice(0, 5);
          return answer({ members, question: 'order' });
        });
        for (const { groups } of answers) {
          graph.add(groups);
          for (const [place, group] of groups.entries())
            for (const one of group) for (const other of groups.slice(place).flat()) if (one !== other) reached[one]?.add(other);
        }
        for (const over of range(count))
          for (const one of reached) if (one.has(over)) for (const other of reached[over] ?? []) one.add(other);
        const isAbove = (one: number, other: number) => reached[one]?.has(other) === true;
        for (const one of range(count)) {
          const others = range(count).filter((other) => other !== one);
          const tied = others.filter((other) => isAbove(one, other) && isAbove(other, one));
          expect(others.filter((other) => graph.isAbove(one, other))).toEqual(others.filter((other) => isAbove(one, other)));
          expect(graph.tie(one)).toEqual([...tied, one].toSorted((a, b) => a - b));
          expect(graph.above(one)).toBe(others.filter((other) => isAbove(other, one)).length - tied.length);
          expect(graph.below(one)).toBe(others.filter((other) => isAbove(one, other)).length - tied.length);
          expect(graph.isPlaced(one)).toBe(others.every((other) => isAbove(one, other) || isAbove(other, one)));
        }
      }),
      { numRuns: cases(1000) },
    );
  });
});
