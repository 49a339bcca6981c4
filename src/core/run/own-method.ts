import { preset } from '../preset/presets.ts';
import type { RunSettings } from '../log/run-event.ts';
import type { RunMethod, Scaling } from './run-method.ts';

/** One plain call. */
export const NO_SCALING: Scaling = { samples: 1, fuse: 'borda', waits: 0, earlyStop: null, instantOrder: false };

/** The method of a run that names none: the model's own prompt, sliding windows. Throws RangeError for a template without a preset. */
export function ownMethod(templateId: string, { windowSize, windowStride }: RunSettings): RunMethod {
  return {
    preset: preset(templateId),
    strategy: { type: 'sliding', size: windowSize, stride: windowStride, passes: 1 },
    parser: 'glassrank',
    scaling: NO_SCALING,
  };
}
