import { EMPTY_DRAFT } from '../../../../src/app/features/input/slice.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPreset } from '../../../../src/core/preset/check.ts';
import { preset, PRESETS } from '../../../../src/core/preset/built-in.ts';
import { ANSWER_MODES } from '../../../../src/core/run/settings.ts';
import { checkMethod } from '../../../../src/core/run/check.ts';
import { fitMethod, methodLimits, methodOf, PLAIN_SCALING } from '../../../../src/core/run/method.ts';
import type { RunSettings } from '../../../../src/core/log/event.ts';
import { copyPreset, editOwnPreset, isTrainedWith, readPresetJson } from '../../../../src/core/preset/own.ts';
import {
  changeStrategy,
  checkStrategy,
  defaultStrategy,
  fitStrategy,
  STRATEGY_TYPES,
  strategyFields,
} from '../../../../src/core/strategy/index.ts';
import { DEFAULT_PREFERENCES } from '../../../../src/app/page/preferences.ts';
import { decodePreferences } from '../../../../src/app/page/read-kept.ts';
import { encodeDraft } from '../../../../src/app/page/draft.ts';
import { decodeDraft } from '../../../../src/app/page/read-kept.ts';
import { cases } from '../../../support/profile.ts';
import { SAMPLE_SETTINGS } from '../../../support/sample-request.ts';

const model = {
  likelihoods: () => Promise.reject(new Error('not asked')),
  readPassages: () => {
    throw new Error('not asked');
  },
};
const anyPreset = fc.constantFrom(...PRESETS);
const anyMode = fc.constantFrom(...ANSWER_MODES);

describe('what can be chosen', () => {
  test('whatever is chosen of prompt, strategy, mode and scaling, what the page passes on is a method that can be run', () => {
    const anyScaling = fc.record({
      samples: fc.integer({ min: 1, max: 64 }),
      fuse: fc.constantFrom('borda', 'kemeny', 'reciprocal-rank'),
      waits: fc.integer({ min: 0, max: 8 }),
      earlyStop: fc.option(
        fc.record({
          sentences: fc.integer({ min: 1, max: 100 }),
          top: fc.integer({ min: 1, max: 100 }),
          by: fc.constantFrom('mentions' as const, 'beliefs' as const),
        }),
      ),
      instantOrder: fc.boolean(),
    });
    fc.assert(
      fc.property(anyPreset, fc.constantFrom(...STRATEGY_TYPES), anyMode, anyScaling, (chosen, type, mode, scaling) => {
        const strategy = defaultStrategy(type, chosen);
        const { method, answerMode } = fitMethod({ ...methodOf(chosen), strategy, scaling }, mode);
        const settings: RunSettings = { ...SAMPLE_SETTINGS, answerMode, method };
        expect(checkMethod(method, { settings, model })).toBeNull();
      }),
      { numRuns: cases(2000) },
    );
  });

  test('what a prompt can do stays as it was chosen', () => {
    const method = { ...methodOf(preset('rank-k')), scaling: { ...PLAIN_SCALING, samples: 3, waits: 2 } };
    expect(fitMethod(method, 'locked')).toEqual({ method, answerMode: 'locked' });
  });

  test('every bar has its reason: no thought, other labels, scores, one passage at a time', () => {
    expect(methodLimits({ preset: preset('rankgpt') }, 'constrained').modes.locked).toBe('no-thought');
    expect(methodLimits({ preset: preset('grouprank') }, 'constrained').modes['first-token']).toBe('scores');
    expect(methodLimits({ preset: preset('rankgpt') }, 'reading')).toMatchObject({
      modes: { reading: 'unread' },
      waits: 'unwritten',
    });
    expect(methodLimits({ preset: preset('rank1') }, 'constrained').modes.locked).toBe('other-labels');
    expect(methodLimits({ preset: preset('rank1') }, 'constrained').strategies.sliding).toBe('order');
    expect(methodLimits({ preset: preset('rank-k') }, 'free')).toMatchObject({ waits: 'free', earlyStop: 'free' });
  });

  test('a model is told to be untrained with a prompt that names other models, and is not where its name begins with one of them', () => {
    expect(isTrainedWith(preset('rank-k'), { id: 'glassrank-135m-q4f32_1', template: 'glassrank-1' })).toBe('no');
    expect(isTrainedWith(preset('glassrank-1'), { id: 'glassrank-135m-q4f32_1', template: 'glassrank-1' })).toBe('yes');
    expect(isTrainedWith(preset('rank-k'), { id: 'Rank-K-32B-q4f16_1', template: 'rank-k' })).toBe('yes');
    expect(isTrainedWith(preset('qwen3-reranker'), { id: 'Qwen3-Reranker-0.6B-q4f16', template: 'instruct-think' })).toBe('yes');
    expect(isTrainedWith(preset('rankgpt'), { id: 'Qwen3-0.6B', template: 'instruct-think' })).toBe('any');
    expect(isTrainedWith(preset('rankgpt'), { id: 'glassrank-135m', template: 'glassrank-1' })).toBe('no');
  });
});

