import { describe, expect, test } from 'vitest';
import { canAnswer, strategyOf } from '../../../../src/core/strategy/index.ts';
import { freeConfigurationId, sweepConfigurations } from '../../../../src/core/experiment/sweep.ts';
import { READY_NAMES, readySettings } from '../../../../src/core/run/ready.ts';
import { methodLimits, selectMethod } from '../../../../src/core/run/method.ts';
import { SAMPLE_PLAN } from '../experiment/sample-experiment.ts';
import { SAMPLE_SETTINGS } from '../../../support/sample-request.ts';

describe('ready configurations', () => {
  test.each(['glassrank-1', 'instruct-think', 'rank-r1', 'grouprank'])(
    'every one of them can be asked of a model with the template %s',
    (templateId) => {
      for (const name of READY_NAMES) {
        const settings = readySettings(name, { settings: SAMPLE_SETTINGS, templateId });
        const method = selectMethod(settings, templateId);
        expect(methodLimits(method, settings.answerMode).modes[settings.answerMode]).toBe(null);
        expect(canAnswer({ preset: method.preset.question, asked: strategyOf(method.strategy).asks })).toBe(true);
      }
    },
  );

  test('no two of them are the same', () => {
    const made = READY_NAMES.map((name) => readySettings(name, { settings: SAMPLE_SETTINGS, templateId: 'glassrank-1' }));
    expect(new Set(made.map((settings) => JSON.stringify(settings))).size).toBe(READY_NAMES.length);
  });

  test('a workbench method does not leak into them', () => {
    const settings = readySettings('pointwise', { settings: SAMPLE_SETTINGS, templateId: 'glassrank-1' });
    const again = readySettings('sliding', { settings, templateId: 'glassrank-1' });
    expect(again.method).toBe(undefined);
    expect(again.answerMode).not.toBe('first-token');
  });
});

describe('sweeps', () => {
  const base = { settings: SAMPLE_SETTINGS, templateId: 'glassrank-1', modelId: 'm', name: 'Base' };

  test('the thought budget is all that a sweep over it changes', () => {
    const swept = sweepConfigurations('thought', base);
    expect(swept.length).toBeGreaterThan(2);
    expect(new Set(swept.map(({ settings }) => settings.thoughtTokens)).size).toBe(swept.length);
    for (const { settings } of swept)
      expect({ ...settings, thoughtTokens: SAMPLE_SETTINGS.thoughtTokens }).toEqual(SAMPLE_SETTINGS);
  });

  test('samples are varied also where the workbench has no method of its own', () => {
    const swept = sweepConfigurations('samples', base);
    expect(swept.map(({ settings }) => settings.method?.scaling.samples)).toEqual([1, 3, 5]);
  });
});

test('an id is never given twice, also after one in the middle was removed', () => {
  const taken = SAMPLE_PLAN.configurations.map((one, place) => ({ ...one, id: `c${place + 2}` }));
  expect(taken.map(({ id }) => id)).not.toContain(freeConfigurationId(taken));
});
