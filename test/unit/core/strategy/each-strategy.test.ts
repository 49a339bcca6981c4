import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planWindows } from '../../../../src/core/ranking.ts';
import { planTournament } from '../../../../src/core/strategy/tournament.ts';
import { chance, givenOrderBack, oracle, rankingOf, runStrategy } from './run-strategy.ts';
import type { StrategySpec } from '../../../../src/core/strategy/index.ts';

const range = (count: number, from = 0) => Array.from({ length: count }, (_, place) => from + place);
const aCount = fc.integer({ min: 2, max: 40 });

/** The final order against a judge without faults, and the true one. */
function judged(spec: StrategySpec, count: number, seed: number) {
  const truth = rankingOf(count, seed);
  const { final, steps } = runStrategy({ spec, count, answer: oracle(truth), seed });
  return { truth, final, order: final.flat(), steps };
}

describe('against a judge without faults', () => {
  it('single, pairwise over all pairs, pointwise and groupwise give the true order', () => {
    const specs: readonly StrategySpec[] = [
      { type: 'single' },
      { type: 'pairwise', sort: 'all', top: 1 },
      { type: 'pointwise' },
      { type: 'groupwise', size: 7, rounds: 2 },
    ];
    fc.assert(
      fc.property(fc.constantFrom(...specs), aCount, fc.integer(), (spec, count, seed) => {
        const { truth, final } = judged(spec, count, seed);
        expect(final).toEqual(truth.map((position) => [position]));
      }),
    );
  });

  it('setwise and pairwise, by heap or bubbling, give the true first ones and then the rest as it was', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('setwise', 'pairwise'),
        fc.constantFrom('heap', 'bubble'),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 50 }),
        aCount,
        fc.integer(),
        (type, sort, children, top, count, seed) => {
          const { truth, order } = judged(type === 'setwise' ? { type, sort, children, top } : { type, sort, top }, count, seed);
          const head = truth.slice(0, top);
          expect(order).toEqual([...head, ...range(count).filter((position) => !head.includes(position))]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('sliding windows carry the true best stride up to the head', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 20 }),
        fc.integer({ min: 1, max: 19 }),
        aCount,
        fc.integer(),
        (size, step, count, seed) => {
          const stride = Math.min(step, size - 1);
          const { truth, order } = judged({ type: 'sliding', size, stride, passes: 1 }, count, seed);
          const carried = count <= size ? count : size - stride;
          expect(order.slice(0, carried)).toEqual(truth.slice(0, carried));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('top-down finds the true first `cutoff` unless more passages beat the pivot than a window holds', () => {
    let exact = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 20 }),
        fc.integer({ min: 1, max: 19 }),
        aCount,
        fc.integer(),
        (size, head, count, seed) => {
          const cutoff = Math.min(head, size - 1);
          const { truth, order } = judged({ type: 'top-down', size, cutoff }, count, seed);
          const pivot = range(Math.min(size, count)).sort((one, other) => truth.indexOf(one) - truth.indexOf(other))[cutoff - 1];
          if (pivot !== undefined && truth.indexOf(pivot) > size) return;
          exact += 1;
          expect(order.slice(0, cutoff)).toEqual(truth.slice(0, cutoff));
        },
      ),
      { numRuns: 300, seed: 1 },
    );
    expect(exact).toBeGreaterThan(100);
  });

  it('a tournament brings the true best to the front group', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 20 }),
        fc.integer({ min: 1, max: 3 }),
        aCount,
        fc.integer(),
        (groupSize, tournaments, count, seed) => {
          const { truth, final } = judged({ type: 'tournament', groupSize, tournaments }, count, seed);
          expect(final[0]).toContain(truth[0]);
        },
      ),
    );
  });
});

