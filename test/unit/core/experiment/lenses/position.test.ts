import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { positionPlan, positionSummary } from '../../../../../src/core/experiment/lenses/position.ts';
import { tallyVerdicts } from '../../../../../src/core/experiment/lenses/lens.ts';
import { docId } from '../../../../../src/core/request.ts';
import { startingRanking } from '../../../../../src/core/ranking.ts';
import { checkRequest } from '../../../../../src/core/run/check.ts';
import { sampleRequest } from '../../../../support/sample-request.ts';
import { FAILED, resultsOf, sampleResult } from './sample-runs.ts';

describe('the plan of rotations', () => {
  it('puts every passage once at every place when there are as many rotations as passages', () => {
    const plan = positionPlan({ request: sampleRequest(7), rotations: 7, scores: true });
    for (let place = 0; place < 7; place += 1)
      expect(new Set(plan.map(({ request }) => startingRanking(request)[place])).size).toBe(7);
    expect(startingRanking(plan[3]?.request ?? sampleRequest(1))[0]).toBe('d4');
  });

  it('is one of lists that a run accepts, its first unrotated and its shifts all different, for any number asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: -3, max: 40 }), fc.boolean(), (count, rotations, scores) => {
        const plan = positionPlan({ request: sampleRequest(count), rotations, scores });
        expect(plan.length).toBe(Math.max(1, Math.min(count, rotations)));
        expect(plan[0]?.shift).toBe(0);
        expect(new Set(plan.map(({ key }) => key)).size).toBe(plan.length);
        for (const { request } of plan) expect(checkRequest(request)).toBeNull();
      }),
    );
  });

  it('begins from the first stage’s order and turns that', () => {
    const given = sampleRequest(3);
    const ranking = ['d3', 'd1', 'd2'].map(docId);
    const firstStage = { method: 'bm25' as const, ranking, scores: [2, 1, 3], windowFrom: [4, null, null] };
    const plan = positionPlan({ request: { ...given, firstStage }, rotations: 3, scores: true });
    expect(plan.map(({ request }) => request.firstStage?.ranking)).toEqual([
      ['d3', 'd1', 'd2'],
      ['d1', 'd2', 'd3'],
      ['d2', 'd3', 'd1'],
    ]);
    expect(plan.every(({ request }) => String(request.firstStage?.scores) === '2,1,3')).toBe(true);
  });

  it('without scores leaves nothing but the place to tell passages apart', () => {
    for (const { request } of positionPlan({ request: sampleRequest(4), rotations: 4, scores: false })) {
      expect(request.firstStage?.scores).toEqual([0, 0, 0, 0]);
      expect(request.candidates.every((candidate) => !('score' in candidate))).toBe(true);
    }
  });
});

describe('what the rotations show', () => {
  const plan = positionPlan({ request: sampleRequest(5), rotations: 5, scores: false });

  it('a model that only reads has no pull and agrees with itself', () => {
    const summary = positionSummary(
      plan,
      resultsOf(plan, () => ['d2', 'd4', 'd1', 'd5', 'd3'].map(docId)),
    );
    expect(summary).toMatchObject({ balanced: true, counted: 5, meanTau: 1 });
    expect(summary?.pull).toBeCloseTo(0, 10);
    expect(summary?.byStart.map(({ meanRank }) => meanRank)).toEqual([2, 2, 2, 2, 2]);
    expect(summary?.rows[1]?.ranks).toEqual([0, 0, 0, 0, 0]);
  });

  it('a model that leaves the list as it lies has a pull of 1, one that turns it over of −1', () => {
    expect(
      positionSummary(
        plan,
        resultsOf(plan, (start) => start),
      )?.pull,
    ).toBeCloseTo(1, 10);
    expect(
      positionSummary(
        plan,
        resultsOf(plan, (start) => start.toReversed()),
      )?.pull,
    ).toBeCloseTo(-1, 10);
    expect(
      positionSummary(
        plan,
        resultsOf(plan, (start) => start),
      )?.byStart.map(({ meanRank }) => meanRank),
    ).toEqual([0, 1, 2, 3, 4]);
  });

  it('counts no run whose order could not be read, nor one that failed or was stopped, and says that it is not balanced', () => {
    const whole = resultsOf(plan, (start) => start);
    const key = (place: number): string => plan[place]?.key ?? '';
    const windows = { complete: 0, repaired: 0, truncated: 0, unparsed: 1 };
    const results = new Map([
      ...[...whole].slice(0, 2),
      [key(2), sampleResult(key(2), [], { windows })],
      [key(3), sampleResult(key(3), [], { outcome: FAILED })],
    ] as const);
    expect(positionSummary(plan, results)).toMatchObject({ balanced: false, counted: 2 });
    expect(tallyVerdicts(plan, results)).toEqual({ whole: 2, mended: 0, unread: 1, failed: 1, cancelled: 0, waiting: 1 });
  });

  it('gives ties the mean of their ranks', () => {
    const [first] = plan;
    const ranking = ['d1', 'd2', 'd3', 'd4', 'd5'].map(docId);
    const result = sampleResult(first?.key ?? '', ranking, { ties: [ranking.slice(1, 4)] });
    const summary = positionSummary(plan, new Map([[result.key, result]]));
    expect(summary?.rows.map(({ mean }) => mean)).toEqual([0, 2, 2, 2, 4]);
  });

  it('holds whatever the runs came to: every number in range, every cell filled by a counted run', () => {
    const outcome = fc.constantFrom('whole', 'mended', 'unread', 'failed', 'cancelled', 'waiting');
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.infiniteStream(outcome),
        fc.infiniteStream(fc.nat()),
        (count, ends, dice) => {
          const runs = positionPlan({ request: sampleRequest(count), rotations: count, scores: true });
          const results = new Map(
            runs.flatMap(({ key, request }) => {
              const end = ends.next().value;
              if (end === 'waiting') return [];
              const ranking = startingRanking(request).toSorted(() => (dice.next().value % 3) - 1);
              const windows = {
                complete: 1,
                repaired: end === 'mended' ? 1 : 0,
                truncated: 0,
                unparsed: end === 'unread' ? 1 : 0,
              };
              const change =
                end === 'failed' ? { outcome: FAILED } : end === 'cancelled' ? { outcome: { type: 'cancelled' as const } } : {};
              return [[key, sampleResult(key, ranking, { windows, ...change })] as const];
            }),
          );
          const summary = positionSummary(runs, results);
          const tally = tallyVerdicts(runs, results);
          expect(Object.values(tally).reduce((sum, value) => sum + value, 0)).toBe(count);
          expect(summary?.counted).toBe(tally.whole + tally.mended);
          expect(summary?.balanced).toBe(tally.whole + tally.mended === count);
          const filled = summary?.rows.flatMap(({ ranks }) => ranks).filter((rank) => rank !== null) ?? [];
          expect(filled.length).toBe((tally.whole + tally.mended) * count);
          expect(filled.every((rank) => rank >= 0 && rank < count)).toBe(true);
          expect(Math.abs(summary?.pull ?? 0)).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 300 },
    );
  });
});
