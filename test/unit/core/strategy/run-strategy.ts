import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { mersenne } from 'pure-rand/generator/mersenne';
import type { CallResult } from '../../../../src/core/answer/shape.ts';
import type { StrategyCall, StrategyStep } from '../../../../src/core/strategy/strategy.ts';
import { createStrategy } from '../../../../src/core/strategy/index.ts';
import type { StrategySpec } from '../../../../src/core/strategy/index.ts';

export type Answer = (call: StrategyCall) => CallResult;

/** Runs a strategy to its end against a judge. */
export function runStrategy({
  spec,
  count,
  answer,
  seed = 7,
}: {
  spec: StrategySpec;
  count: number;
  answer: Answer;
  seed?: number;
}): {
  readonly steps: readonly StrategyStep[];
  readonly final: readonly (readonly number[])[];
} {
  const run = createStrategy({ spec, count, seed });
  const steps: StrategyStep[] = [];
  for (let next = run.next(); ; next = run.next(answer(next.value.call))) {
    if (next.done === true) return { steps, final: next.value };
    steps.push(next.value);
    if (steps.length > 100_000) throw new Error('the strategy does not end');
  }
}

/** A judge without faults: `ranking` is the true order of the positions. */
export function oracle(ranking: readonly number[]): Answer {
  const rank = new Map(ranking.map((position, place) => [position, place]));
  const rankOf = (position: number): number => rank.get(position) ?? 0;
  return ({ members }) => ({
    groups: [...members].sort((one, other) => rankOf(one) - rankOf(other)).map((member) => [member]),
    scores: members.map((member) => 1 - rankOf(member) / ranking.length),
  });
}

/** A judge that answers at random, with ties and with scores left out. */
export function chance(seed: number): Answer {
  const random = mersenne(seed);
  return ({ members }) => {
    const groups: number[][] = [];
    for (const member of shuffled([...members], (most) => uniformInt(random, 0, most))) {
      const last = groups.at(-1);
      if (last !== undefined && uniformInt(random, 0, 3) === 0) last.push(member);
      else groups.push([member]);
    }
    return { groups, scores: members.map(() => (uniformInt(random, 0, 5) === 0 ? null : uniformInt(random, 0, 10))) };
  };
}

/** What an unread answer comes as. */
export const givenOrderBack: Answer = ({ members }) => ({
  groups: members.map((member) => [member]),
  scores: null,
  unsaid: members,
});

/** A true order of `count` positions. */
export function rankingOf(count: number, seed: number): readonly number[] {
  const random = mersenne(seed);
  return shuffled(
    Array.from({ length: count }, (_, position) => position),
    (most) => uniformInt(random, 0, most),
  );
}

function shuffled(order: number[], upTo: (most: number) => number): number[] {
  for (let last = order.length - 1; last > 0; last -= 1) {
    const chosen = upTo(last);
    [order[last], order[chosen]] = [order[chosen] ?? 0, order[last] ?? 0];
  }
  return order;
}

export function allOrders(positions: readonly number[]): readonly (readonly number[])[] {
  if (positions.length <= 1) return [positions];
  return positions.flatMap((first) => allOrders(positions.filter((one) => one !== first)).map((rest) => [first, ...rest]));
}

/** Small settings of every strategy, so that short lists take many calls. */
export const smallSpecs: readonly StrategySpec[] = [
  { type: 'single' },
  { type: 'sliding', size: 3, stride: 2, passes: 1 },
  { type: 'sliding', size: 4, stride: 4, passes: 2 },
  { type: 'sliding', size: 2, stride: 1, passes: 3 },
  { type: 'top-down', size: 2, cutoff: 1 },
  { type: 'top-down', size: 3, cutoff: 1 },
  { type: 'top-down', size: 3, cutoff: 2 },
  { type: 'top-down', size: 4, cutoff: 2 },
  { type: 'certified-top', size: 2, top: 1, budget: 1000 },
  { type: 'certified-top', size: 3, top: 4, budget: 1000 },
  { type: 'certified-top', size: 4, top: 100, budget: 9 },
  { type: 'setwise', sort: 'heap', children: 1, top: 2 },
  { type: 'setwise', sort: 'heap', children: 2, top: 3 },
  { type: 'setwise', sort: 'heap', children: 3, top: 100 },
  { type: 'setwise', sort: 'bubble', children: 1, top: 3 },
  { type: 'setwise', sort: 'bubble', children: 2, top: 100 },
  { type: 'setwise', sort: 'bubble', children: 3, top: 2 },
  { type: 'pairwise', sort: 'all', top: 1 },
  { type: 'pairwise', sort: 'heap', top: 2 },
  { type: 'pairwise', sort: 'heap', top: 100 },
  { type: 'pairwise', sort: 'bubble', top: 2 },
  { type: 'pairwise', sort: 'bubble', top: 100 },
  { type: 'tournament', groupSize: 3, tournaments: 2 },
  { type: 'tournament', groupSize: 5, tournaments: 1 },
  { type: 'pointwise' },
  { type: 'groupwise', size: 3, rounds: 2 },
  { type: 'groupwise', size: 4, rounds: 1 },
];
