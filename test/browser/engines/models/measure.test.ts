import { expect, test } from 'vitest';
import { openMeasureDevice, probeMachine } from '../../../../src/engines/models/machine.ts';
import type { GpuLike } from '../../../../src/engines/models/machine.ts';
import { measureUpload } from '../../../../src/engines/models/measure.ts';

const { gpu } = navigator as unknown as { readonly gpu: GpuLike };
const MB = 2 ** 20;

test('this browser’s own device holds what it is asked for, and more than one buffer of it', async () => {
  const device = await openMeasureDevice(gpu);
  if (device === null) throw new Error('no device');
  const told: number[] = [];
  const said = await measureUpload({
    device,
    bytes: 300 * MB,
    signal: new AbortController().signal,
    onProgress: (held) => told.push(held),
  });
  expect(said).toEqual({ bytes: 300 * MB, isAll: false, end: 'reached' });
  expect(told).toEqual([256 * MB, 300 * MB]);
});

test('a device that is taken away is an answer', async () => {
  const device = await openMeasureDevice(gpu);
  if (device === null) throw new Error('no device');
  const said = await measureUpload({
    device,
    bytes: 600 * MB,
    signal: new AbortController().signal,
    onProgress: () => device.destroy(),
  });
  expect(said).toEqual({ bytes: 256 * MB, isAll: true, end: 'lost' });
});

test('what this machine is, is what the engine is told too', async () => {
  const found = await probeMachine(gpu, isSecureContext);
  expect(found).toMatchObject({ ok: true, value: { adapter: { software: true }, machine: { software: true, memory: null } } });
});
