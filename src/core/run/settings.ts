import type { RunSettings } from '../log/event.ts';
import { preset } from '../preset/preset.ts';
import { startingRanking } from '../ranking.ts';
import type { DocId, RankRequest } from '../request.ts';
import { canAnswer, defaultStrategy } from '../strategy/index.ts';
import { ANSWER_MODES, fitMethod, methodOf, selectMethod } from './method.ts';
import type { AnswerMode, RunMethod } from './method.ts';

/** What is wrong with a run's settings; null when nothing is. Names the setting and the allowed range. */
export function checkSettings(settings: RunSettings): string | null {
  const { windowSize, windowStride, thoughtTokens, passageWords, priorWeight, answerMode, temperature, seed } = settings;
  const whole = (name: string, value: number, from: number, to: number): string | null =>
    Number.isInteger(value) && value >= from && value <= to
      ? null
      : `${name} must be a whole number from ${from} to ${to}, got ${value}`;
  return (
    whole('windowSize', windowSize, 2, 100) ??
    whole('windowStride', windowStride, 1, windowSize) ??
    whole('thoughtTokens', thoughtTokens, 0, 100_000) ??
    whole('passageWords', passageWords, 1, 100_000) ??
    whole('seed', seed, 0, 2 ** 31 - 1) ??
    (priorWeight >= 0 && priorWeight <= 100 ? null : `priorWeight must be a number from 0 to 100, got ${priorWeight}`) ??
    (temperature >= 0 && temperature <= 2 ? null : `temperature must be a number from 0 to 2, got ${temperature}`) ??
    (ANSWER_MODES.includes(answerMode) ? null : `answerMode must be ${ANSWER_MODES.join(' or ')}, got ${String(answerMode)}`)
  );
}

/** Why a request cannot be reranked; null when it can. */
export function checkRequest(request: RankRequest): string | null {
  const { candidates, firstStage } = request;
  const seen = new Set<DocId>();
  for (const { docId } of candidates) {
    if (seen.has(docId)) return `two passages have the docid ${JSON.stringify(docId)}`;
    seen.add(docId);
  }
  if (firstStage === undefined) return null;
  const { ranking, scores, windowFrom } = firstStage;
  if (startingRanking(request) !== ranking) return 'the first stage’s order is no permutation of the passages';
  if (scores.length !== candidates.length || !scores.every((score) => Number.isFinite(score)))
    return 'the first stage must give every passage one finite score';
  if (windowFrom.length !== candidates.length)
    return 'the first stage must say of every passage where its window starts, or null';
  return null;
}

export type ReadyName = 'sliding' | 'single' | 'first' | 'setwise' | 'pointwise';

/** In the order in which they are offered. */
export const READY_NAMES: readonly ReadyName[] = ['sliding', 'single', 'first', 'setwise', 'pointwise'];

/**
 * Settings of one published way to use the loaded model: its own prompt in sliding windows, in one window, by the first token (FIRST) or setwise;
 * pointwise takes Qwen3-Reranker's prompt where the model's own gives no relevance, and an order that it does not give is asked for plainly.
 */
export function readySettings(
  name: ReadyName,
  { settings, templateId }: { settings: RunSettings; templateId: string },
): RunSettings {
  const { method: _, ...plain } = settings;
  const own = selectMethod(plain, templateId);
  const kept = { ...own.preset, cut: { ...own.preset.cut, most: plain.passageWords } };
  const ordersItself = canAnswer({ preset: kept.question, asked: 'order' });
  const orderer = ordersItself ? own : methodOf(preset('instruct-direct'));
  const made = (method: RunMethod, mode: AnswerMode): RunSettings => {
    const fit = fitMethod(method, mode);
    return { ...plain, method: fit.method, answerMode: fit.answerMode };
  };
  const mode = plain.answerMode === 'first-token' ? 'constrained' : plain.answerMode;
  const ownWith = (type: 'single' | 'setwise' | 'pointwise'): RunMethod => ({
    ...own,
    preset: kept,
    strategy: defaultStrategy(type, kept),
  });
  switch (name) {
    case 'sliding':
      return ordersItself ? { ...plain, answerMode: mode } : made(orderer, mode);
    case 'single':
      return made(ordersItself ? ownWith('single') : { ...orderer, strategy: { type: 'single' } }, mode);
    case 'first':
      return made(ordersItself ? { ...own, preset: kept } : orderer, 'first-token');
    case 'setwise':
      return made(ownWith('setwise'), mode);
    case 'pointwise':
      return kept.question === 'scores' || kept.question === 'relevance'
        ? made(ownWith('pointwise'), mode)
        : made(methodOf(preset('qwen3-reranker')), 'first-token');
  }
}
