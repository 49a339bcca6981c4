import { expect, test } from 'vitest';
import { selectSettings } from '../../../../src/app/page/select.ts';
import { template } from '../../../../src/core/preset/built-in.ts';
import { startSettings } from '../../../../src/core/run/settings.ts';

test('before a model is loaded the settings are those that Glassrank was trained with', () => {
  expect(selectSettings({ model: null, settings: {} })).toEqual(startSettings(template('glassrank-1')));
});

test('the stride never exceeds the window', () => {
  expect(selectSettings({ model: null, settings: { windowSize: 3, windowStride: 8 } }).windowStride).toBe(3);
});