describe('sliding windows', () => {
  it('shows the windows of planWindows, each over the order that the one before left, and none of one passage', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 22 }),
        fc.integer({ min: 1, max: 22 }),
        aCount,
        fc.integer(),
        (size, step, count, seed) => {
          const stride = Math.min(step, size);
          const { steps } = runStrategy({ spec: { type: 'sliding', size, stride, passes: 1 }, count, answer: chance(seed) });
          const windows = planWindows({ count, size, stride }).filter(({ start, end }) => end - start > 1);
          expect(steps.map(({ call, standing }) => ({ shown: call.members, all: standing.flat() }))).toEqual(
            steps.map(({ standing }, place) => ({
              shown: standing.flat().slice(windows[place]?.start, windows[place]?.end),
              all: standing.flat(),
            })),
          );
          expect(steps).toHaveLength(windows.length);
        },
      ),
    );
  });

  it('keeps a tie until a later window shows one of the tied, and makes none', () => {
    // Windows over places 3–5, 2–4 … of six: [3, 4, 5] first, tied; then [2, 3, 4] untied, so only 5 keeps what it had.
    const answers = [[[3, 4, 5]], [[4], [2], [3]], [[1], [4, 2]], [[0, 1, 4]]];
    let asked = -1;
    const { final, steps } = runStrategy({
      spec: { type: 'sliding', size: 3, stride: 1, passes: 1 },
      count: 6,
      answer: () => ({ groups: answers[(asked += 1)] ?? [], scores: null }),
    });
    expect(steps.map(({ standing }) => standing)).toEqual([
      [[0], [1], [2], [3], [4], [5]],
      [[0], [1], [2], [3, 4, 5]],
      [[0], [1], [4], [2], [3], [5]],
      [[0], [1], [4, 2], [3], [5]],
    ]);
    expect(final).toEqual([[0, 1, 4], [2], [3], [5]]);
  });
});

describe('top-down', () => {
  it('leaves what was never shown at the end, and what ties with the pivot beside it', () => {
    const answers = [
      [[1], [0], [2]],
      [[3], [0, 4]],
      [[5, 6], [0]],
      [[3], [1], [5]],
    ];
    let asked = -1;
    const { final, steps } = runStrategy({
      spec: { type: 'top-down', size: 3, cutoff: 2 },
      count: 9,
      answer: () => ({ groups: answers[(asked += 1)] ?? [], scores: null }),
    });
    expect(steps.map(({ call }) => call.members)).toEqual([
      [0, 1, 2],
      [0, 3, 4],
      [0, 5, 6],
      [1, 3, 5],
    ]);
    expect(final).toEqual([[3], [1], [5], [6], [0, 4], [2], [7], [8]]);
  });

  it('ends without a last call when nothing beats the pivot', () => {
    const { steps, final } = runStrategy({ spec: { type: 'top-down', size: 4, cutoff: 2 }, count: 10, answer: givenOrderBack });
    expect(steps.map(({ call }) => call.members)).toEqual([
      [0, 1, 2, 3],
      [1, 4, 5, 6],
      [1, 7, 8, 9],
    ]);
    expect(final.flat()).toEqual(range(10));
  });
});

