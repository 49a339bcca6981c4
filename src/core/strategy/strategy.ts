import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { mersenne } from 'pure-rand/generator/mersenne';
import type { CallResult, Question } from '../answer/shape.ts';
import { groupByScore, withoutTies } from '../ranking.ts';
import type { Partition, Window } from '../ranking.ts';

/**
 * How a list is ranked by calls that see only a part of it, with all that the rest of the program has to know of it. `Spec` is what a preset, a run
 * log and the command line store of it: its type and its numbers. Each strategy stands in its own file and in the list of `index.ts`.
 */
export interface Strategy<Spec extends { readonly type: string }> {
  readonly type: Spec['type'];
  /** What each of its calls asks. */
  readonly asks: Question;
  /** The numbers that may be chosen, in the order in which they are shown. */
  readonly numbers: Readonly<Record<NumberName<Spec>, NumberRange<Spec>>>;
  /** The number that says how many passages a call shows; null where none does. */
  readonly window: NumberName<Spec> | null;
  /** The ways of sorting that it can be set to, in the order in which they are offered; absent where there is one only. */
  readonly sorts?: readonly SortName<Spec>[];
  /** Numbers that decide nothing with this spec; absent where all of them always do. */
  idle?(spec: Spec): readonly NumberName<Spec>[];
  /** The spec where nobody has chosen one, for calls that show `window` passages. */
  start(window: number): Spec;
  /** Passages that the largest call shows; 1 where the list alone decides. */
  largest(spec: Spec): number;
  /** What `count` passages cost, whatever is answered. `count` is 2 or more, or 1 or more where single passages are asked about. */
  forecast(spec: Spec, count: number): CallForecast;
  /** The places that the calls show, in the order of the calls; absent where answers decide them. `count` is 2 or more. */
  places?(spec: Spec, count: number): readonly Window[];
  /** Which first places its answers make certain, answer by answer; absent where it makes none certain. */
  certify?(spec: Spec, count: number): Certifier;
  /** Ranks `count` passages. Every choice by chance is left to `shuffle`. */
  run(spec: Spec, count: number, shuffle: Shuffle): StrategyRun;
}

/** The names of a spec's numbers. */
export type NumberName<Spec> = Spec extends unknown
  ? { [Name in keyof Spec & string]: Spec[Name] extends number ? Name : never }[keyof Spec & string]
  : never;

/** The ways of sorting of a spec that has any. */
export type SortName<Spec> = Spec extends { readonly sort: infer Sort } ? Sort : never;

/** Whole numbers, both ends allowed. The upper end may depend on numbers that stand before this one. */
export interface NumberRange<Spec> {
  readonly least: number;
  most(spec: Spec): number;
}

/** The whole numbers from `least` to `most`. */
export function whole<Spec>(least: number, most: number | ((spec: Spec) => number)): NumberRange<Spec> {
  return { least, most: typeof most === 'number' ? () => most : most };
}

/** Most passages that one call may show: more than any context holds. It keeps a mistyped number from planning a run that never ends. */
export const MOST_SHOWN: number = 1000;
/** Most times that a strategy may go over the list. */
export const MOST_TIMES: number = 100;
/** Most places that a strategy may be asked to find. */
export const MOST_WANTED: number = 100_000;

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
  readonly standing: Partition;
}

/**
 * A strategy at work, as a coroutine: it gives calls, takes their results and returns the final standing. The same results give the same calls.
 * Nothing is asked of a list of fewer than two passages, except where each passage is asked about alone.
 */
export type StrategyRun = Generator<StrategyStep, Partition, CallResult>;

/** Takes the next answer and tells what is certain then. */
export type Certifier = (answer: CallResult) => Certificate;

/** The first places that every order which the answers allow has, best first, ties as groups; of how many that are wanted. The last tie may reach beyond them. */
export interface Certificate {
  readonly certified: Partition;
  readonly of: number;
}

/** How many calls a strategy makes and how many passages they show together (one passage counts for each call that shows it): fewest and most. */
export interface CallForecast {
  readonly calls: readonly [number, number];
  readonly members: readonly [number, number];
}

/** The forecast of a plan that does not depend on answers. */
export function exactly(calls: number, members: number): CallForecast {
  return { calls: [calls, calls], members: [members, members] };
}

/** What one of several groups gets when `total` is dealt out to them one by one. */
export function fairShare({ total, groups, group }: { total: number; groups: number; group: number }): number {
  return Math.floor(total / groups) + Number(group < total % groups);
}

/** Finds the best of some positions, the first of which has the place to lose. Makes the calls that it needs. */
export type PickBest = (input: {
  readonly members: readonly number[];
  readonly standing: Partition;
}) => Generator<StrategyStep, number, CallResult>;

/** The member that a `best` answer puts first; of several tied for it, the one that was shown first. */
export function bestShown(members: readonly number[], { groups }: CallResult): number {
  const best = new Set(groups[0]);
  const first = members.find((member) => best.has(member));
  if (first === undefined) throw new Error('an answer must hold its members');
  return first;
}

/**
 * All positions by score, equal scores tied. Those without a score (null) stand in the given order, without ties, below every score from the middle
 * up and above the others. The middle is 0.5 while all scores lie in 0 … 1, else half-way between the lowest and the highest there is.
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
  return [...groups.filter(reaches), ...withoutTies(unscored), ...groups.filter((group) => !reaches(group))];
}

/** The members in the order in which the `sample`-th shuffle of a run shows them. */
export type Shuffle = (members: readonly number[], sample: number) => readonly number[];

/** The members in the order in which one sample shows them: sample 0 as given, every further one by its own Fisher–Yates of the seed. */
export function shuffledMembers({
  members,
  seed,
  sample,
}: {
  readonly members: readonly number[];
  /** Any whole number; its lower 32 bits count. */
  readonly seed: number;
  /** 0, 1, … */
  readonly sample: number;
}): readonly number[] {
  const order = [...members];
  if (sample === 0) return order;
  // Both factors are odd: no two samples of one seed meet, and no two seeds of one sample.
  const random = mersenne(Math.imul(seed, 0x85ebca6b) ^ Math.imul(sample, 0x9e3779b1));
  for (let last = order.length - 1; last > 0; last -= 1) {
    const chosen = uniformInt(random, 0, last);
    const held = order[last] ?? 0;
    order[last] = order[chosen] ?? 0;
    order[chosen] = held;
  }
  return order;
}
