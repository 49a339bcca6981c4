import { errorInfo } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import type { Result } from '../../core/request.ts';
import type { AdapterSummary } from '../engine-client.ts';

/** What WebLLM 0.2.86 asks of a device at least (`detectGPUDevice` in its runtime). Firefox on Metal offers 9 storage buffers. */
const NEEDED = {
  maxStorageBuffersPerShaderStage: 10,
  maxComputeWorkgroupStorageSize: 32 << 10,
  maxBufferSize: 1 << 28,
  maxStorageBufferBindingSize: 1 << 27,
} as const;

/** Names that CPU implementations of WebGPU go by: SwiftShader (Chromium), llvmpipe (Mesa), WARP (Windows). */
const SOFTWARE_NAMES = /swiftshader|llvmpipe|lavapipe|softpipe|\bwarp\b|basic render/i;

/** The part of a GPUAdapter that is read here. */
export interface AdapterLike {
  readonly info: {
    readonly vendor: string;
    readonly architecture: string;
    readonly device: string;
    readonly description: string;
    readonly isFallbackAdapter?: boolean;
  };
  readonly features: { has(name: string): boolean };
  readonly limits: Readonly<Record<keyof typeof NEEDED, number>>;
  /** Where the flag stood before it moved into `info`. */
  readonly isFallbackAdapter?: boolean;
}

/**
 * Looks at the adapter that WebLLM will take too (high-performance, so that a laptop uses its strong GPU) and says what is missing.
 * `gpu` is `navigator.gpu`, undefined where there is no WebGPU.
 */
export async function probeAdapter(
  gpu: { requestAdapter(options: { powerPreference: 'high-performance' }): Promise<AdapterLike | null> } | undefined,
  isSecureContext: boolean,
): Promise<Result<AdapterSummary, ErrorInfo>> {
  if (gpu === undefined) {
    const message = isSecureContext
      ? 'this browser has no WebGPU (navigator.gpu is missing)'
      : 'WebGPU needs a secure page: https, or http on localhost';
    return { ok: false, error: errorInfo('no-webgpu', message) };
  }
  let adapter: AdapterLike | null;
  try {
    adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  } catch (error) {
    return { ok: false, error: errorInfo('no-adapter', String(error)) };
  }
  if (adapter === null) {
    return {
      ok: false,
      error: errorInfo('no-adapter', 'the browser gives no WebGPU adapter: the GPU is blocked, busy or absent'),
    };
  }
  for (const name of Object.keys(NEEDED) as (keyof typeof NEEDED)[]) {
    const offered = adapter.limits[name];
    if (offered < NEEDED[name]) {
      const message = `${name} is ${offered}, the engine needs ${NEEDED[name]}`;
      return {
        ok: false,
        error: errorInfo('device-too-small', message, { limit: name, offered, needed: NEEDED[name] }),
      };
    }
  }
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const software =
    isFallbackAdapter === true ||
    adapter.isFallbackAdapter === true ||
    SOFTWARE_NAMES.test([vendor, architecture, device, description].join(' '));
  return {
    ok: true,
    value: {
      vendor,
      architecture,
      device,
      description,
      software,
      shaderF16: adapter.features.has('shader-f16'),
      subgroups: adapter.features.has('subgroups'),
      maxBufferBytes: adapter.limits.maxBufferSize,
      maxStorageBuffersPerShaderStage: adapter.limits.maxStorageBuffersPerShaderStage,
    },
  };
}

/** Settles for ever: `lost` resolves when a device that was watched is gone. */
interface DeviceWatch {
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
