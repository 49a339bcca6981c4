import type { RunSettings } from '../../../core/log/run-event.ts';
import type { StrategySpec } from '../../../core/strategy/strategy-spec.ts';
import type { CompareWords } from '../../words/compare-catalogue.ts';
import type { MethodWords } from '../../words/method-catalogue.ts';

/** A configuration's settings in a few words: prompt, calls, answers, thought, samples. */
export function configurationFacts(
  settings: RunSettings,
  { words, methods }: { words: CompareWords; methods: MethodWords },
): string {
  const { method, answerMode, thoughtTokens, windowSize, windowStride, passageWords } = settings;
  const strategy: StrategySpec = method?.strategy ?? {
    type: 'sliding',
    size: windowSize,
    stride: windowStride,
    passes: 1,
  };
  const numbers = Object.values(strategy).filter((value) => typeof value === 'number');
  const samples = method?.scaling.samples ?? 1;
  return [
    method?.preset.title ?? words.ownPrompt,
    `${methods.strategies[strategy.type].name}${numbers.length > 0 ? ` ${numbers.join('/')}` : ''}`,
    words.modes[answerMode],
    answerMode === 'first-token' ? null : words.thought(thoughtTokens),
    method === undefined ? words.passageWords(passageWords) : null,
    samples > 1 ? words.samples(samples) : null,
  ]
    .filter((fact) => fact !== null)
    .join(' · ');
}
