import type { RunSettings } from '../log/event.ts';
import { preset } from '../preset/built-in.ts';
import { canAnswer, defaultStrategy } from '../strategy/index.ts';
import { fitMethod, methodOf, selectMethod } from './method.ts';
import type { RunMethod } from './method.ts';
import type { AnswerMode } from './settings.ts';

/** A published way to use the loaded model, as it is offered to be compared with others. */
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
