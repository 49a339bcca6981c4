import { describe, expect, it } from 'vitest';
import type { CallForecast, StrategyCall } from '../../../../src/core/strategy/strategy.ts';
import { createStrategy, predictCalls } from '../../../../src/core/strategy/index.ts';
import { allOrders, oracle, runStrategy, smallSpecs } from './run-strategy.ts';
import type { StrategySpec } from '../../../../src/core/strategy/index.ts';

const range = (count: number) => Array.from({ length: count }, (_, position) => position);

/** The answers that can make a difference to the calls that follow: all orders where one is asked, each winner where the best is. */
function answersTo({ members, question }: StrategyCall): readonly (readonly (readonly number[])[])[] {
  if (question === 'order') return allOrders(members).map((order) => order.map((member) => [member]));
  return [...members.map((best) => [[best], members.filter((member) => member !== best)]), [members]];
}

/** Fewest and most over all answers to each call, also such as contradict each other. */
function overAllAnswers(spec: StrategySpec, count: number): CallForecast {
  const calls: [number, number] = [Infinity, -Infinity];
  const shown: [number, number] = [Infinity, -Infinity];
  const follow = (given: readonly (readonly (readonly number[])[])[]): void => {
    const run = createStrategy({ spec, count, seed: 1 });
    let members = 0;
    let next = run.next();
    for (const groups of given) {
      if (next.done === true) throw new Error('the strategy ended early');
      members += next.value.call.members.length;
      next = run.next({ groups, scores: null });
    }
    if (next.done === true) {
      calls[0] = Math.min(calls[0], given.length);
      calls[1] = Math.max(calls[1], given.length);
      shown[0] = Math.min(shown[0], members);
      shown[1] = Math.max(shown[1], members);
      return;
    }
    for (const groups of answersTo(next.value.call)) follow([...given, groups]);
  };
  follow([]);
  return { calls, members: shown };
}

describe('predictCalls', () => {
  it('holds for every true order of up to six passages and a judge without faults', () => {
    for (const spec of smallSpecs) {
      for (const count of range(7)) {
        const { calls, members } = predictCalls({ spec, count });
        for (const ranking of allOrders(range(count))) {
          const { steps } = runStrategy({ spec, count, answer: oracle(ranking) });
          const shown = steps.reduce((sum, { call }) => sum + call.members.length, 0);
          if (steps.length < calls[0] || steps.length > calls[1] || shown < members[0] || shown > members[1]) {
            expect({ spec, ranking, calls: steps.length, shown }).toEqual({ spec, ranking, calls, shown: members });
          }
        }
      }
    }
  });

  const exhaustive: readonly { readonly spec: StrategySpec; readonly most: number }[] = [
    { spec: { type: 'top-down', size: 2, cutoff: 1 }, most: 7 },
    { spec: { type: 'top-down', size: 3, cutoff: 1 }, most: 7 },
    { spec: { type: 'top-down', size: 3, cutoff: 2 }, most: 7 },
    { spec: { type: 'top-down', size: 4, cutoff: 2 }, most: 6 },
    { spec: { type: 'top-down', size: 4, cutoff: 3 }, most: 6 },
    { spec: { type: 'setwise', sort: 'heap', children: 1, top: 2 }, most: 5 },
    { spec: { type: 'setwise', sort: 'heap', children: 2, top: 2 }, most: 7 },
    { spec: { type: 'setwise', sort: 'heap', children: 2, top: 3 }, most: 6 },
    { spec: { type: 'setwise', sort: 'heap', children: 3, top: 4 }, most: 5 },
    { spec: { type: 'pairwise', sort: 'heap', top: 1 }, most: 4 },
    { spec: { type: 'pairwise', sort: 'heap', top: 4 }, most: 3 },
  ];
  it.each(exhaustive)('is met at both ends by some answers: %o', ({ spec, most }) => {
    for (let count = 2; count <= most; count += 1) {
      const { calls, members } = overAllAnswers(spec, count);
      expect({ count, ...predictCalls({ spec, count }) }).toEqual({ count, calls, members });
    }
  });

  const bubbles: readonly { readonly spec: StrategySpec; readonly most: number }[] = [
    { spec: { type: 'setwise', sort: 'bubble', children: 1, top: 2 }, most: 5 },
    { spec: { type: 'setwise', sort: 'bubble', children: 1, top: 9 }, most: 4 },
    { spec: { type: 'setwise', sort: 'bubble', children: 2, top: 3 }, most: 6 },
    { spec: { type: 'setwise', sort: 'bubble', children: 2, top: 9 }, most: 5 },
    { spec: { type: 'setwise', sort: 'bubble', children: 3, top: 3 }, most: 7 },
    { spec: { type: 'pairwise', sort: 'bubble', top: 2 }, most: 3 },
  ];
  it.each(bubbles)('bounds bubbling over all answers, its fewest calls exactly: %o', ({ spec, most }) => {
    for (let count = 2; count <= most; count += 1) {
      const real = overAllAnswers(spec, count);
      const forecast = predictCalls({ spec, count });
      expect({ count, calls: real.calls[0], members: real.members[0] }).toEqual({
        count,
        calls: forecast.calls[0],
        members: forecast.members[0],
      });
      expect(real.calls[1]).toBeLessThanOrEqual(forecast.calls[1]);
      expect(real.members[1]).toBeLessThanOrEqual(forecast.members[1]);
    }
  });

  it('knows the published costs for a hundred passages', () => {
    const cost = (spec: StrategySpec) => predictCalls({ spec, count: 100 });
    expect(cost({ type: 'sliding', size: 20, stride: 10, passes: 1 })).toEqual({ calls: [9, 9], members: [180, 180] });
    // 5 + 5 + 1 + 1 + 1 calls that show 100, 50, 20, 10 and 5 passages (TourRank, section 3).
    expect(cost({ type: 'tournament', groupSize: 20, tournaments: 1 })).toEqual({ calls: [13, 13], members: [185, 185] });
    expect(cost({ type: 'tournament', groupSize: 20, tournaments: 10 }).calls).toEqual([130, 130]);
    expect(cost({ type: 'pairwise', sort: 'all', top: 10 }).calls).toEqual([9900, 9900]);
    expect(cost({ type: 'groupwise', size: 20, rounds: 2 })).toEqual({ calls: [10, 10], members: [200, 200] });
    expect(cost({ type: 'top-down', size: 20, cutoff: 10 }).calls).toEqual([3, 7]);
    expect(cost({ type: 'single' })).toEqual({ calls: [1, 1], members: [100, 100] });
    expect(cost({ type: 'pointwise' })).toEqual({ calls: [100, 100], members: [100, 100] });
  });
});