describe('setwise and pairwise', () => {
  it('take of several tied for the best the one shown first, whatever the order inside the group', () => {
    const { final } = runStrategy({
      spec: { type: 'setwise', sort: 'bubble', children: 4, top: 1 },
      count: 5,
      answer: () => ({
        groups: [
          [4, 2, 3],
          [0, 1],
        ],
        scores: null,
      }),
    });
    expect(final[0]).toEqual([2]);
  });

  it('setwise by heap compares the parents and children of llm-rankers and shows them in the list order', () => {
    const { steps } = runStrategy({
      spec: { type: 'setwise', sort: 'heap', children: 3, top: 2 },
      count: 6,
      answer: oracle([5, 4, 3, 2, 1, 0]),
    });
    // Heap [0 1 2 3 | 4 5]: 1 over 4, 5 → 5 rises; 0 over 5, 2, 3 → 5 rises, 0 sinks over 4, 1; then leaf 1 at the root over 4, 2, 3, sinks over 0.
    expect(steps.map(({ call }) => call.members)).toEqual([
      [1, 4, 5],
      [0, 2, 3, 5],
      [0, 1, 4],
      [1, 2, 3, 4],
      [0, 1],
    ]);
    expect(steps.at(-1)?.standing.flat()).toEqual([5, 0, 1, 2, 3, 4]);
  });

  it('a pair that is answered by place and not by passage is a tie and changes nothing', () => {
    for (const sort of ['heap', 'bubble', 'all'] as const) {
      for (const side of [0, 1]) {
        const { final } = runStrategy({
          spec: { type: 'pairwise', sort, top: 3 },
          count: 6,
          answer: ({ members }) => ({ groups: [[members[side] ?? 0], [members[1 - side] ?? 0]], scores: null }),
        });
        expect(final).toEqual(sort === 'all' ? [range(6)] : range(6).map((position) => [position]));
      }
    }
  });

  it('every comparison of a pair is asked both ways round, one after the other', () => {
    const { steps } = runStrategy({ spec: { type: 'pairwise', sort: 'bubble', top: 9 }, count: 8, answer: chance(4) });
    for (let place = 0; place < steps.length; place += 2) {
      expect(steps[place + 1]?.call.members).toEqual([...(steps[place]?.call.members ?? [])].reverse());
    }
    expect(new Set(steps.map(({ call }) => call.members.join())).size).toBe(steps.length);
  });

  it('pairwise over all pairs counts a win 1 and a tie a half, and ties equal sums at the end', () => {
    // 2 beats 0; 1 ties with both.
    const { final, steps } = runStrategy({
      spec: { type: 'pairwise', sort: 'all', top: 1 },
      count: 3,
      answer: ({ members }) => ({ groups: members.includes(1) ? [members] : [[2], [0]], scores: null }),
    });
    expect(final).toEqual([[2], [1], [0]]);
    expect(steps.map(({ standing }) => standing.flat())).toEqual([
      [0, 1, 2],
      [0, 1, 2],
      [0, 1, 2],
      [0, 1, 2],
      [2, 0, 1],
      [2, 0, 1],
    ]);
  });
});

describe('tournament', () => {
  it('plans the published stages for a hundred passages in groups of twenty', () => {
    const stages = planTournament({ count: 100, groupSize: 20 });
    expect(stages.map((groups) => groups.map(({ size, take }) => `${take} of ${size}`))).toEqual([
      Array(5).fill('10 of 20'),
      Array(5).fill('4 of 10'),
      ['10 of 20'],
      ['5 of 10'],
      ['2 of 5'],
    ]);
  });

  it('plans for every list and group size stages in which all are shown, each group loses some and keeps some, and two remain', () => {
    for (let groupSize = 3; groupSize <= 25; groupSize += 1) {
      for (let count = 3; count <= 250; count += 1) {
        let left = count;
        for (const groups of planTournament({ count, groupSize })) {
          const fits = groups.every(({ size, take }) => size >= 2 && size <= groupSize && take >= 1 && take < size);
          const shown = groups.reduce((sum, { size }) => sum + size, 0);
          if (!fits || shown !== left) expect({ groups, count, groupSize }).toEqual('a stage that holds all');
          left = groups.reduce((sum, { take }) => sum + take, 0);
        }
        if (left !== 2) expect({ count, groupSize, left }).toEqual('two left');
      }
    }
    expect(planTournament({ count: 2, groupSize: 3 })).toEqual([[{ size: 2, take: 1 }]]);
  });

  it('deals the list to the groups one by one, gives a point for each stage, and ties equal sums', () => {
    const { steps, final } = runStrategy({
      spec: { type: 'tournament', groupSize: 5, tournaments: 1 },
      count: 10,
      answer: oracle(range(10)),
    });
    const members = steps.map(({ call }) => [...call.members].sort((one, other) => one - other));
    // 10 → 5 in two groups of five, three and two of which go on, → 2.
    expect(members).toEqual([
      [0, 2, 4, 6, 8],
      [1, 3, 5, 7, 9],
      [0, 1, 2, 3, 4],
    ]);
    expect(steps.map(({ call }) => call.take)).toEqual([3, 2, 2]);
    expect(steps[2]?.standing).toEqual([
      [0, 1, 2, 3, 4],
      [5, 6, 7, 8, 9],
    ]);
    expect(final).toEqual([
      [0, 1],
      [2, 3, 4],
      [5, 6, 7, 8, 9],
    ]);
  });

  it('sums the points of several tournaments, which show the groups in other orders', () => {
    const { steps, final } = runStrategy({
      spec: { type: 'tournament', groupSize: 5, tournaments: 2 },
      count: 5,
      answer: givenOrderBack,
    });
    expect(steps).toHaveLength(2);
    expect(steps[0]?.call.members).not.toEqual(steps[1]?.call.members);
    const points = (position: number) => steps.filter(({ call }) => call.members.slice(0, 2).includes(position)).length;
    expect(final.map(([first = 0]) => points(first))).toEqual(
      [...new Set(range(5).map(points))].sort((one, other) => other - one),
    );
  });
});

