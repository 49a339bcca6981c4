import type { Configuration } from './experiment.ts';
import { sweep } from './sweep.ts';
import type { RunSettings } from '../log/run-event.ts';
import { selectMethod } from '../run/select-method.ts';

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
