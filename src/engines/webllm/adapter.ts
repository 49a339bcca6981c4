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
