import type { Question } from '../answer/shape.ts';
import { refusal } from '../errors.ts';
import type { ErrorInfo } from '../errors.ts';
import type { RunSettings } from '../log/event.ts';
import { startingRanking } from '../ranking.ts';
import type { DocId, RankRequest } from '../request.ts';
import { canAnswer, checkStrategy, strategyOf } from '../strategy/index.ts';
import type { StrategySpec } from '../strategy/index.ts';
import { SCALING_RANGES } from './method.ts';
import type { RunMethod } from './method.ts';
import { checkSettings, rangeProblem } from './settings.ts';
import type { SettingProblem } from './settings.ts';
import type { TextModel } from './text-model.ts';

/** Why a run cannot begin: a code with its values. The page words it in four languages, `describeProblem` in English for logs and the command line. */
export type RunProblem =
  | SettingProblem
  /** Two passages have this docid. */
  | { readonly code: 'repeated-docid'; readonly docId: DocId }
  /** The first stage's order is no permutation of the passages. */
  | { readonly code: 'first-stage-order' }
  /** The first stage gives some passage no finite score. */
  | { readonly code: 'first-stage-scores' }
  /** The first stage does not say of every passage where its window starts, or null. */
  | { readonly code: 'first-stage-windows' }
  /** The prompt's answers are not what the strategy needs. */
  | {
      readonly code: 'other-question';
      readonly prompt: string;
      readonly question: Question;
      readonly strategy: StrategySpec['type'];
      readonly asked: Question;
    }
  /** Scores have no first token that orders passages. */
  | { readonly code: 'scores-unwritten'; readonly prompt: string }
  /** The method needs to know how likely tokens are, and the model does not say. */
  | { readonly code: 'no-likelihoods' }
  /** A free thought can neither be sent on nor stopped early. */
  | { readonly code: 'free-thought' }
  /** The model writes what it likes: it cannot be held to an answer's form. */
  | { readonly code: 'cannot-be-held'; readonly answerMode: RunSettings['answerMode'] }
  /** The prompt begins the model's turn or is plain text to go on from, and the model takes whole conversations only. */
  | { readonly code: 'cannot-go-on'; readonly prompt: string };

/** Why a request cannot be reranked; null when it can. */
export function checkRequest(request: RankRequest): RunProblem | null {
  const { candidates, firstStage } = request;
  const seen = new Set<DocId>();
  for (const { docId } of candidates) {
    if (seen.has(docId)) return { code: 'repeated-docid', docId };
    seen.add(docId);
  }
  if (firstStage === undefined) return null;
  const { ranking, scores, windowFrom } = firstStage;
  if (startingRanking(request) !== ranking) return { code: 'first-stage-order' };
  if (scores.length !== candidates.length || !scores.every((score) => Number.isFinite(score)))
    return { code: 'first-stage-scores' };
  return windowFrom.length === candidates.length ? null : { code: 'first-stage-windows' };
}

/** Why a method cannot be run with these settings and this model; null when it can. */
export function checkMethod(
  { preset, strategy, scaling }: RunMethod,
  { settings, model }: { settings: RunSettings; model: Pick<TextModel, 'likelihoods' | 'chatOnly'> },
): RunProblem | null {
  const { answerMode } = settings;
  const { earlyStop, instantOrder, samples, waits } = scaling;
  const wrongNumber = checkStrategy(strategy);
  if (wrongNumber !== null)
    return { code: 'out-of-range', kind: 'whole', ...wrongNumber, field: `strategy.${wrongNumber.field}` };
  const { asks: asked } = strategyOf(strategy);
  const { title: prompt, question } = preset;
  if (!canAnswer({ preset: question, asked }))
    return { code: 'other-question', prompt, question, strategy: strategy.type, asked };
  if (answerMode === 'first-token' && preset.answer.type === 'scores') return { code: 'scores-unwritten', prompt };
  if (model.chatOnly === true) {
    if (answerMode === 'locked' || answerMode === 'constrained') return { code: 'cannot-be-held', answerMode };
    if (preset.completion || preset.prefill !== '') return { code: 'cannot-go-on', prompt };
  }
  const leansOnLikelihoods = answerMode === 'first-token' || instantOrder || earlyStop?.by === 'beliefs';
  if (leansOnLikelihoods && model.likelihoods === undefined) return { code: 'no-likelihoods' };
  if (answerMode === 'free' && (waits > 0 || earlyStop !== null)) return { code: 'free-thought' };
  return (
    rangeProblem('samples', samples, SCALING_RANGES.samples) ??
    rangeProblem('waits', waits, SCALING_RANGES.waits) ??
    (earlyStop === null
      ? null
      : (rangeProblem('earlyStop.sentences', earlyStop.sentences, SCALING_RANGES.sentences) ??
        rangeProblem('earlyStop.top', earlyStop.top, SCALING_RANGES.top)))
  );
}

/** The first reason why this run cannot begin; null when it can. */
export function checkRun({
  request,
  settings,
  method,
  model,
}: {
  request: RankRequest;
  settings: RunSettings;
  method: RunMethod;
  model: Pick<TextModel, 'likelihoods' | 'chatOnly'>;
}): RunProblem | null {
  return checkSettings(settings) ?? checkRequest(request) ?? checkMethod(method, { settings, model });
}

/**
 * The error of a run that cannot begin. Its `details` are the problem, so that whoever shows it can say it in another language; lists are told as text.
 */
export function refusedRun(problem: RunProblem): ErrorInfo {
  const { code, ...values } = problem;
  const told = Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]);
  return refusal(describeProblem(problem), { problem: code, ...(Object.fromEntries(told) as Record<string, string | number>) });
}

/** A problem as one English line, for whoever has no page: run logs, the command line, users of the library. */
export function describeProblem(problem: RunProblem): string {
  switch (problem.code) {
    case 'out-of-range': {
      const { field, kind, found, least, most } = problem;
      return `${field} must be a ${kind === 'whole' ? 'whole ' : ''}number from ${least} to ${most}, got ${found}`;
    }
    case 'not-a-choice':
      return `${problem.field} must be ${problem.among.join(' or ')}, got ${problem.found}`;
    case 'repeated-docid':
      return `two passages have the docid ${JSON.stringify(problem.docId)}`;
    case 'first-stage-order':
      return 'the first stage’s order is no permutation of the passages';
    case 'first-stage-scores':
      return 'the first stage must give every passage one finite score';
    case 'first-stage-windows':
      return 'the first stage must say of every passage where its window starts, or null';
    case 'other-question':
      return `the prompt ${problem.prompt} asks for ${problem.question}, and the strategy ${problem.strategy} needs ${problem.asked}`;
    case 'scores-unwritten':
      return `scores cannot be read from the first token; ${problem.prompt} needs another answer mode`;
    case 'no-likelihoods':
      return 'this model does not say how likely its tokens are, which the first-token order and early stops by beliefs need';
    case 'free-thought':
      return 'a free thought can neither be sent on nor stopped early; choose a held answer mode';
    case 'cannot-be-held':
      return `this model cannot be held to an answer’s form, so answerMode ${problem.answerMode} is not to be had; take free`;
    case 'cannot-go-on':
      return `this model takes whole conversations only, and the prompt ${problem.prompt} begins its answer for it`;
  }
}