describe('pointwise and groupwise', () => {
  it('pointwise stands by score: those from a half up, those not yet scored, the others', () => {
    const scores = [0.2, 0.9, 0.5, 0.9];
    const { steps, final } = runStrategy({
      spec: { type: 'pointwise' },
      count: 4,
      answer: ({ members }) => ({ groups: [members], scores: members.map((member) => scores[member] ?? null) }),
    });
    expect(steps.map(({ standing }) => standing)).toEqual([
      [[0], [1], [2], [3]],
      [[1], [2], [3], [0]],
      [[1], [2], [3], [0]],
      [[1], [2], [3], [0]],
    ]);
    expect(final).toEqual([[1, 3], [2], [0]]);
  });

  it('scores beyond 0 to 1 have their middle half-way between the lowest and the highest', () => {
    const scores = [8, null, 2, 5, null];
    const { final } = runStrategy({
      spec: { type: 'pointwise' },
      count: 5,
      answer: ({ members }) => ({ groups: [members], scores: members.map((member) => scores[member] ?? null) }),
    });
    expect(final).toEqual([[0], [3], [1], [4], [2]]);
  });

  it('groupwise shows everyone once a round in even groups, shuffled anew, and takes the mean', () => {
    let calls = 0;
    const { steps, final } = runStrategy({
      spec: { type: 'groupwise', size: 4, rounds: 2 },
      count: 9,
      answer: ({ members }) => {
        calls += 1;
        return { groups: [members], scores: members.map((member) => (member === 3 && calls > 3 ? null : member)) };
      },
    });
    expect(steps.map(({ call }) => call.members.length)).toEqual([3, 3, 3, 3, 3, 3]);
    const rounds = [steps.slice(0, 3), steps.slice(3)].map((round) => round.flatMap(({ call }) => call.members));
    for (const round of rounds) expect([...round].sort((one, other) => one - other)).toEqual(range(9));
    expect(rounds[0]).not.toEqual(rounds[1]);
    expect(rounds[0]).not.toEqual(range(9));
    expect(final).toEqual(
      range(9)
        .reverse()
        .map((position) => [position]),
    );
  });

  it('another seed shuffles otherwise', () => {
    const shown = (seed: number) =>
      runStrategy({ spec: { type: 'groupwise', size: 5, rounds: 1 }, count: 20, answer: givenOrderBack, seed }).steps.map(
        ({ call }) => call.members,
      );
    expect(shown(1)).toEqual(shown(1));
    expect(shown(1)).not.toEqual(shown(2));
  });
});
