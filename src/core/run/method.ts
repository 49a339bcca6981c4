import type { Question } from '../answer/shape.ts';
import type { RunSettings } from '../log/event.ts';
import type { ParserId } from '../parser/index.ts';
import { PARSER_IDS } from '../parser/index.ts';
import type { Preset } from '../preset/preset.ts';
import { preset, preset as builtIn, PRESETS } from '../preset/preset.ts';
import { readPreset } from '../preset/read.ts';
import { canAnswer, checkStrategy, strategyOf, STRATEGY_TYPES } from '../strategy/index.ts';
import type { TextModel } from './text-model.ts';
import type { StrategySpec } from '../strategy/index.ts';

/**
 * How a model's answer comes about. constrained: once the answer begins only what the answer's form allows can be written. locked: that, and the thought can
 * cite only passages that exist and quote only what stands in them. free: the model's own text, parsed and repaired. first-token: nothing is
 * written; the likelihoods of the answer's first label order the passages (FIRST, arXiv 2406.15657).
 */
export type AnswerMode = 'locked' | 'constrained' | 'free' | 'first-token';

/** All modes, the default first. */
export const ANSWER_MODES: readonly AnswerMode[] = ['locked', 'constrained', 'free', 'first-token'];

/** How several samples of one call become one order. */
export type FuseRule = 'borda' | 'kemeny' | 'reciprocal-rank';

/** What is spent beyond one plain call. */
export interface Scaling {
  /** Times each call is asked, each time in another order (the first in the given one); 1 = once. */
  readonly samples: number;
  readonly fuse: FuseRule;
  /** Times a thought that closes itself is sent on with "Wait". A toy: Rank1 (arXiv 2502.18418, 3.6) found that it hurts. */
  readonly waits: number;
  /**
   * Closes a thought once its first `top` passages have stayed the same for `sentences` sentences; null = never. By `mentions` (absent too): the
   * passages in the order in which the thought first names them. By `beliefs`: in the order of the likelihoods that the answer's first label would
   * have, asked after each sentence.
   */
  readonly earlyStop: { readonly sentences: number; readonly top: number; readonly by?: 'mentions' | 'beliefs' } | null;
  /** Shows the order that the first answer token would give before the thought begins (FIRST, arXiv 2406.15657). */
  readonly instantOrder: boolean;
}

/** A way to rerank: whose prompt, which calls, whose reading, how much more. Whole, so that a log repeats it. */
export interface RunMethod {
  readonly preset: Preset;
  readonly strategy: StrategySpec;
  /** Reads answers in free mode. */
  readonly parser: ParserId;
  readonly scaling: Scaling;
}

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

function strategyProblem(strategy: StrategySpec): string | null {
  const problem = checkStrategy(strategy);
  if (problem === null) return null;
  const { field, found, least, most } = problem;
  return `${field} of the strategy must be a whole number from ${least} to ${most}, got ${found}`;
}

/** Why a method cannot be run with these settings and this model; null when it can. */
export function checkMethod(
  { preset, strategy, scaling }: RunMethod,
  { settings, model }: { settings: RunSettings; model: Pick<TextModel, 'likelihoods'> },
): string | null {
  const asked = strategyOf(strategy).asks;
  const { samples, waits, earlyStop } = scaling;
  const whole = (name: string, value: number, from: number, to: number): string | null =>
    Number.isInteger(value) && value >= from && value <= to
      ? null
      : `${name} must be a whole number from ${from} to ${to}, got ${value}`;
  const needsLikelihoods = settings.answerMode === 'first-token' || scaling.instantOrder || earlyStop?.by === 'beliefs';
  return (
    strategyProblem(strategy) ??
    (canAnswer({ preset: preset.question, asked })
      ? null
      : `the prompt ${preset.title} asks for ${preset.question}, and the strategy ${strategy.type} needs ${asked}`) ??
    (settings.answerMode === 'first-token' && preset.answer.type === 'scores'
      ? `scores cannot be read from the first token; ${preset.title} needs another answer mode`
      : null) ??
    (needsLikelihoods && model.likelihoods === undefined
      ? 'this model does not say how likely its tokens are, which the first-token order and early stops by beliefs need'
      : null) ??
    (settings.answerMode === 'free' && (waits > 0 || earlyStop !== null)
      ? 'a free thought can neither be sent on nor stopped early; choose a held answer mode'
      : null) ??
    whole('samples', samples, 1, 64) ??
    whole('waits', waits, 0, 8) ??
    (earlyStop === null
      ? null
      : (whole('earlyStop.sentences', earlyStop.sentences, 1, 100) ?? whole('earlyStop.top', earlyStop.top, 1, 100)))
  );
}

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
        const asked = strategyOf({ type }).asks;
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

const FUSE_RULES: readonly FuseRule[] = ['borda', 'kemeny', 'reciprocal-rank'];

/** A method from what an earlier load of the page saved; null where prompt or strategy are not sound. Scaling that is unfit falls back to none. */
export function readMethod(value: unknown): RunMethod | null {
  if (!isRecord(value)) return null;
  const read = readPreset(value['preset']);
  if (!read.ok) return null;
  // The preset's reader knows the form of a strategy too.
  const withStrategy = readPreset({ ...read.value, strategy: value['strategy'] });
  const parser = PARSER_IDS.find((id) => id === value['parser']);
  if (!withStrategy.ok || parser === undefined) return null;
  return { preset: read.value, strategy: withStrategy.value.strategy, parser, scaling: readScaling(value['scaling']) };
}

function readScaling(value: unknown): Scaling {
  if (!isRecord(value)) return PLAIN_SCALING;
  const { earlyStop } = value;
  const stop = isRecord(earlyStop)
    ? {
        sentences: whole(earlyStop['sentences'], 1, 100),
        top: whole(earlyStop['top'], 1, 100),
        by: earlyStop['by'] === 'beliefs' ? ('beliefs' as const) : ('mentions' as const),
      }
    : null;
  return {
    samples: whole(value['samples'], 1, 64) ?? PLAIN_SCALING.samples,
    fuse: FUSE_RULES.find((rule) => rule === value['fuse']) ?? PLAIN_SCALING.fuse,
    waits: whole(value['waits'], 0, 8) ?? PLAIN_SCALING.waits,
    earlyStop:
      stop === null || stop.sentences === null || stop.top === null
        ? null
        : { sentences: stop.sentences, top: stop.top, by: stop.by },
    instantOrder: value['instantOrder'] === true,
  };
}

function whole(value: unknown, least: number, most: number): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
