import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PRESETS, preset } from '../../../../src/core/preset/built-in.ts';
import { presetFor } from '../../../../src/core/preset/choose.ts';
import { FAMILIES } from '../../../../src/core/preset/families.ts';
import { checkMethod } from '../../../../src/core/run/check.ts';
import { checkSettings } from '../../../../src/core/run/settings.ts';
import { startWith } from '../../../../src/core/run/start.ts';

const likelihoods = () => Promise.reject(new Error('not asked'));

describe('how a run begins with a model', () => {
  test('with room enough it is the chosen prompt as published, at the temperature that goes with it', () => {
    const { settings, reason } = startWith(presetFor({ name: 'liuwenhan/reasonrank-7B' }), { contextTokens: 32_768 });
    expect(settings.method?.preset).toEqual(preset('reasonrank'));
    expect(settings.method?.strategy).toEqual(preset('reasonrank').strategy);
    expect(settings).toMatchObject({ thoughtTokens: 3072, temperature: preset('reasonrank').sampling.temperature });
    expect(reason).toMatchObject({ preset: 'reasonrank', reason: 'trained', family: 'qwen2.5', fit: { cut: [] } });
  });

  test('a hybrid model thinks, at the temperature that its makers recommend: greedy thoughts of Qwen3 never end', () => {
    const { settings, reason } = startWith(presetFor({ name: 'Qwen3-4B-q4f16_1-MLC' }), { contextTokens: 4096 });
    expect(settings).toMatchObject({ temperature: 0.6, answerMode: 'locked', method: { preset: { id: 'instruct-think' } } });
    expect(reason.reason).toBe('thinks');
  });

  test('a small context makes passages, window and thought smaller, and says which', () => {
    const { settings, reason } = startWith(presetFor({ name: 'hltcoe/Rank-K-32B' }), { contextTokens: 4096 });
    expect(reason.fit?.cut).toEqual(['passages', 'window', 'thought']);
    expect(reason.fit?.tokens).toBeLessThanOrEqual(4096);
    expect(settings.method?.strategy).toMatchObject({ type: 'sliding', size: reason.fit?.windowSize });
    expect(settings.method?.preset.cut).toEqual({ unit: 'words', most: reason.fit?.passageWords, from: 'start' });
    expect(settings.method?.preset.messages).toEqual(preset('rank-k').messages);
    expect(settings.thoughtTokens).toBe(reason.fit?.thoughtTokens);
  });

  test('what a model cannot be held to is not asked of it', () => {
    const choice = presetFor({ name: 'Qwen3-4B' });
    expect(startWith(choice, { contextTokens: 8192, holds: 'answers' }).settings.answerMode).toBe('constrained');
    expect(startWith(choice, { contextTokens: 8192, chatOnly: true }).settings.answerMode).toBe('free');
  });

  test('every prompt with every family gives settings that a run takes, in any context', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PRESETS),
        fc.constantFrom(...FAMILIES),
        fc.integer({ min: 64, max: 40_000 }),
        (asked, family, contextTokens) => {
          const choice = { preset: asked, reason: 'trained' as const, family, sampling: asked.sampling };
          const { settings, reason } = startWith(choice, { contextTokens });
          expect(checkSettings(settings)).toBeNull();
          const { method } = settings;
          expect(method && checkMethod(method, { settings, model: { likelihoods } })).toBeNull();
          if (reason.fit !== null) expect(reason.fit.tokens).toBeLessThanOrEqual(contextTokens);
        },
      ),
    );
  });
});
