import type { RunSettings } from '../log/event.ts';
import { startingRanking } from '../ranking.ts';
import type { DocId, RankRequest } from '../request.ts';
import { canAnswer, checkStrategy, strategyOf } from '../strategy/index.ts';
import { readingOf } from '../preset/preset.ts';
import type { RunProblem } from './problem.ts';
import { SCALING_RANGES } from './method.ts';
import type { RunMethod } from './method.ts';
import { checkSettings, rangeProblem } from './settings.ts';
import type { TextModel } from './text-model.ts';

/** Why a request cannot be reranked; null when it can. */
export function checkRequest(request: RankRequest): RunProblem | null {
  const { candidates, firstStage } = request;
  const seen = new Set<DocId>();
  for (const { docId } of candidates) {
    if (seen.has(docId)) return { code: 'repeated-docid', docId };
    seen.add(docId);
  }
  if (firstStage === undefined) return null;
  const { ranking, scores, windowFrom, late } = firstStage;
  if (startingRanking(request) !== ranking) return { code: 'first-stage-order' };
  if (scores.length !== candidates.length || !scores.every((score) => Number.isFinite(score)))
    return { code: 'first-stage-scores' };
  const lists = [windowFrom, ...(late === undefined ? [] : [late.matches])];
  return lists.every(({ length }) => length === candidates.length) ? null : { code: 'first-stage-windows' };
}

/** Why a method cannot be run with these settings and this model; null when it can. */
export function checkMethod(
  { preset, strategy, scaling }: RunMethod,
  { settings, model }: { settings: RunSettings; model: Pick<TextModel, 'likelihoods' | 'readPassages' | 'chatOnly' | 'holds'> },
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
  if (model.holds === 'answers' && answerMode === 'locked') return { code: 'cannot-be-held', answerMode };
  if (answerMode === 'reading') {
    const lacks =
      readingOf(preset) === null
        ? 'prompt'
        : settings.reading === 'off'
          ? 'setting'
          : model.readPassages === undefined
            ? 'engine'
            : null;
    if (lacks !== null) return { code: 'no-reading', prompt, lacks };
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
  model: Pick<TextModel, 'likelihoods' | 'readPassages' | 'chatOnly' | 'holds'>;
}): RunProblem | null {
  return checkSettings(settings) ?? checkRequest(request) ?? checkMethod(method, { settings, model });
}
