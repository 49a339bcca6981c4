import type { RunSettings } from '../log/run-event.ts';
import type { RunMethod } from './run-method.ts';
import type { StrategySpec } from '../strategy/strategy-spec.ts';
import { canAnswer } from '../strategy/can-answer.ts';
import { checkStrategy } from '../strategy/check-strategy.ts';
import { questionOf } from '../strategy/question-of.ts';
import type { TextModel } from './text-model.ts';

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
  const asked = questionOf(strategy);
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
