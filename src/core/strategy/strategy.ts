import type { CallResult, Question } from '../answer/shape.ts';
import type { Partition } from '../fusion/fusion.ts';
import { groupByScore } from '../fusion/fusion.ts';

/** How a list is ranked by calls that see only a part of it. Sizes and depths are numbers of passages. */
export type StrategySpec =
  /** All passages in one call. */
  | { readonly type: 'single' }
  /** RankGPT (arXiv 2304.09542): windows from the tail to the head, `passes` times. */
  | { readonly type: 'sliding'; readonly size: number; readonly stride: number; readonly passes: number }
  /** TDPart (arXiv 2405.14589): the head is ordered once; what beats its `cutoff`-th passage joins it, until few are left. */
  | { readonly type: 'top-down'; readonly size: number; readonly cutoff: number }
  /** Setwise (arXiv 2310.09497): the best of a parent and `children` others, in a heap or by bubbling, until the first `top` are known. */
  | { readonly type: 'setwise'; readonly sort: 'heap' | 'bubble'; readonly children: number; readonly top: number }
  /** PRP (arXiv 2306.17563): two at a time, both ways round; a win needs both answers. */
  | { readonly type: 'pairwise'; readonly sort: 'all' | 'heap' | 'bubble'; readonly top: number }
  /** TourRank (arXiv 2406.11678): groups, the best of each go on and get a point; points of `tournaments` tournaments are summed. */
  | { readonly type: 'tournament'; readonly groupSize: number; readonly tournaments: number }
  /** Each passage alone. */
  | { readonly type: 'pointwise' }
  /** GroupRank: scores in shuffled groups, the mean of `rounds` rounds. */
  | { readonly type: 'groupwise'; readonly size: number; readonly rounds: number };

/** One call to be made. Members are positions in the list the run starts from, in the order in which they are to be shown. */
export interface StrategyCall {
  readonly members: readonly number[];
  readonly question: Question;
  /** How many are wanted of a `select`. */
  readonly take?: number;
}

/** The next call, and the whole list as it stands before it: every position exactly once, best first, those of one group tied. */
export interface StrategyStep {
  readonly call: StrategyCall;
  readonly standing: readonly (readonly number[])[];
}

/**
 * A strategy as a coroutine: gives calls, takes their results, returns the final standing. Pure: the same results give the same calls. Nothing is
 * asked of a list of fewer than two passages, except of pointwise scores.
 */
export type StrategyRun = Generator<StrategyStep, readonly (readonly number[])[], CallResult>;

/** How many calls a strategy makes and how many passages they show together, fewest and most. */
export interface CallForecast {
  readonly calls: readonly [number, number];
  readonly members: readonly [number, number];
}

/** Finds the best of some positions, the first of which has the place to lose; makes the calls it needs. */
export type PickBest = (input: {
  readonly members: readonly number[];
  readonly standing: Partition;
}) => Generator<StrategyStep, number, CallResult>;

/** The member that a `best` answer puts first; of several tied for it, the one shown first. */
export function bestShown(members: readonly number[], { groups }: CallResult): number {
  const best = new Set(groups[0]);
  const first = members.find((member) => best.has(member));
  if (first === undefined) throw new Error('an answer must hold its members');
  return first;
}

/** The positions 0 … count − 1. */
export function givenOrder(count: number): readonly number[] {
  return Array.from({ length: count }, (_, position) => position);
}

/** An order as a partition without ties. */
export function untied(order: readonly number[]): Partition {
  return order.map((position) => [position]);
}

/**
 * All positions by score, equal scores tied. Those without a score (null) stand in the given order, untied, below every score from the middle up
 * and above the others. The middle is 0.5 while all scores lie in 0 … 1, else half-way between the lowest and the highest there is.
 */
export function standingByScore(scores: readonly (number | null)[]): Partition {
  let least = Infinity;
  let most = -Infinity;
  const scored: number[] = [];
  const unscored: number[] = [];
  for (const [position, score] of scores.entries()) {
    (score === null ? unscored : scored).push(position);
    if (score === null) continue;
    least = Math.min(least, score);
    most = Math.max(most, score);
  }
  const middle = least >= 0 && most <= 1 ? 0.5 : least / 2 + most / 2;
  const scoreOf = (position: number): number => scores[position] ?? middle;
  const groups = groupByScore(scored, scoreOf);
  const reaches = ([first = 0]: readonly number[]): boolean => scoreOf(first) >= middle;
  return [...groups.filter(reaches), ...untied(unscored), ...groups.filter((group) => !reaches(group))];
}
