import type { RunSettings } from '../log/event.ts';
import { template } from '../preset/built-in.ts';
import { fitTo } from '../preset/choose.ts';
import type { ChoiceReason, ContextFit, PresetChoice } from '../preset/choose.ts';
import type { FamilyId, Sampling } from '../preset/families.ts';
import type { Preset } from '../preset/preset.ts';
import type { StrategySpec } from '../strategy/index.ts';
import { fitMethod, methodOf } from './method.ts';
import { SETTINGS, startSettings } from './settings.ts';
import type { TextModel } from './text-model.ts';

/** Why a model is asked as it is, for whoever shows it. */
export interface StartReason {
  /** Id of the prompt. */
  readonly preset: string;
  readonly title: string;
  readonly reason: ChoiceReason;
  readonly family: FamilyId;
  /** As published with the prompt, or recommended by the model's makers. Only its temperature is a setting of a run. */
  readonly sampling: Sampling;
  readonly contextTokens: number;
  /** What was made smaller so that the largest call fits the context; null: not even one passage would fit. */
  readonly fit: ContextFit | null;
}

/** How a run with a model begins where nobody has changed anything. */
export interface RunStart {
  readonly settings: RunSettings;
  readonly reason: StartReason;
}

/** Passages that a call shows where a strategy leaves that to the list. */
const USUAL_CALL = 20;

/**
 * The settings of a run with a model that is asked by a prompt chosen for it (`presetFor`): the prompt with its own strategy and cut, its temperature, and
 * window, passages and thought made smaller where the model's context is too small for them. Published prompts stay byte for byte.
 * @param model.contextTokens tokens of prompt and output together.
 */
export function startWith(
  { preset, reason, family, sampling }: PresetChoice,
  model: Pick<TextModel, 'contextTokens' | 'chatOnly' | 'holds'>,
): RunStart {
  const { contextTokens } = model;
  const shown = passagesShown(preset.strategy);
  const fit = fitTo({ preset, context: contextTokens, count: shown });
  const mode = model.chatOnly === true ? 'free' : model.holds === 'answers' ? 'constrained' : SETTINGS.answerMode.start;
  const fitted: Preset =
    fit === null || fit.passageWords === null
      ? preset
      : { ...preset, cut: { ...preset.cut, unit: 'words', most: fit.passageWords } };
  const strategy = fit === null || fit.windowSize >= shown ? preset.strategy : showing(preset.strategy, fit);
  const { method, answerMode } = fitMethod({ ...methodOf(fitted), strategy }, mode);
  const own = template(preset.id);
  const windowSize = Math.max(SETTINGS.windowSize.least, fit?.windowSize ?? shown);
  return {
    settings: {
      // The plain settings are those of the same prompt in sliding windows.
      ...startSettings({
        ...own,
        windowSize,
        windowStride: Math.min(windowSize, fit?.windowStride ?? own.windowStride ?? SETTINGS.windowStride.start),
        passageWords: fitted.cut.unit === 'words' ? fitted.cut.most : (own.passageWords ?? SETTINGS.passageWords.start),
        thoughtTokens: fit?.thoughtTokens ?? own.thoughtTokens ?? 0,
      }),
      temperature: sampling.temperature,
      answerMode,
      method,
    },
    reason: { preset: preset.id, title: preset.title, reason, family: family.id, sampling, contextTokens, fit },
  };
}

/** Passages of the largest call of a long list. */
function passagesShown(strategy: StrategySpec): number {
  switch (strategy.type) {
    case 'sliding':
    case 'groupwise':
    case 'top-down':
    case 'certified-top':
      return strategy.size;
    case 'tournament':
      return strategy.groupSize;
    case 'setwise':
      return strategy.children + 1;
    case 'pointwise':
      return 1;
    case 'pairwise':
      return 2;
    default:
      return USUAL_CALL;
  }
}

/** The same strategy with smaller calls. One whose calls are as large as the list stays: its passages are cut when the prompt is written. */
function showing(strategy: StrategySpec, { windowSize, windowStride }: ContextFit): StrategySpec {
  switch (strategy.type) {
    case 'sliding':
      return { ...strategy, size: Math.max(2, windowSize), stride: Math.min(windowStride, Math.max(2, windowSize)) };
    case 'groupwise':
    case 'certified-top':
      return { ...strategy, size: Math.max(2, windowSize) };
    case 'top-down':
      return { ...strategy, size: Math.max(2, windowSize), cutoff: Math.min(strategy.cutoff, Math.max(1, windowSize - 1)) };
    case 'tournament':
      return { ...strategy, groupSize: Math.max(2, windowSize) };
    case 'setwise':
      return { ...strategy, children: Math.max(1, windowSize - 1) };
    default:
      return strategy;
  }
}
