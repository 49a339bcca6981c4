import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canAnswer,
  checkStrategy,
  createStrategy,
  plannedPlaces,
  predictCalls,
  STRATEGY_TYPES,
  strategyFields,
  strategyOf,
} from '../../../../src/core/strategy/index.ts';
import type { StrategySpec } from '../../../../src/core/strategy/index.ts';
import type { CallForecast, StrategyCall } from '../../../../src/core/strategy/strategy.ts';
import { cases } from '../../../support/profile.ts';
import { allOrders, chance, givenOrderBack, oracle, rankingOf, runStrategy, smallSpecs } from './run-strategy.ts';

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
  fc.record({ type: fc.constant('certified-top'), size: fc.integer({ min: 2, max: 22 }), top: times(70), budget: times(100) }),
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
        // By hand; what is not here says it itself.
        const byHand: Partial<Record<StrategySpec['type'], (one: never) => number>> = {
          single: () => count,
          sliding: (one: StrategySpec & { type: 'sliding' }) => one.size,
          'top-down': (one: StrategySpec & { type: 'top-down' }) => one.size,
          'certified-top': (one: StrategySpec & { type: 'certified-top' }) => one.size,
          setwise: (one: StrategySpec & { type: 'setwise' }) => one.children + 1,
          pairwise: () => 2,
          tournament: (one: StrategySpec & { type: 'tournament' }) => one.groupSize,
          pointwise: () => 1,
          groupwise: (one: StrategySpec & { type: 'groupwise' }) => one.size,
        };
        const most = byHand[spec.type]?.(spec as never) ?? strategyOf(spec).largest(spec);
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

describe('checkStrategy', () => {
  it('finds nothing wrong with settings that strategies run with', () => {
    expect(smallSpecs.map(checkStrategy)).toEqual(smallSpecs.map(() => null));
  });

  const wrong: readonly [StrategySpec, string, number, number][] = [
    [{ type: 'sliding', size: 1, stride: 1, passes: 1 }, 'size', 2, 1000],
    [{ type: 'sliding', size: 20, stride: 21, passes: 1 }, 'stride', 1, 20],
    [{ type: 'sliding', size: 20, stride: 10, passes: 0 }, 'passes', 1, 100],
    [{ type: 'top-down', size: 20, cutoff: 20 }, 'cutoff', 1, 19],
    [{ type: 'top-down', size: 2.5, cutoff: 1 }, 'size', 2, 1000],
    [{ type: 'certified-top', size: 1, top: 1, budget: 1 }, 'size', 2, 1000],
    [{ type: 'certified-top', size: 10, top: 0, budget: 1 }, 'top', 1, 100_000],
    [{ type: 'certified-top', size: 10, top: 10, budget: 0 }, 'budget', 1, 100_000],
    [{ type: 'setwise', sort: 'heap', children: 0, top: 10 }, 'children', 1, 999],
    [{ type: 'setwise', sort: 'bubble', children: 3, top: Number.NaN }, 'top', 1, 100_000],
    [{ type: 'pairwise', sort: 'all', top: Infinity }, 'top', 1, 100_000],
    [{ type: 'tournament', groupSize: 2, tournaments: 1 }, 'groupSize', 3, 1000],
    [{ type: 'tournament', groupSize: 20, tournaments: 101 }, 'tournaments', 1, 100],
    [{ type: 'groupwise', size: 2, rounds: 1 }, 'size', 3, 1000],
    [{ type: 'groupwise', size: 20, rounds: -1 }, 'rounds', 1, 100],
  ];
  it.each(wrong)('names the field and its range: %o', (spec, field, least, most) => {
    expect(checkStrategy(spec)).toMatchObject({ field, least, most });
  });
});

