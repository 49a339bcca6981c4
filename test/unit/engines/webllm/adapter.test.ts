import { describe, expect, test } from 'vitest';
import { probeAdapter } from '../../../../src/engines/webllm/adapter.ts';
import type { AdapterLike } from '../../../../src/engines/webllm/adapter.ts';

const ADAPTER: AdapterLike = {
  info: { vendor: 'nvidia', architecture: 'hopper', device: '', description: '' },
  features: { has: (name) => name === 'shader-f16' },
  limits: {
    maxStorageBuffersPerShaderStage: 10,
    maxComputeWorkgroupStorageSize: 32768,
    maxBufferSize: 2 ** 30,
    maxStorageBufferBindingSize: 2 ** 30,
  },
};

const probe = (adapter: AdapterLike | null) => probeAdapter({ requestAdapter: async () => adapter }, true);
const named = (info: Partial<AdapterLike['info']>): AdapterLike => ({ ...ADAPTER, info: { ...ADAPTER.info, ...info } });

describe('probeAdapter', () => {
  test('a GPU is a GPU', async () => {
    expect(await probe(ADAPTER)).toMatchObject({
      ok: true,
      value: { vendor: 'nvidia', software: false, shaderF16: true, subgroups: false },
    });
    const features = { has: (name: string) => name === 'subgroups' };
    expect(await probe({ ...ADAPTER, features })).toMatchObject({ value: { shaderF16: false, subgroups: true } });
  });

  test.each([
    named({ vendor: 'google', architecture: 'swiftshader' }),
    named({ description: 'llvmpipe (LLVM 17.0.6, 256 bits)' }),
    named({ vendor: 'microsoft', description: 'Microsoft Basic Render Driver' }),
    named({ isFallbackAdapter: true }),
    { ...ADAPTER, isFallbackAdapter: true },
  ])('an adapter on the CPU is told by its name or flag', async (adapter) => {
    expect(await probe(adapter)).toMatchObject({ ok: true, value: { software: true } });
  });

  test.each([
    'maxStorageBuffersPerShaderStage',
    'maxComputeWorkgroupStorageSize',
    'maxBufferSize',
    'maxStorageBufferBindingSize',
  ] as const)('too small a %s is named with both numbers', async (name) => {
    const small = await probe({ ...ADAPTER, limits: { ...ADAPTER.limits, [name]: 9 } });
    expect(small).toMatchObject({
      ok: false,
      error: { code: 'device-too-small', retry: false, message: expect.stringContaining(`${name} is 9`) },
    });
  });

  test('no WebGPU and no adapter are different failures', async () => {
    expect(await probeAdapter(undefined, true)).toMatchObject({ ok: false, error: { code: 'no-webgpu' } });
    expect(await probeAdapter(undefined, false)).toMatchObject({
      ok: false,
      error: { code: 'no-webgpu', message: expect.stringContaining('https') },
    });
    expect(await probe(null)).toMatchObject({ ok: false, error: { code: 'no-adapter' } });
    expect(await probeAdapter({ requestAdapter: () => Promise.reject(new Error('x')) }, true)).toMatchObject({
      ok: false,
      error: { code: 'no-adapter' },
    });
  });
});
