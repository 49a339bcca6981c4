import type { CallResult } from '../answer/shape.ts';
import { everyPosition, groupByScore, withoutTies } from '../ranking.ts';
import type { Partition } from '../ranking.ts';
import { bubbleHead, forecastBubble } from './bubble.ts';
import { forecastHeap, heapHead } from './heap.ts';
import { exactly, MOST_WANTED, whole } from './strategy.ts';
import type { Strategy, StrategyRun, StrategyStep } from './strategy.ts';

/** PRP (arXiv 2306.17563): two at a time, both ways round; a win needs both answers. The first `top` places are found, with `all` every place. */
export interface Pairwise {
  readonly type: 'pairwise';
  readonly sort: 'all' | 'heap' | 'bubble';
  readonly top: number;
}

/** Pairwise ranking prompting (Qin et al., arXiv 2306.17563). */
export const pairwise: Strategy<Pairwise> = {
  type: 'pairwise',
  asks: 'best',
  numbers: { top: whole(1, MOST_WANTED) },
  window: null,
  sorts: ['heap', 'bubble', 'all'],
  idle: ({ sort }) => (sort === 'all' ? ['top'] : []),
  start: () => ({ type: 'pairwise', sort: 'heap', top: 10 }),
  largest: () => 2,
  forecast({ sort, top }, count) {
    if (sort === 'all') return exactly(count * (count - 1), 2 * count * (count - 1));
    // Two calls of two passages for each comparison.
    if (sort === 'heap')
      return forecastHeap({ count, children: 2, top, costOf: (children) => ({ calls: 2 * children, members: 4 * children }) });
    const [fewest, most] = forecastBubble({ count, children: 1, top }).calls;
    return { calls: [fewest * 2, most * 2], members: [fewest * 4, most * 4] };
  },
  run(spec, count) {
    if (spec.sort === 'all') return overAllPairs(count);
    return spec.sort === 'heap' ? byHeap(spec, count) : byBubbling(spec, count);
  },
};

/**
 * A win counts 2, a tie 1 for both. Equal sums stand in the given order until the end, where they are tied. All passages are ordered, whatever the
 * head that is wanted.
 */
function* overAllPairs(count: number): StrategyRun {
  const all = everyPosition(count);
  const points = all.map(() => 0);
  const groups = () => groupByScore(all, (position) => points[position] ?? 0);
  for (const one of all) {
    for (const other of all.slice(one + 1)) {
      const winner = yield* comparePair({ one, other, standing: withoutTies(groups().flat()) });
      for (const member of [one, other])
        points[member] = (points[member] ?? 0) + (winner === null ? 1 : Number(winner === member) * 2);
    }
  }
  return groups();
}

/**
 * The lower of two neighbours moves up only when both answers choose it. No pair is compared twice; llm-rankers instead starts later passes higher
 * up, where the last pass first changed something.
 */
function byBubbling({ top }: Pairwise, count: number): StrategyRun {
  const winners = new Map<string, number | null>();
  return bubbleHead({
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
 * A binary heap, as llm-rankers: a parent is compared with its left child, the better of the two with the right one. Tied, the higher in the list
 * is the better; llm-rankers leaves the parent, which after the first head is the list's last leaf.
 */
function byHeap({ top }: Pairwise, count: number): StrategyRun {
  return heapHead({
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

/** PRP's comparison, asked both ways round. The one that both answers choose, or null where they disagree or see a tie. */
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
