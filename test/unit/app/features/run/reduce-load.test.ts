import { expect, test } from 'vitest';
import type { LoadEvent } from '../../../../../src/engines/engine-client.ts';
import { EMPTY_LOAD, reduceLoad } from '../../../../../src/app/features/run/load.ts';

const after = (...events: readonly LoadEvent[]) => events.reduce(reduceLoad, EMPTY_LOAD);
const START: LoadEvent = { type: 'calibrate-start', libraries: ['gpu.wasm', 'gpu-f16.wasm'] };

test('a calibration shows its first candidate at once, then each step, then nothing', () => {
  expect(after(START).calibration).toEqual({ library: 'gpu.wasm', index: 0, count: 2, step: 'start' });
  const second: LoadEvent = { type: 'calibrate-progress', library: 'gpu-f16.wasm', index: 1, step: 'measure' };
  expect(after(START, second).calibration).toEqual({ library: 'gpu-f16.wasm', index: 1, count: 2, step: 'measure' });
  const choice = { library: 'gpu-f16.wasm', reason: 'measured', measured: [] } as const;
  expect(after(START, second, { type: 'calibrate-end', choice }).calibration).toBeNull();
});

test('each candidate’s engine starts from nothing, and the files stay', () => {
  const file: LoadEvent = { type: 'file-start', file: 'a', bytes: 9, source: 'network' };
  const view = after(
    { type: 'load-start', files: 1, bytes: 9 },
    file,
    START,
    { type: 'engine-start' },
    { type: 'engine-progress', progress: 1, text: 'done' },
    { type: 'engine-start' },
  );
  expect(view.engine).toEqual({ progress: 0, text: '' });
  expect([view.files.length, view.totalBytes, view.calibration?.count]).toEqual([1, 9, 2]);
});

test('a step of a calibration that was never begun changes nothing', () => {
  expect(after({ type: 'calibrate-progress', library: 'gpu.wasm', index: 0, step: 'measure' })).toBe(EMPTY_LOAD);
});
