import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ablationPlan, ablationSummary } from '../../../../../src/core/experiment/lenses/ablation.ts';
import { docId } from '../../../../../src/core/request.ts';
import type { DocId } from '../../../../../src/core/request.ts';
import { startingRanking } from '../../../../../src/core/ranking.ts';
import { checkRequest } from '../../../../../src/core/run/check.ts';
import { sampleRequest } from '../../../../support/sample-request.ts';
import { FAILED, resultsOf, sampleResult } from './sample-runs.ts';

const ids = (...names: readonly string[]): readonly DocId[] => names.map(docId);

describe('the plan of ablations', () => {
  it('runs the whole list, then the list without each chosen passage, whose neighbours keep place and score', () => {
    const plan = ablationPlan({ request: sampleRequest(4), dropped: ids('d3', 'd1', 'd3', 'nowhere'), scores: true });
    expect(plan.map(({ dropped }) => dropped)).toEqual([null, 'd1', 'd3']);
    expect(plan.map(({ request }) => startingRanking(request).join(' '))).toEqual(['d1 d2 d3 d4', 'd2 d3 d4', 'd1 d2 d4']);
    expect(plan[2]?.request.firstStage?.scores).toEqual([4, 3, 1]);
    for (const { request } of plan) expect(checkRequest(request)).toBeNull();
  });

  it('keeps the score of a passage without one of its own, though another list would give it another', () => {
    const request = {
      ...sampleRequest(3),
      candidates: sampleRequest(3).candidates.map(({ docId: id, text }) => ({ docId: id, text })),
    };
    const plan = ablationPlan({ request, dropped: ids('d1'), scores: true });
    expect(plan[1]?.request.firstStage?.scores).toEqual(plan[0]?.request.firstStage?.scores.slice(1));
  });

  it('drops nothing from a list of two', () => {
    expect(ablationPlan({ request: sampleRequest(2), dropped: ids('d1'), scores: true }).length).toBe(1);
  });
});

describe('what the ablations show', () => {
  const plan = ablationPlan({ request: sampleRequest(4), dropped: ids('d1', 'd2', 'd3', 'd4'), scores: true });

  it('a model that orders each passage by itself flips nothing', () => {
    const influences = ablationSummary(
      plan,
      resultsOf(plan, (start) => start.toReversed()),
    );
    expect(influences?.map(({ flips, tau, pairs }) => [flips.length, tau, pairs])).toEqual(Array(4).fill([0, 1, 3]));
  });

  it('names the pairs that turn over, the most influential passage first', () => {
    const influences = ablationSummary(
      plan,
      resultsOf(plan, (start) => (start.includes(docId('d3')) ? start : start.toReversed())),
    );
    expect(influences?.[0]).toEqual({
      key: 'without d3',
      docId: 'd3',
      tau: -1,
      pairs: 3,
      flips: [
        { before: 'd1', behind: 'd2' },
        { before: 'd1', behind: 'd4' },
        { before: 'd2', behind: 'd4' },
      ],
    });
    expect(influences?.slice(1).every(({ flips }) => flips.length === 0)).toBe(true);
  });

  it('says nothing while the whole list has no order of its own', () => {
    const failed = sampleResult('whole list', [], { outcome: FAILED });
    expect(ablationSummary(plan, new Map([['whole list', failed]]))).toBeNull();
    expect(ablationSummary(plan, new Map())).toBeNull();
  });

  it('for any orders: flips are those of tau, and no passage is counted that was not run', () => {
    fc.assert(
      fc.property(
        fc.array(fc.shuffledSubarray([...ids('d1', 'd2', 'd3', 'd4')], { minLength: 4 }), { minLength: 5, maxLength: 5 }),
        fc.subarray(plan.slice(1).map(({ key }) => key)),
        (orders, ran) => {
          const results = new Map(
            plan.flatMap(({ key, dropped }, place) =>
              dropped === null || ran.includes(key)
                ? [[key, sampleResult(key, orders[place]?.filter((id) => id !== dropped) ?? [])] as const]
                : [],
            ),
          );
          const influences = ablationSummary(plan, results) ?? [];
          expect(influences.map(({ key }) => key).toSorted()).toEqual(ran.toSorted());
          for (const { tau, flips, pairs } of influences) expect(tau).toBeCloseTo(1 - (2 * flips.length) / pairs, 10);
        },
      ),
    );
  });
});