describe('asks and canAnswer', () => {
  it('ask what the strategy needs', () => {
    expect(new Map(smallSpecs.map((spec) => [spec.type, strategyOf(spec).asks]))).toEqual(
      new Map([
        ['single', 'order'],
        ['sliding', 'order'],
        ['top-down', 'order'],
        ['certified-top', 'order'],
        ['setwise', 'best'],
        ['pairwise', 'best'],
        ['tournament', 'select'],
        ['pointwise', 'relevance'],
        ['groupwise', 'scores'],
      ]),
    );
  });

  it('let an order answer for best and select, scores for everything, the others for what they are', () => {
    const questions = ['order', 'best', 'select', 'relevance', 'scores'] as const;
    const answered = (preset: (typeof questions)[number]) => questions.filter((asked) => canAnswer({ preset, asked }));
    expect(questions.map(answered)).toEqual([
      ['order', 'best', 'select'],
      ['best'],
      ['best', 'select'],
      ['relevance'],
      ['order', 'best', 'select', 'relevance', 'scores'],
    ]);
  });
});

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

  const certified: readonly { readonly spec: StrategySpec; readonly most: number }[] = [
    { spec: { type: 'certified-top', size: 2, top: 1, budget: 99 }, most: 5 },
    { spec: { type: 'certified-top', size: 2, top: 2, budget: 99 }, most: 4 },
    { spec: { type: 'certified-top', size: 2, top: 4, budget: 99 }, most: 4 },
    { spec: { type: 'certified-top', size: 2, top: 4, budget: 3 }, most: 5 },
    { spec: { type: 'certified-top', size: 3, top: 2, budget: 99 }, most: 6 },
    { spec: { type: 'certified-top', size: 3, top: 5, budget: 99 }, most: 5 },
    { spec: { type: 'certified-top', size: 4, top: 3, budget: 99 }, most: 5 },
  ];
  it.each(certified)(
    'bounds a certified top over all answers; answers that see no difference cost the fewest: %o',
    ({ spec, most }) => {
      for (let count = 2; count <= most; count += 1) {
        const real = overAllAnswers(spec, count);
        const forecast = predictCalls({ spec, count });
        const { steps } = runStrategy({ spec, count, answer: ({ members }) => ({ groups: [members], scores: null }) });
        const shown = steps.reduce((sum, { call }) => sum + call.members.length, 0);
        expect({ count, calls: steps.length, shown }).toEqual({ count, calls: forecast.calls[0], shown: forecast.members[0] });
        expect(real.calls[0]).toBeGreaterThanOrEqual(forecast.calls[0]);
        expect(real.members[0]).toBeGreaterThanOrEqual(forecast.members[0]);
        expect(real.calls[1]).toBeLessThanOrEqual(forecast.calls[1]);
        expect(real.members[1]).toBeLessThanOrEqual(forecast.members[1]);
      }
    },
    60_000,
  );

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
    // What the bound of the certified top says; what it takes is printed by bench/certified-top.mjs.
    expect(cost({ type: 'certified-top', size: 10, top: 10, budget: 1000 }).calls).toEqual([11, 34]);
    expect(cost({ type: 'single' })).toEqual({ calls: [1, 1], members: [100, 100] });
    expect(cost({ type: 'pointwise' })).toEqual({ calls: [100, 100], members: [100, 100] });
  });
});

describe('the list of strategies', () => {
  it('holds each under its own type, in the order in which they are offered', () => {
    expect(STRATEGY_TYPES.map((type) => [type, strategyOf({ type }).type])).toEqual(STRATEGY_TYPES.map((type) => [type, type]));
  });

  it('begins with the numbers that logs, presets and drafts hold, letter for letter', () => {
    expect(STRATEGY_TYPES.map((type) => JSON.stringify(strategyOf({ type }).start(10)))).toEqual([
      '{"type":"sliding","size":10,"stride":5,"passes":1}',
      '{"type":"single"}',
      '{"type":"top-down","size":10,"cutoff":5}',
      '{"type":"certified-top","size":10,"top":10,"budget":1000}',
      '{"type":"setwise","sort":"heap","children":3,"top":10}',
      '{"type":"pairwise","sort":"heap","top":10}',
      '{"type":"tournament","groupSize":10,"tournaments":2}',
      '{"type":"groupwise","size":10,"rounds":2}',
      '{"type":"pointwise"}',
    ]);
  });

  it('begins with sound numbers, whatever the window', () => {
    for (const type of STRATEGY_TYPES) {
      for (const window of [2, 3, 20, 1000]) expect(checkStrategy(strategyOf({ type }).start(window))).toBe(null);
    }
  });

  it('shows every number in its range, save the head of a comparison of all pairs', () => {
    for (const spec of smallSpecs) {
      const shown = strategyFields(spec).map(({ field }) => field);
      const idle = spec.type === 'pairwise' && spec.sort === 'all';
      expect(shown).toEqual(idle ? [] : Object.keys(strategyOf(spec).numbers));
    }
  });

  it('knows beforehand which places sliding windows and one call show, and of no other strategy', () => {
    expect(plannedPlaces({ spec: { type: 'sliding', size: 3, stride: 2, passes: 2 }, count: 5 })).toEqual([
      { start: 2, end: 5 },
      { start: 0, end: 3 },
      { start: 2, end: 5 },
      { start: 0, end: 3 },
    ]);
    expect(plannedPlaces({ spec: { type: 'single' }, count: 5 })).toEqual([{ start: 0, end: 5 }]);
    expect(plannedPlaces({ spec: { type: 'single' }, count: 1 })).toEqual([]);
    expect(plannedPlaces({ spec: { type: 'pointwise' }, count: 5 })).toEqual([]);
  });
});
