import type { Question } from '../answer/shape.ts';
import { everyPosition, withoutTies } from '../ranking.ts';
import type { Window } from '../ranking.ts';
import { certifiedTop } from './certified-top.ts';
import type { CertifiedTop } from './certified-top.ts';
import { groupwise } from './groupwise.ts';
import type { Groupwise } from './groupwise.ts';
import { pairwise } from './pairwise.ts';
import type { Pairwise } from './pairwise.ts';
import { pointwise } from './pointwise.ts';
import type { Pointwise } from './pointwise.ts';
import { setwise } from './setwise.ts';
import type { Setwise } from './setwise.ts';
import { single } from './single.ts';
import type { Single } from './single.ts';
import { sliding } from './sliding.ts';
import type { Sliding } from './sliding.ts';
import { exactly, shuffledMembers } from './strategy.ts';
import type { CallForecast, Certifier, NumberName, NumberRange, SortName, Strategy, StrategyRun } from './strategy.ts';
import { topDown } from './top-down.ts';
import type { TopDown } from './top-down.ts';
import { tournament } from './tournament.ts';
import type { Tournament } from './tournament.ts';

/** A strategy with its numbers, as presets, run logs and the command line hold it. */
export type StrategySpec = Sliding | Single | TopDown | CertifiedTop | Setwise | Pairwise | Tournament | Groupwise | Pointwise;

/**
 * All strategies, in the order in which they are offered. A new one is a file, its lines here, and its name and the names of its numbers in the
 * page's words: everything else reads this list.
 */
const STRATEGIES: { readonly [Spec in StrategySpec as Spec['type']]: Strategy<Spec> } = {
  sliding,
  single,
  'top-down': topDown,
  'certified-top': certifiedTop,
  setwise,
  pairwise,
  tournament,
  groupwise,
  pointwise,
};

/** In the order in which they are offered. */
export const STRATEGY_TYPES: readonly StrategySpec['type'][] = Object.keys(STRATEGIES) as StrategySpec['type'][];

/** The name of a number that some strategy has. */
export type StrategyNumber = NumberName<StrategySpec>;

/** A way of sorting that some strategy has. */
export type StrategySort = SortName<StrategySpec>;

/** Any strategy: what it takes is a spec of its own type. */
export type AnyStrategy = Omit<Strategy<StrategySpec>, 'numbers'> & {
  readonly numbers: Readonly<Partial<Record<StrategyNumber, NumberRange<StrategySpec>>>>;
};

/** The strategy of a spec. */
export function strategyOf({ type }: Pick<StrategySpec, 'type'>): AnyStrategy {
  return STRATEGIES[type];
}

/**
 * The calls of a strategy over `count` passages. The spec must be one that `checkStrategy` finds nothing wrong with. `seed` is any whole number: the
 * shuffles of tournament and groupwise depend on it and on nothing else.
 */
export function* createStrategy({
  spec,
  count,
  seed,
}: {
  readonly spec: StrategySpec;
  readonly count: number;
  readonly seed: number;
}): StrategyRun {
  const strategy = strategyOf(spec);
  if (needsNoCall(strategy, count)) return withoutTies(everyPosition(count));
  return yield* strategy.run(spec, count, (members, sample) => shuffledMembers({ members, seed, sample }));
}

/** What tells after each answer which first places are certain; null where the strategy certifies none. */
export function certifierOf({ spec, count }: { readonly spec: StrategySpec; readonly count: number }): Certifier | null {
  const strategy = strategyOf(spec);
  return needsNoCall(strategy, count) ? null : (strategy.certify?.(spec, count) ?? null);
}

/**
 * What a strategy costs on `count` passages, whatever is answered; both ends are the same where the plan does not depend on answers. The spec must be
 * one that `checkStrategy` finds nothing wrong with.
 */
export function predictCalls({ spec, count }: { readonly spec: StrategySpec; readonly count: number }): CallForecast {
  const strategy = strategyOf(spec);
  return needsNoCall(strategy, count) ? exactly(0, 0) : strategy.forecast(spec, count);
}

/** The places `[start, end)` that the calls show, in the order of the calls, as far as the spec alone tells; none where answers decide them. */
export function plannedPlaces({ spec, count }: { readonly spec: StrategySpec; readonly count: number }): readonly Window[] {
  const strategy = strategyOf(spec);
  return needsNoCall(strategy, count) ? [] : (strategy.places?.(spec, count) ?? []);
}

