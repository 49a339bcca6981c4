import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StrategyCall } from '../../../../src/core/strategy/strategy.ts';
import { checkStrategy, predictCalls, strategyOf } from '../../../../src/core/strategy/index.ts';
import { cases } from '../../../support/profile.ts';
import { chance, givenOrderBack, oracle, rankingOf, runStrategy, smallSpecs } from './run-strategy.ts';
import type { StrategySpec } from '../../../../src/core/strategy/index.ts';

const times = (most: number) => fc.integer({ min: 1, max: most });
const aSize = fc.integer({ min: 3, max: 22 });
const aSpec: fc.Arbitrary<StrategySpec> = fc.oneof(
  fc.constant<StrategySpec>({ type: 'single' }),
  fc
    .tuple(fc.integer({ min: 2, max: 22 }), times(22), times(3))
    .map(([size, stride, passes]) => ({ type: 'sliding', size, stride: Math.min(stride, size), passes }) as const),
  fc
    .tuple(fc.integer({ min: 2, max: 22 }), times(21))
    .map(([size, cutoff]) => ({ type: 'top-down', size, cutoff: Math.min(cutoff, size - 1) }) as const),
  fc.record({ type: fc.constant('setwise'), sort: fc.constantFrom('heap', 'bubble'), children: times(20), top: times(70) }),
  fc.record({ type: fc.constant('pairwise'), sort: fc.constantFrom('all', 'heap', 'bubble'), top: times(70) }),
  fc.record({ type: fc.constant('tournament'), groupSize: aSize, tournaments: times(3) }),
  fc.constant<StrategySpec>({ type: 'pointwise' }),
  fc.record({ type: fc.constant('groupwise'), size: aSize, rounds: times(3) }),
);

const inOrder = (count: number) => Array.from({ length: count }, (_, position) => position);

function isPartition(groups: readonly (readonly number[])[], count: number): boolean {
  const positions = new Set(groups.flat());
  const whole = positions.size === count && inOrder(count).every((position) => positions.has(position));
  return whole && groups.flat().length === count && groups.every((group) => group.length > 0);
}

function isValidCall({ members, question, take }: StrategyCall, spec: StrategySpec, count: number): boolean {
  const inList = members.every((member) => Number.isInteger(member) && member >= 0 && member < count);
  const enough = spec.type === 'pointwise' ? members.length === 1 : members.length >= 2;
  const asked = question === 'select' ? take !== undefined && take >= 1 && take < members.length : take === undefined;
  return inList && enough && asked && new Set(members).size === members.length && question === strategyOf(spec).asks;
}

describe('every strategy', () => {
  it('asks valid calls, keeps a partition of the whole list and ends within its forecast, whatever is answered', () => {
    fc.assert(
      fc.property(
        aSpec,
        // Long lists are rare: all pairs of sixty passages are thousands of calls.
        fc.oneof(
          { weight: 40, arbitrary: fc.integer({ min: 0, max: 12 }) },
          { weight: 1, arbitrary: fc.integer({ min: 13, max: 60 }) },
        ),
        fc.integer(),
        fc.constantFrom('chance', 'oracle', 'given'),
        (spec, count, seed, judge) => {
          expect(checkStrategy(spec)).toBe(null);
          const answer = { chance: chance(seed), oracle: oracle(rankingOf(count, seed)), given: givenOrderBack }[judge];
          const { steps, final } = runStrategy({ spec, count, answer, seed });
          expect(isPartition(final, count)).toBe(true);
          expect(steps.filter(({ standing }) => !isPartition(standing, count))).toEqual([]);
          expect(steps.filter(({ call }) => !isValidCall(call, spec, count))).toEqual([]);
          const { calls, members } = predictCalls({ spec, count });
          const shown = steps.reduce((sum, { call }) => sum + call.members.length, 0);
          expect(steps.length).toBeGreaterThanOrEqual(calls[0]);
          expect(steps.length).toBeLessThanOrEqual(calls[1]);
          expect(shown).toBeGreaterThanOrEqual(members[0]);
          expect(shown).toBeLessThanOrEqual(members[1]);
        },
      ),
      { numRuns: cases(10_000) },
    );
  }, 120_000);

  it('shows no more passages in a call than its size', () => {
    fc.assert(
      fc.property(aSpec, fc.integer({ min: 0, max: 60 }), fc.integer(), (spec, count, seed) => {
        const most = {
          single: () => count,
          sliding: (one: StrategySpec & { type: 'sliding' }) => one.size,
          'top-down': (one: StrategySpec & { type: 'top-down' }) => one.size,
          setwise: (one: StrategySpec & { type: 'setwise' }) => one.children + 1,
          pairwise: () => 2,
          tournament: (one: StrategySpec & { type: 'tournament' }) => one.groupSize,
          pointwise: () => 1,
          groupwise: (one: StrategySpec & { type: 'groupwise' }) => one.size,
        }[spec.type](spec as never);
        const { steps } = runStrategy({ spec, count, answer: chance(seed) });
        expect(steps.every(({ call }) => call.members.length <= most)).toBe(true);
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it('gives the same calls for the same answers', () => {
    for (const spec of smallSpecs) {
      const [one, other] = [0, 0].map(() => runStrategy({ spec, count: 17, answer: chance(5), seed: 3 }));
      expect(one).toEqual(other);
    }
  });

  it.each(smallSpecs)('asks nothing of an empty list, and of one passage only whether it is relevant: %o', (spec) => {
    expect(runStrategy({ spec, count: 0, answer: givenOrderBack })).toEqual({ steps: [], final: [] });
    const { steps, final } = runStrategy({ spec, count: 1, answer: givenOrderBack });
    expect(final).toEqual([[0]]);
    expect(steps).toHaveLength(spec.type === 'pointwise' ? 1 : 0);
  });

  it.each(smallSpecs.filter(({ type }) => type !== 'tournament'))(
    'leaves the list as it was when no answer can be read: %o',
    (spec) => {
      expect(runStrategy({ spec, count: 13, answer: givenOrderBack }).final.flat()).toEqual(inOrder(13));
    },
  );
});