describe('a strategy’s numbers', () => {
  test('each has the range that the check holds it to', () => {
    expect(strategyFields({ type: 'sliding', size: 20, stride: 10, passes: 1 })).toEqual([
      { field: 'size', value: 20, least: 2, most: 1000 },
      { field: 'stride', value: 10, least: 1, most: 20 },
      { field: 'passes', value: 1, least: 1, most: 100 },
    ]);
  });

  test('a smaller window draws its stride with it', () => {
    expect(changeStrategy({ type: 'sliding', size: 20, stride: 10, passes: 1 }, { field: 'size', value: 4 })).toEqual({
      type: 'sliding',
      size: 4,
      stride: 4,
      passes: 1,
    });
  });

  test('any numbers are drawn into a spec that can be run', () => {
    const number = fc.oneof(fc.integer({ min: -5, max: 2000 }), fc.double());
    fc.assert(
      fc.property(
        fc.constantFrom(...STRATEGY_TYPES),
        anyPreset,
        fc.array(number, { minLength: 3, maxLength: 3 }),
        (type, one, typed) => {
          const spec = strategyFields(defaultStrategy(type, one)).reduce(
            (made, { field }, place) => ({ ...made, [field]: typed[place] ?? 1 }),
            defaultStrategy(type, one),
          );
          expect(checkStrategy(fitStrategy(spec))).toBeNull();
        },
      ),
    );
  });
});

describe('own prompts', () => {
  const copy = copyPreset(preset('rank-k'), { ids: ['rank-k', 'rank-k-copy'], title: 'Mine' });
  const broken = { ...copy, messages: [{ role: 'user' as const, content: 'No query' }] };

  test('a copy has an id of its own and is as sound as what it was made of', () => {
    expect(copy.id).toBe('rank-k-copy-2');
    expect(checkPreset(copy)).toEqual([]);
  });

  test('what has problems is kept beside the last sound version, and takes its place once it is sound', () => {
    const edited = editOwnPreset([{ preset: copy, draft: null }], broken);
    expect(edited).toEqual([{ preset: copy, draft: broken }]);
    const mended = { ...copy, title: 'Mended' };
    expect(editOwnPreset(edited, mended)).toEqual([{ preset: mended, draft: null }]);
  });

  test('both outlive a reload; what is no preset at all is left out', () => {
    const preferences = { ...DEFAULT_PREFERENCES, ownPresets: [{ preset: copy, draft: broken }] };
    expect(decodePreferences(JSON.stringify(preferences), DEFAULT_PREFERENCES)).toEqual(preferences);
    const spoilt = { ...preferences, ownPresets: [{ preset: { id: 'x' } }, 7, { preset: copy, draft: { title: 3 } }] };
    expect(decodePreferences(JSON.stringify(spoilt), DEFAULT_PREFERENCES).ownPresets).toEqual([{ preset: copy, draft: null }]);
  });

  test('a file of one reads back, and a broken one says where', () => {
    expect(readPresetJson(JSON.stringify(copy))).toEqual({ ok: true, value: copy });
    expect(readPresetJson('{\n"id": }')).toMatchObject({ ok: false, error: [{ place: '2:7' }] });
    expect(readPresetJson(JSON.stringify({ ...copy, passage: 3 }))).toMatchObject({ ok: false, error: [{ place: 'passage' }] });
  });
});

describe('the chosen method', () => {
  const method = {
    ...methodOf(preset('rank1')),
    scaling: { ...PLAIN_SCALING, samples: 5, earlyStop: { sentences: 2, top: 3, by: 'beliefs' as const } },
  };

  test('outlives a reload with the other settings', () => {
    const settings = { answerMode: 'free', method } as const;
    const text = encodeDraft({ input: EMPTY_DRAFT, settings, startFrom: 'instant' });
    expect(decodeDraft(text)?.settings).toEqual(settings);
  });

  test('an unsound one is left out and costs the rest nothing', () => {
    const settings = { thoughtTokens: 7, method: { ...method, preset: { ...method.preset, messages: [] } } };
    const text = encodeDraft({ input: EMPTY_DRAFT, settings, startFrom: 'instant' });
    expect(decodeDraft(text)?.settings).toEqual({ thoughtTokens: 7 });
  });
});