/** A single passage is first whatever is said of it, unless its score is wanted. */
function needsNoCall({ asks }: AnyStrategy, count: number): boolean {
  return count < 1 || (count < 2 && asks !== 'relevance');
}

/**
 * Does a preset that asks `preset` answer what a strategy asks? An order has a first and a first few, a selection of one is the best, scores
 * answer everything (asked about one passage alone, they are its relevance).
 */
export function canAnswer({ preset, asked }: { readonly preset: Question; readonly asked: Question }): boolean {
  return ANSWERS[preset].includes(asked);
}

const ANSWERS: Readonly<Record<Question, readonly Question[]>> = {
  order: ['order', 'best', 'select'],
  best: ['best'],
  select: ['select', 'best'],
  relevance: ['relevance'],
  scores: ['order', 'best', 'select', 'relevance', 'scores'],
};

/** A strategy's numbers where nobody has chosen any: the preset's own for its own strategy, else those of the strategy's paper over the preset's window. */
export function defaultStrategy(type: StrategySpec['type'], { strategy }: { readonly strategy: StrategySpec }): StrategySpec {
  if (strategy.type === type) return strategy;
  const { window } = strategyOf(strategy);
  return strategyOf({ type }).start((window === null ? null : numberOf(strategy, window)) ?? 10);
}

/** A number that is no whole number of its range, both ends allowed. */
export interface StrategyProblem {
  readonly field: StrategyNumber;
  readonly found: number;
  readonly least: number;
  readonly most: number;
}

/** All numbers of a spec that are out of their ranges. */
export function strategyProblems(spec: StrategySpec): readonly StrategyProblem[] {
  return rangesOf(spec).flatMap(([field, range]) => {
    const found = numberOf(spec, field) ?? Number.NaN;
    const [least, most] = [range.least, range.most(spec)];
    return Number.isInteger(found) && found >= least && found <= most ? [] : [{ field, found, least, most }];
  });
}

/** The first thing wrong with a spec's numbers, or null. */
export function checkStrategy(spec: StrategySpec): StrategyProblem | null {
  return strategyProblems(spec)[0] ?? null;
}

/** A number of a strategy and its range, both ends allowed. */
export interface StrategyField {
  readonly field: StrategyNumber;
  readonly value: number;
  readonly least: number;
  readonly most: number;
}

/** The numbers of a strategy with the ranges that `checkStrategy` holds them to, without those that decide nothing. */
export function strategyFields(spec: StrategySpec): readonly StrategyField[] {
  const idle = strategyOf(spec).idle?.(spec) ?? [];
  const fitted = fitStrategy(spec);
  return rangesOf(spec).flatMap(([field, { least, most }]) => {
    const value = numberOf(spec, field);
    return value === null || idle.includes(field) ? [] : [{ field, value, least, most: most(fitted) }];
  });
}

/** The strategy with one number changed. Numbers that depend on it (a stride, a cutoff) are drawn into their new range. */
export function changeStrategy(spec: StrategySpec, { field, value }: Pick<StrategyField, 'field' | 'value'>): StrategySpec {
  return fitStrategy(withNumber(spec, field, value));
}

/** Each number that is out of its range is set to the nearer end of it; what is no number, to the lower end. */
export function fitStrategy(spec: StrategySpec): StrategySpec {
  return rangesOf(spec).reduce<StrategySpec>((fit) => {
    const problem = checkStrategy(fit);
    if (problem === null) return fit;
    const { field, found, least, most } = problem;
    const nearest = Number.isFinite(found) ? Math.round(found) : least;
    return withNumber(fit, field, Math.min(most, Math.max(least, nearest)));
  }, spec);
}

function rangesOf(spec: StrategySpec): readonly (readonly [StrategyNumber, NumberRange<StrategySpec>])[] {
  return Object.entries(strategyOf(spec).numbers) as [StrategyNumber, NumberRange<StrategySpec>][];
}

function numberOf(spec: StrategySpec, field: StrategyNumber): number | null {
  const value: unknown = (spec as unknown as Readonly<Record<string, unknown>>)[field];
  return typeof value === 'number' ? value : null;
}

function withNumber(spec: StrategySpec, field: StrategyNumber, value: number): StrategySpec {
  return { ...spec, [field]: value };
}
