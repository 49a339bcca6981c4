import { describe, expect, it } from 'vitest';
import { everyPosition } from '../../../../src/core/ranking.ts';
import { predictCalls } from '../../../../src/core/strategy/index.ts';
import type { StrategySpec } from '../../../../src/core/strategy/index.ts';
import { perfectJudge, runJudged } from '../../../../src/core/strategy/perfect-judge.ts';

const COUNT = 9;
const worth = (position: number): number => ((position * 4 + 2) % COUNT) / COUNT;
const TRUTH = everyPosition(COUNT).toSorted((one, other) => worth(other) - worth(one));

const SPECS: readonly StrategySpec[] = [
  { type: 'single' },
  { type: 'sliding', size: 6, stride: 2, passes: 3 },
  { type: 'certified-top', size: 3, top: 4, budget: 1000 },
  { type: 'setwise', sort: 'heap', children: 2, top: 4 },
  { type: 'pairwise', sort: 'all', top: 4 },
  { type: 'pointwise' },
];

describe('a judge without faults', () => {
  it.each(SPECS)('leads $type to the first four in their order, within the calls that were told before', (spec) => {
    const calls = runJudged({ spec, count: COUNT, judge: perfectJudge(worth) });
    expect(calls.at(-1)?.standing.flat().slice(0, 4)).toEqual(TRUTH.slice(0, 4));
    const { calls: told } = predictCalls({ spec, count: COUNT });
    expect(calls.length).toBeGreaterThanOrEqual(told[0]);
    expect(calls.length).toBeLessThanOrEqual(told[1]);
  });

  it('answers every question over all members, each once, equal worths tied', () => {
    const judge = perfectJudge((position) => Math.floor(position / 2));
    for (const question of ['order', 'best', 'select', 'relevance', 'scores'] as const)
      expect(
        judge({ members: [3, 0, 2, 1], question, take: 2 })
          .groups.flat()
          .toSorted((one, other) => one - other),
      ).toEqual([0, 1, 2, 3]);
    expect(judge({ members: [3, 0, 2, 1], question: 'order' }).groups).toEqual([
      [3, 2],
      [0, 1],
    ]);
    expect(judge({ members: [3, 0, 2, 1], question: 'best' }).groups[0]).toEqual([3, 2]);
    expect(judge({ members: [3, 0, 2, 1], question: 'select', take: 1 }).groups[0]).toEqual([3]);
  });

  it('tells of a certified top when each place is certain', () => {
    const calls = runJudged({
      spec: { type: 'certified-top', size: 5, top: 3, budget: 100 },
      count: 25,
      judge: perfectJudge((one) => one / 25),
    });
    expect(calls).toHaveLength(7);
    expect(calls.at(-1)?.certificate).toEqual({ certified: [[24], [23], [22]], of: 3 });
    expect(runJudged({ spec: { type: 'single' }, count: 4, judge: perfectJudge(worth) })[0]?.certificate).toBe(null);
  });
});
