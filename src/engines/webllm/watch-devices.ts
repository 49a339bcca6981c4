import { errorInfo } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';

/** Settles for ever: `lost` resolves when a device that was watched is gone. */
export interface DeviceWatch {
  readonly lost: Promise<ErrorInfo>;
  /** Stops watching for new devices; those it has seen stay watched. */
  stopLooking(): void;
  /** Destroys what was seen, so that its memory is free before another device is asked for. */
  destroy(): void;
}

type Device = {
  readonly lost: Promise<{ reason: string; message: string }>;
  destroy(): void;
  popErrorScope(): Promise<{ readonly message: string } | null>;
};
type AdapterPrototype = { requestDevice(this: unknown, ...input: unknown[]): Promise<Device> };

/**
 * Watches every WebGPU device that is requested from now on. WebLLM 0.2.86 keeps its device to itself, only logs its loss, and leaves pending
 * work pending for ever; and its runtime destroys the device when a buffer cannot be had, so that out-of-memory looks like any loss.
 */
export function watchDevices(
  adapterClass: { readonly prototype: unknown } | undefined = Reflect.get(globalThis, 'GPUAdapter'),
): DeviceWatch {
  let report: (info: ErrorInfo) => void = () => {};
  const lost = new Promise<ErrorInfo>((resolve) => {
    report = resolve;
  });
  const prototype = adapterClass?.prototype as AdapterPrototype | undefined;
  if (prototype === undefined) return { lost, stopLooking: () => {}, destroy: () => {} };
  const original = prototype.requestDevice;
  const seen: Device[] = [];
  prototype.requestDevice = async function requestDevice(...input) {
    const device = await original.apply(this, input);
    seen.push(device);
    let outOfMemory = '';
    const pop = device.popErrorScope.bind(device);
    device.popErrorScope = async () => {
      const error = await pop();
      if (error !== null && error.constructor.name === 'GPUOutOfMemoryError') outOfMemory = error.message;
      return error;
    };
    void device.lost.then(({ reason, message }) => {
      // The scopes of the failing call are popped in the same turn that destroys the device.
      const info =
        outOfMemory === ''
          ? errorInfo('gpu-lost', `the GPU device was lost (${reason || 'unknown'}): ${message || 'no reason given'}`)
          : errorInfo('out-of-memory', `the GPU ran out of memory: ${outOfMemory}`);
      report(info);
    });
    return device;
  };
  return {
    lost,
    stopLooking: () => {
      prototype.requestDevice = original;
    },
    destroy: () => {
      for (const device of seen) device.destroy();
    },
  };
}
