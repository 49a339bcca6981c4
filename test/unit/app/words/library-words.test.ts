import { expect, test } from 'vitest';
import * as en from '../../../../src/app/words/en/index.ts';
import type { LibraryChoice, MeasuredLibrary } from '../../../../src/engines/engine-client.ts';

const { calibration: calibrationWords, choice: choiceWords, measured: measuredWords } = en.library;

const RIGHT: MeasuredLibrary = {
  library: 'gpu.wasm',
  prefillTokensPerSecond: 2310.4,
  decodeTokensPerSecond: 8.44,
  verdict: 'right',
};
const FAILED: MeasuredLibrary = {
  library: 'gpu-f16.wasm',
  prefillTokensPerSecond: 0,
  decodeTokensPerSecond: 0,
  verdict: 'failed',
  note: 'cannot compile',
};

test.each([
  [{ library: 'gpu.wasm', reason: 'only', measured: [] }, 'the only one that fits this graphics processor'],
  [{ library: 'gpu.wasm', reason: 'asked', measured: [] }, 'asked for in the page’s address'],
  [
    { library: 'gpu.wasm', reason: 'measured', measured: [RIGHT, { ...RIGHT, library: 'gpu-f16.wasm' }] },
    'fastest of 2, measured at this load',
  ],
  [
    { library: 'gpu.wasm', reason: 'measured-earlier', measured: [RIGHT, FAILED] },
    'the only one that works, measured earlier on this graphics processor',
  ],
] satisfies (readonly [LibraryChoice, string])[])('a choice says why (%#)', (choice, words) => {
  expect(choiceWords(choice)).toBe(words);
});

test('what was measured is one line each, and what is not used says so and why', () => {
  expect(measuredWords(RIGHT)).toBe('gpu.wasm: reads 2,310 and writes 8.4 tokens/s, output as expected');
  expect(measuredWords({ ...RIGHT, verdict: 'unchecked' })).toMatch(/output not checked$/);
  expect(measuredWords({ ...RIGHT, note: 'compared: 3 of 8' })).toMatch(/as expected \(compared: 3 of 8\)$/);
  expect(measuredWords({ ...RIGHT, verdict: 'wrong', note: 'token 2 of 8 is 1' })).toBe(
    'gpu.wasm: not used, its output is wrong here (token 2 of 8 is 1)',
  );
  expect(measuredWords(FAILED)).toBe('gpu-f16.wasm: not used, it failed (cannot compile)');
});

test('a calibration says which candidate it is at', () => {
  const at = { library: 'gpu-f16.wasm', index: 1, count: 3 };
  expect(calibrationWords({ ...at, step: 'start' })).toBe('Starting gpu-f16.wasm (2 of 3)…');
  expect(calibrationWords({ ...at, step: 'measure' })).toBe('Measuring gpu-f16.wasm (2 of 3)…');
});
