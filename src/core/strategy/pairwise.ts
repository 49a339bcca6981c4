import type { CallResult } from '../answer/shape.ts';
import type { Partition } from '../fusion/fusion.ts';
import { groupByScore } from '../fusion/fusion.ts';
import { bubbleHead } from './bubble.ts';
import { heapHead } from './heap.ts';
import type { StrategyRun, StrategyStep } from './strategy.ts';
import { givenOrder, untied } from './strategy.ts';

/** PRP's comparison (arXiv 2306.17563): asked both ways round. The one that both answers choose, or null where they disagree or see a tie. */
function* comparePair({
  one,
  other,
  standing,
}: {
  readonly one: number;
  readonly other: number;
  readonly standing: Partition;
}): Generator<StrategyStep, number | null, CallResult> {
  const first = chosen(yield { call: { members: [one, other], question: 'best' }, standing });
  const second = chosen(yield { call: { members: [other, one], question: 'best' }, standing });
  return first === second ? first : null;
}

function chosen({ groups }: CallResult): number | null {
  return groups[0]?.length === 1 ? (groups[0][0] ?? null) : null;
}

/**
 * PRP over all pairs: a win counts 2, a tie 1 for both. Equal sums stand in the given order until the end, where they are tied. All passages are
 * ordered, whatever the head that is wanted.
 */
export function* pairwiseAll({ count }: { readonly count: number }): StrategyRun {
  const all = givenOrder(count);
  const points = all.map(() => 0);
  const groups = () => groupByScore(all, (position) => points[position] ?? 0);
  for (const one of all) {
    for (const other of all.slice(one + 1)) {
      const winner = yield* comparePair({ one, other, standing: untied(groups().flat()) });
      for (const member of [one, other])
        points[member] = (points[member] ?? 0) + (winner === null ? 1 : Number(winner === member) * 2);
    }
  }
  return groups();
}

/**
 * PRP by bubbling: the lower of two neighbours moves up only when both answers choose it. No pair is compared twice; llm-rankers instead starts
 * later passes higher up, where the last pass first changed something.
 */
export function* pairwiseBubble({ count, top }: { readonly count: number; readonly top: number }): StrategyRun {
  const winners = new Map<string, number | null>();
  return yield* bubbleHead({
    count,
    children: 1,
    top,
    *pick({ members: [upper = 0, lower = 0], standing }) {
      const pair = `${Math.min(upper, lower)} ${Math.max(upper, lower)}`;
      let winner = winners.get(pair);
      if (winner === undefined) {
        winner = yield* comparePair({ one: lower, other: upper, standing });
        winners.set(pair, winner);
      }
      return winner ?? upper;
    },
  });
}

/**
 * PRP with a binary heap, as llm-rankers: a parent is compared with its left child, the better of the two with the right one. Tied, the higher in
 * the list is the better; llm-rankers leaves the parent, which after the first head is the list's last leaf.
 */
export function* pairwiseHeap({ count, top }: { readonly count: number; readonly top: number }): StrategyRun {
  return yield* heapHead({
    count,
    children: 2,
    top,
    *pick({ members: [parent = 0, ...children], standing }) {
      let best = parent;
      for (const child of children) best = (yield* comparePair({ one: child, other: best, standing })) ?? Math.min(child, best);
      return best;
    },
  });
}
