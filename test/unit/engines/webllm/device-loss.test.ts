import { describe, expect, test } from 'vitest';
import { watchDevices } from '../../../../src/engines/webllm/device-loss.ts';

class GPUOutOfMemoryError {
  readonly message = 'cannot allocate';
}

function fakeAdapterClass(scopes: (GPUOutOfMemoryError | null)[] = []) {
  let lose: (info: { reason: string; message: string }) => void = () => {};
  const device = {
    lost: new Promise<{ reason: string; message: string }>((resolve) => {
      lose = resolve;
    }),
    popErrorScope: async () => scopes.shift() ?? null,
    destroy: () => lose({ reason: 'destroyed', message: '' }),
  };
  class Adapter {
    async requestDevice() {
      return device;
    }
  }
  return { Adapter, device, lose: (info: { reason: string; message: string }) => lose(info) };
}

describe('watchDevices', () => {
  test('a device that is lost is told with its reason', async () => {
    const { Adapter, lose } = fakeAdapterClass();
    const watch = watchDevices(Adapter);
    await new Adapter().requestDevice();
    lose({ reason: 'unknown', message: 'driver reset' });
    expect(await watch.lost).toMatchObject({ code: 'gpu-lost', retry: true, message: expect.stringContaining('driver reset') });
  });

  test('a device that was destroyed because a buffer could not be had ran out of memory', async () => {
    const { Adapter, device, lose } = fakeAdapterClass([null, new GPUOutOfMemoryError()]);
    const watch = watchDevices(Adapter);
    await new Adapter().requestDevice();
    await device.popErrorScope();
    await device.popErrorScope();
    lose({ reason: 'destroyed', message: '' });
    expect(await watch.lost).toMatchObject({ code: 'out-of-memory' });
  });

  test('after stopLooking new devices are requested as before', async () => {
    const { Adapter } = fakeAdapterClass();
    const before = Adapter.prototype.requestDevice;
    const watch = watchDevices(Adapter);
    expect(Adapter.prototype.requestDevice).not.toBe(before);
    watch.stopLooking();
    expect(Adapter.prototype.requestDevice).toBe(before);
  });

  test('what was seen can be destroyed, also after looking has stopped', async () => {
    const { Adapter, device } = fakeAdapterClass();
    const watch = watchDevices(Adapter);
    await new Adapter().requestDevice();
    watch.stopLooking();
    watch.destroy();
    expect(await device.lost).toMatchObject({ reason: 'destroyed' });
    expect(await watch.lost).toMatchObject({ code: 'gpu-lost' });
  });

  test('where there is no WebGPU there is nothing to watch', () => {
    expect(() => watchDevices(undefined).stopLooking()).not.toThrow();
  });
});
