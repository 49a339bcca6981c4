import { expect, test } from 'vitest';
import { selectSettings } from '../../../../src/app/page/select.ts';
import { template } from '../../../../src/core/preset/built-in.ts';
import type { AppState } from '../../../../src/app/page/state.ts';
import { startSettings } from '../../../../src/core/run/settings.ts';

test('before a model is loaded the settings are those that Glassrank was trained with', () => {
  expect(selectSettings({ model: null, settings: {} })).toEqual(startSettings(template('glassrank-2')));
});

test('the stride never exceeds the window', () => {
  expect(selectSettings({ model: null, settings: { windowSize: 3, windowStride: 8 } }).windowStride).toBe(3);
});

test('a model of our own reads more words on a graphics processor; not in software, not where the cut was made to fit a context, not against a person', () => {
  const model = { defaults: startSettings(), adapter: { software: false } } as unknown as NonNullable<AppState['model']>;
  const words = (given: object, settings = {}): number =>
    selectSettings({ model: { ...model, ...given }, settings }).passageWords;
  expect(words({})).toBe(100);
  expect(words({ adapter: { software: true } })).toBe(40);
  expect(words({ adapter: undefined })).toBe(40);
  expect(words({ asked: { reason: 'thinks' } })).toBe(40);
  expect(words({}, { passageWords: 60 })).toBe(60);
});
