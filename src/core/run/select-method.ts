import { PRESETS, preset as builtIn } from '../preset/presets.ts';
import type { AnswerMode } from './answer-mode.ts';
import type { RunSettings } from '../log/run-event.ts';
import type { RunMethod, Scaling } from './run-method.ts';
import type { Preset } from '../preset/preset.ts';
import type { Question } from '../answer/question.ts';
import type { StrategySpec } from '../strategy/strategy-spec.ts';
import { canAnswer } from '../strategy/can-answer.ts';
import { questionOf } from '../strategy/question-of.ts';
import { STRATEGY_TYPES, defaultStrategy } from '../strategy/default-strategy.ts';

/** One plain call. */
export const PLAIN_SCALING: Scaling = { samples: 1, fuse: 'borda', waits: 0, earlyStop: null, instantOrder: false };

/** Why something cannot be had with a method. */
export type MethodBar =
  /** Its thought is none, so there is nothing to hold, send on or stop. */
  | 'no-thought'
  /** Its passages are not named `[n]`, so quotes cannot be tied to them. */
  | 'other-labels'
  /** Scores have no first token that orders passages. */
  | 'scores'
  /** Free text is not held, so it can neither be sent on nor stopped. */
  | 'free'
  /** Nothing is written in this mode. */
  | 'unwritten'
  /** Only an answer that is an order has a first label that orders. */
  | 'not-an-order';

/** What a method cannot do in its answer mode; null: can. `strategies`: the question that the preset does not answer. */
export interface MethodLimits {
  readonly modes: Readonly<Record<AnswerMode, MethodBar | null>>;
  readonly strategies: Readonly<Record<StrategySpec['type'], Question | null>>;
  readonly waits: MethodBar | null;
  readonly earlyStop: MethodBar | null;
  readonly instantOrder: MethodBar | null;
}

/** The method that a run with these settings would follow; without one of its own the model's prompt in sliding windows. */
export function selectMethod(
  { method, windowSize, windowStride }: Pick<RunSettings, 'method' | 'windowSize' | 'windowStride'>,
  templateId: string,
): RunMethod {
  if (method !== undefined) return method;
  const own = PRESETS.find(({ id }) => id === templateId) ?? builtIn('glassrank-1');
  const strategy: StrategySpec = { type: 'sliding', size: windowSize, stride: windowStride, passes: 1 };
  return { preset: own, strategy, parser: 'glassrank', scaling: PLAIN_SCALING };
}

/** The same rules as the run's own check of its method. */
export function methodLimits({ preset }: Pick<RunMethod, 'preset'>, mode: AnswerMode): MethodLimits {
  const { answer, thought, question } = preset;
  const named = 'label' in answer && answer.label.before === '[' && answer.label.numerals === 'numbers';
  const unthought = thought === null ? 'no-thought' : null;
  const sent = mode === 'first-token' ? 'unwritten' : (unthought ?? (mode === 'free' ? 'free' : null));
  return {
    modes: {
      locked: unthought ?? (named ? null : 'other-labels'),
      constrained: null,
      free: null,
      'first-token': answer.type === 'scores' ? 'scores' : null,
    },
    strategies: Object.fromEntries(
      STRATEGY_TYPES.map((type) => {
        const asked = questionOf(defaultStrategy(type, preset));
        return [type, canAnswer({ preset: question, asked }) ? null : asked];
      }),
    ) as Record<StrategySpec['type'], Question | null>,
    waits: sent,
    earlyStop: sent ?? (answer.type === 'order' ? null : 'not-an-order'),
    instantOrder: mode === 'first-token' ? 'unwritten' : answer.type === 'order' ? null : 'not-an-order',
  };
}

/** A preset as its authors use it, on one plain call each. */
export function methodOf(preset: Preset): RunMethod {
  return { preset, strategy: preset.strategy, parser: preset.parser, scaling: PLAIN_SCALING };
}

/** What a method can be asked in a mode: the mode itself where it can, else constrained, and no scaling that it cannot follow. */
export function fitMethod(method: RunMethod, mode: AnswerMode): { readonly method: RunMethod; readonly answerMode: AnswerMode } {
  const answerMode = methodLimits(method, mode).modes[mode] === null ? mode : 'constrained';
  const limits = methodLimits(method, answerMode);
  const { scaling, preset, strategy } = method;
  return {
    method: {
      ...method,
      strategy: limits.strategies[strategy.type] === null ? strategy : preset.strategy,
      scaling: {
        ...scaling,
        waits: limits.waits === null ? scaling.waits : 0,
        earlyStop: limits.earlyStop === null ? scaling.earlyStop : null,
        instantOrder: limits.instantOrder === null && scaling.instantOrder,
      },
    },
    answerMode,
  };
}
