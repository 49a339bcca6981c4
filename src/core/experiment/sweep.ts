import type { RunSettings } from '../log/event.ts';
import type { Result } from '../request.ts';
import type { Scaling } from '../run/method.ts';
import { selectMethod } from '../run/method.ts';
import type { Configuration, ExperimentProblem } from './plan.ts';
import type { StrategySpec } from '../strategy/index.ts';

/** The one thing that a sweep varies, and what it is set to. */
export type SweepAxis =
  | { readonly setting: 'thoughtTokens'; readonly values: readonly number[] }
  | { readonly setting: 'samples'; readonly values: readonly number[] }
  | { readonly setting: 'earlyStop'; readonly values: readonly Scaling['earlyStop'][] }
  | { readonly setting: 'instantOrder'; readonly values: readonly boolean[] }
  | { readonly setting: 'strategy'; readonly values: readonly StrategySpec[] };

/**
 * Configurations that differ from `base` in one setting only, in the order of the axis's values, each value once. All but thought tokens belong to
 * a method: a problem where `base` has none.
 */
export function sweep(base: Configuration, axis: SweepAxis): Result<readonly Configuration[], ExperimentProblem> {
  const { settings } = base;
  const { method } = settings;
  const named = (value: SweepAxis['values'][number], changed: Configuration['settings']): Configuration => ({
    ...base,
    id: `${base.id} ${axis.setting}=${JSON.stringify(value)}`,
    name: `${base.name} · ${axis.setting} ${wordsOf(value)}`,
    settings: changed,
  });
  const once = <Value>(values: readonly Value[], make: (value: Value) => Configuration): readonly Configuration[] => [
    ...new Map(values.map(make).map((configuration) => [configuration.id, configuration])).values(),
  ];
  if (axis.setting === 'thoughtTokens')
    return { ok: true, value: once(axis.values, (value) => named(value, { ...settings, thoughtTokens: value })) };
  if (method === undefined)
    return { ok: false, error: { line: 0, code: 'no-method', configuration: base.name, setting: axis.setting } };
  if (axis.setting === 'strategy')
    return {
      ok: true,
      value: once(axis.values, (strategy) => named(strategy, { ...settings, method: { ...method, strategy } })),
    };
  const scaled = (value: SweepAxis['values'][number], change: Partial<Scaling>): Configuration =>
    named(value, { ...settings, method: { ...method, scaling: { ...method.scaling, ...change } } });
  switch (axis.setting) {
    case 'samples':
      return { ok: true, value: once(axis.values, (samples) => scaled(samples, { samples })) };
    case 'earlyStop':
      return { ok: true, value: once(axis.values, (earlyStop) => scaled(earlyStop, { earlyStop })) };
    case 'instantOrder':
      return { ok: true, value: once(axis.values, (instantOrder) => scaled(instantOrder, { instantOrder })) };
  }
}

/** `sliding size 20 stride 10 passes 1`. */
function wordsOf(value: SweepAxis['values'][number]): string {
  if (typeof value !== 'object' || value === null) return value === null ? 'off' : String(value);
  return Object.entries(value)
    .map(([name, part]) => (name === 'type' ? String(part) : `${name} ${String(part)}`))
    .join(' ');
}

export type SweepName = 'thought' | 'samples';

/** Tokens a thought may take: none, a quarter, one and four times a usual budget. */
const BUDGETS = [0, 64, 256, 1024];
const SAMPLES = [1, 3, 5];

/** The workbench's settings with one thing varied. Samples need a method: the model's own prompt becomes one. */
export function sweepConfigurations(
  which: SweepName,
  { settings, templateId, modelId, name }: { settings: RunSettings; templateId: string; modelId: string; name: string },
): readonly Configuration[] {
  const own = selectMethod(settings, templateId);
  const method = settings.method ?? {
    ...own,
    preset: { ...own.preset, cut: { ...own.preset.cut, most: settings.passageWords } },
  };
  const base = { id: '', name, modelId, settings: which === 'samples' ? { ...settings, method } : settings };
  const swept = sweep(
    base,
    which === 'samples' ? { setting: 'samples', values: SAMPLES } : { setting: 'thoughtTokens', values: BUDGETS },
  );
  // Only a base without a method has a problem, and this one has one.
  return swept.ok ? swept.value : [];
}

/** An id that no configuration of the draft has. */
export function freeConfigurationId(taken: readonly Configuration[]): string {
  const ids = new Set(taken.map(({ id }) => id));
  let number = taken.length + 1;
  while (ids.has(`c${number}`)) number += 1;
  return `c${number}`;
}
