import type { Question } from '../answer/shape.ts';
import type { Preset } from '../preset/preset.ts';
import { planWindows } from '../ranking.ts';
import { forecastBubble } from './bubble.ts';
import { groupwise } from './groupwise.ts';
import { forecastHeap } from './heap.ts';
import { pairwiseAll, pairwiseBubble, pairwiseHeap } from './pairwise.ts';
import { pointwise } from './pointwise.ts';
import { setwiseBubble, setwiseHeap } from './setwise.ts';
import { single } from './single.ts';
import { slidingWindows } from './sliding.ts';
import type { CallForecast, StrategyRun, StrategySpec } from './strategy.ts';
import { forecastTopDown, topDown } from './top-down.ts';
import { planTournament, tournament } from './tournament.ts';

/** The calls of a strategy over `count` passages. The spec must be one that `checkStrategy` finds nothing wrong with. */
export function createStrategy({
  spec,
  count,
  seed,
}: {
  readonly spec: StrategySpec;
  readonly count: number;
  /** Whole number; the shuffles of tournament and groupwise depend on it and on nothing else. */
  readonly seed: number;
}): StrategyRun {
  switch (spec.type) {
    case 'single':
      return single({ count });
    case 'sliding':
      return slidingWindows({ ...spec, count });
    case 'top-down':
      return topDown({ ...spec, count });
    case 'setwise':
      return spec.sort === 'heap' ? setwiseHeap({ ...spec, count }) : setwiseBubble({ ...spec, count });
    case 'pairwise':
      if (spec.sort === 'all') return pairwiseAll({ count });
      return spec.sort === 'heap' ? pairwiseHeap({ ...spec, count }) : pairwiseBubble({ ...spec, count });
    case 'tournament':
      return tournament({ ...spec, count, seed });
    case 'pointwise':
      return pointwise({ count });
    case 'groupwise':
      return groupwise({ ...spec, count, seed });
  }
}

/**
 * What a strategy costs on `count` passages, whatever is answered; both ends are the same where the plan does not depend on answers. `members`
 * counts a passage once for each call that shows it. The spec must be one that `checkStrategy` finds nothing wrong with.
 */
export function predictCalls({ spec, count }: { readonly spec: StrategySpec; readonly count: number }): CallForecast {
  if (spec.type === 'pointwise') return exactly(count, count);
  if (count < 2) return exactly(0, 0);
  switch (spec.type) {
    case 'single':
      return exactly(1, count);
    case 'sliding': {
      const asked = planWindows({ ...spec, count }).filter(({ start, end }) => end - start > 1);
      return exactly(spec.passes * asked.length, spec.passes * asked.reduce((sum, { start, end }) => sum + end - start, 0));
    }
    case 'top-down':
      return forecastTopDown({ ...spec, count });
    case 'setwise':
      if (spec.sort === 'bubble') return forecastBubble({ ...spec, count });
      return forecastHeap({ ...spec, count, costOf: (children) => ({ calls: 1, members: 1 + children }) });
    case 'pairwise':
      return forecastPairs(spec, count);
    case 'tournament': {
      const groups = planTournament({ ...spec, count }).flat();
      return exactly(spec.tournaments * groups.length, spec.tournaments * groups.reduce((sum, { size }) => sum + size, 0));
    }
    case 'groupwise':
      return exactly(spec.rounds * Math.ceil(count / spec.size), spec.rounds * count);
  }
}

/** Two calls of two passages for each comparison. */
function forecastPairs({ sort, top }: StrategySpec & { type: 'pairwise' }, count: number): CallForecast {
  if (sort === 'all') return exactly(count * (count - 1), 2 * count * (count - 1));
  const costOf = (children: number) => ({ calls: 2 * children, members: 4 * children });
  if (sort === 'heap') return forecastHeap({ count, children: 2, top, costOf });
  const pairs = forecastBubble({ count, children: 1, top }).calls;
  return { calls: [pairs[0] * 2, pairs[1] * 2], members: [pairs[0] * 4, pairs[1] * 4] };
}

function exactly(calls: number, members: number): CallForecast {
  return { calls: [calls, calls], members: [members, members] };
}

/** A setting that is no whole number of its range, both ends allowed. */
interface StrategyProblem {
  readonly field: 'size' | 'stride' | 'passes' | 'cutoff' | 'children' | 'top' | 'groupSize' | 'tournaments' | 'rounds';
  readonly found: number;
  readonly least: number;
  readonly most: number;
}

/** More than any context holds; keeps a mistyped number from planning a run that never ends. */
const mostShown = 1000;
const mostTimes = 100;
const mostWanted = 100_000;

/** The first thing wrong with a spec's numbers, or null. Groups are of 3 or more, so that no passage is ever left alone in one. */
export function checkStrategy(spec: StrategySpec): StrategyProblem | null {
  return rangesOf(spec).find(({ found, least, most }) => !(Number.isInteger(found) && found >= least && found <= most)) ?? null;
}

