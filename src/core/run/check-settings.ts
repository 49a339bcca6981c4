import { ANSWER_MODES } from './answer-mode.ts';
import type { RunSettings } from '../log/run-event.ts';

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
