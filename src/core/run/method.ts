import type { Question } from '../answer/shape.ts';
import type { RunSettings } from '../log/event.ts';
import type { ParserId } from '../parser/ids.ts';
import { PARSER_IDS } from '../parser/ids.ts';
import type { Preset } from '../preset/preset.ts';
import { preset as builtIn, PRESETS } from '../preset/built-in.ts';
import { readingOf, readPreset } from '../preset/preset.ts';
import { canAnswer, strategyOf, STRATEGY_TYPES } from '../strategy/index.ts';
import type { StrategySpec } from '../strategy/index.ts';
import { rangeProblem } from './settings.ts';
import type { AnswerMode } from './settings.ts';

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
export const PLAIN_SCALING: Scaling = { samples: 1, fuse: 'borda', waits: 0, earlyStop: null, instantOrder: false };

/** All fuse rules, the first one the usual. */
export const FUSE_RULES: readonly FuseRule[] = ['borda', 'kemeny', 'reciprocal-rank'];

/** The numbers of a scaling, with the ranges that a run takes, both ends allowed. */
export const SCALING_RANGES: Readonly<
  Record<'samples' | 'waits' | 'sentences' | 'top', { readonly least: number; readonly most: number }>
> = {
  samples: { least: 1, most: 64 },
  waits: { least: 0, most: 8 },
  sentences: { least: 1, most: 100 },
  top: { least: 1, most: 100 },
};

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
  | 'not-an-order'
  /** Its passages have no score that is read at their ends. */
  | 'unread';

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
  const unwritten = mode === 'first-token' || mode === 'reading';
  const named = 'label' in answer && answer.label.before === '[' && answer.label.numerals === 'numbers';
  const unthought = thought === null ? 'no-thought' : null;
  const sent = unwritten ? 'unwritten' : (unthought ?? (mode === 'free' ? 'free' : null));
  return {
    modes: {
      locked: unthought ?? (named ? null : 'other-labels'),
      constrained: null,
      free: null,
      'first-token': answer.type === 'scores' ? 'scores' : null,
      reading: readingOf(preset) === null ? 'unread' : null,
    },
    strategies: Object.fromEntries(
      STRATEGY_TYPES.map((type) => {
        const asked = strategyOf({ type }).asks;
        return [type, canAnswer({ preset: question, asked }) ? null : asked];
      }),
    ) as Record<StrategySpec['type'], Question | null>,
    waits: sent,
    earlyStop: sent ?? (answer.type === 'order' ? null : 'not-an-order'),
    instantOrder: unwritten ? 'unwritten' : answer.type === 'order' ? null : 'not-an-order',
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

/** A scaling from any value: what is unfit or lacks is that of one plain call. */
export function readScaling(value: unknown): Scaling {
  if (!isRecord(value)) return PLAIN_SCALING;
  const { earlyStop } = value;
  return {
    samples: inRange(value['samples'], 'samples') ?? PLAIN_SCALING.samples,
    fuse: FUSE_RULES.find((rule) => rule === value['fuse']) ?? PLAIN_SCALING.fuse,
    waits: inRange(value['waits'], 'waits') ?? PLAIN_SCALING.waits,
    earlyStop: isRecord(earlyStop) ? readEarlyStop(earlyStop) : null,
    instantOrder: value['instantOrder'] === true,
  };
}

function readEarlyStop(value: Readonly<Record<string, unknown>>): Scaling['earlyStop'] {
  const sentences = inRange(value['sentences'], 'sentences');
  const top = inRange(value['top'], 'top');
  if (sentences === null || top === null) return null;
  return { sentences, top, by: value['by'] === 'beliefs' ? 'beliefs' : 'mentions' };
}

function inRange(value: unknown, name: keyof typeof SCALING_RANGES): number | null {
  return typeof value === 'number' && rangeProblem(name, value, SCALING_RANGES[name]) === null ? value : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
