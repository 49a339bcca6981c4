import type { StrategySpec } from './strategy-spec.ts';
import { checkStrategy } from './check-strategy.ts';
import type { StrategyProblem } from './check-strategy.ts';

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
