import { template } from '../../core/preset/templates.ts';
import type { RunSettings } from '../../core/log/run-event.ts';
import type { AppState } from './state.ts';

/** Before a model is loaded its own defaults are not known: those of Glassrank's template stand in. */
function templateDefaults(): RunSettings {
  const { windowSize, windowStride, thoughtTokens, passageWords, priorWeight } = template('glassrank-1');
  return { windowSize, windowStride, thoughtTokens, passageWords, priorWeight, answerMode: 'locked', temperature: 0, seed: 0 };
}

/** The settings a run would use now. The stride never exceeds the window. */
export function selectSettings(state: Pick<AppState, 'model' | 'settings'>): RunSettings {
  const merged = { ...(state.model?.defaults ?? templateDefaults()), ...state.settings };
  return { ...merged, windowStride: Math.min(merged.windowStride, merged.windowSize) };
}
