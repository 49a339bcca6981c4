import { describe, expect, it } from 'vitest';
import { openMeasureDevice, probeMachine } from '../../../../src/engines/models/machine.ts';
import type { GpuLike } from '../../../../src/engines/models/machine.ts';

const LIMITS = {
  maxStorageBuffersPerShaderStage: 16,
  maxComputeWorkgroupStorageSize: 32 << 10,
  maxBufferSize: 4 * 2 ** 30,
  maxStorageBufferBindingSize: 2 ** 31,
};

function gpu({ features = ['shader-f16'], limits = LIMITS, description = 'Some GPU', refuses = false } = {}): GpuLike & {
  readonly asked: Readonly<Record<string, number>>[];
} {
  const asked: Readonly<Record<string, number>>[] = [];
  return {
    asked,
    requestAdapter: () =>
      Promise.resolve({
        info: { vendor: 'some', architecture: 'new', device: '', description },
        features: new Set(features),
        limits,
        requestDevice: ({ requiredLimits }) => {
          asked.push(requiredLimits);
          return refuses ? Promise.reject(new Error('busy')) : Promise.resolve({} as never);
        },
      }),
  };
}

describe('what this machine is', () => {
  it('is told by its adapter’s names, features and limits; its memory is not known', async () => {
    const found = await probeMachine(gpu({ features: ['shader-f16', 'subgroups', 'timestamp-query'] }), true);
    expect(found).toMatchObject({
      ok: true,
      value: {
        adapter: { description: 'Some GPU', software: false, shaderF16: true },
        machine: {
          software: false,
          features: ['shader-f16', 'subgroups'],
          maxBufferBytes: 4 * 2 ** 30,
          maxBindingBytes: 2 ** 31,
          memory: null,
        },
      },
    });
    expect(await probeMachine(gpu({ description: 'Google SwiftShader' }), true)).toMatchObject({
      value: { machine: { software: true } },
    });
  });

  it('is nothing that a model runs on without WebGPU, or where an adapter is too small for any', async () => {
    expect(await probeMachine(undefined, true)).toMatchObject({ ok: false, error: { code: 'no-webgpu' } });
    const small = gpu({ limits: { ...LIMITS, maxStorageBuffersPerShaderStage: 8 } });
    expect(await probeMachine(small, true)).toMatchObject({ ok: false, error: { code: 'device-too-small' } });
  });

  it('lends a device for the measurement that may have buffers of up to a gibibyte', async () => {
    const large = gpu();
    expect(await openMeasureDevice(large)).not.toBe(null);
    expect(large.asked).toEqual([{ maxBufferSize: 2 ** 30 }]);
    expect(await openMeasureDevice(gpu({ refuses: true }))).toBe(null);
    expect(await openMeasureDevice(undefined)).toBe(null);
  });
});