function rangesOf(spec: StrategySpec): readonly StrategyProblem[] {
  switch (spec.type) {
    case 'single':
    case 'pointwise':
      return [];
    case 'sliding':
      return [
        { field: 'size', found: spec.size, least: 2, most: mostShown },
        { field: 'stride', found: spec.stride, least: 1, most: spec.size },
        { field: 'passes', found: spec.passes, least: 1, most: mostTimes },
      ];
    case 'top-down':
      return [
        { field: 'size', found: spec.size, least: 2, most: mostShown },
        { field: 'cutoff', found: spec.cutoff, least: 1, most: spec.size - 1 },
      ];
    case 'setwise':
      return [
        { field: 'children', found: spec.children, least: 1, most: mostShown - 1 },
        { field: 'top', found: spec.top, least: 1, most: mostWanted },
      ];
    case 'pairwise':
      return [{ field: 'top', found: spec.top, least: 1, most: mostWanted }];
    case 'tournament':
      return [
        { field: 'groupSize', found: spec.groupSize, least: 3, most: mostShown },
        { field: 'tournaments', found: spec.tournaments, least: 1, most: mostTimes },
      ];
    case 'groupwise':
      return [
        { field: 'size', found: spec.size, least: 3, most: mostShown },
        { field: 'rounds', found: spec.rounds, least: 1, most: mostTimes },
      ];
  }
}

const questions: Readonly<Record<StrategySpec['type'], Question>> = {
  single: 'order',
  sliding: 'order',
  'top-down': 'order',
  setwise: 'best',
  pairwise: 'best',
  tournament: 'select',
  pointwise: 'relevance',
  groupwise: 'scores',
};

/** What every call of a strategy asks. */
export function questionOf({ type }: StrategySpec): Question {
  return questions[type];
}

const answers: Readonly<Record<Question, readonly Question[]>> = {
  order: ['order', 'best', 'select'],
  best: ['best'],
  select: ['select', 'best'],
  relevance: ['relevance'],
  scores: ['order', 'best', 'select', 'relevance', 'scores'],
};

/**
 * Does a preset that asks `preset` answer what a strategy asks? An order has a first and a first few, a selection of one is the best, scores
 * answer everything (asked about one passage alone, they are its relevance).
 */
export function canAnswer({ preset, asked }: { readonly preset: Question; readonly asked: Question }): boolean {
  return answers[preset].includes(asked);
}

/** In the order in which they are offered. */
export const STRATEGY_TYPES: readonly StrategySpec['type'][] = [
  'sliding',
  'single',
  'top-down',
  'setwise',
  'pairwise',
  'tournament',
  'groupwise',
  'pointwise',
];

/** A strategy's numbers where nobody has chosen any: the preset's own for its own strategy, else those of the strategy's paper over the preset's window. */
export function defaultStrategy(type: StrategySpec['type'], { strategy }: Pick<Preset, 'strategy'>): StrategySpec {
  if (strategy.type === type) return strategy;
  const size = 'size' in strategy ? strategy.size : strategy.type === 'tournament' ? strategy.groupSize : 10;
  switch (type) {
    case 'single':
    case 'pointwise':
      return { type };
    case 'sliding':
      return { type, size, stride: Math.max(1, Math.floor(size / 2)), passes: 1 };
    case 'top-down':
      return { type, size, cutoff: Math.max(1, Math.floor(size / 2)) };
    case 'setwise':
      return { type, sort: 'heap', children: 3, top: 10 };
    case 'pairwise':
      return { type, sort: 'heap', top: 10 };
    case 'tournament':
      return { type, groupSize: Math.max(3, size), tournaments: 2 };
    case 'groupwise':
      return { type, size: Math.max(3, size), rounds: 2 };
  }
}

/** A number of a strategy and its range, both ends allowed. */
export interface StrategyField {
  readonly field: StrategyProblem['field'];
  readonly value: number;
  readonly least: number;
  readonly most: number;
}

const ORDER: readonly StrategyField['field'][] = [
  'size',
  'stride',
  'passes',
  'cutoff',
  'children',
  'groupSize',
  'tournaments',
  'rounds',
  'top',
];

/** The numbers of a strategy with the ranges that `checkStrategy` holds them to. The top of `pairwise` with `all` decides nothing and is left out. */
export function strategyFields(spec: StrategySpec): readonly StrategyField[] {
  return ORDER.flatMap((field) => {
    const value = numberOf(spec, field);
    if (value === null || (spec.type === 'pairwise' && spec.sort === 'all')) return [];
    // No number at all is out of every range: the check then tells the range.
    const problem = checkStrategy(withNumber(fitted(spec, field), field, Number.NaN));
    return problem === null || problem.field !== field ? [] : [{ field, value, least: problem.least, most: problem.most }];
  });
}

/** The strategy with one number changed. Numbers that depend on it (a stride, a cutoff) are drawn into their new range. */
export function changeStrategy(spec: StrategySpec, { field, value }: Pick<StrategyField, 'field' | 'value'>): StrategySpec {
  return fitStrategy(withNumber(spec, field, value));
}

/** Each number that is out of its range is set to the nearer end of it. */
export function fitStrategy(spec: StrategySpec): StrategySpec {
  return ORDER.reduce<StrategySpec>((fit) => {
    const problem = checkStrategy(fit);
    if (problem === null) return fit;
    const { field, found, least, most } = problem;
    const whole = Number.isFinite(found) ? Math.round(found) : least;
    return withNumber(fit, field, Math.min(most, Math.max(least, whole)));
  }, spec);
}

/** All numbers but one made to fit, so that the check can only speak of that one. */
function fitted(spec: StrategySpec, field: StrategyField['field']): StrategySpec {
  const value = numberOf(spec, field);
  const fit = fitStrategy(spec);
  return value === null ? fit : withNumber(fit, field, value);
}

function numberOf(spec: StrategySpec, field: StrategyField['field']): number | null {
  const value: unknown = (spec as unknown as Readonly<Record<string, unknown>>)[field];
  return typeof value === 'number' ? value : null;
}

function withNumber(spec: StrategySpec, field: StrategyField['field'], value: number): StrategySpec {
  return { ...spec, [field]: value };
}
