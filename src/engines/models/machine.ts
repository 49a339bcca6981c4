import type { ErrorInfo } from '../../core/errors.ts';
import type { Result } from '../../core/request.ts';
import type { AdapterSummary } from '../engine-client.ts';
import { probeAdapter } from '../webllm/adapter.ts';
import type { AdapterLike } from '../webllm/adapter.ts';
import type { Machine } from './fit.ts';
import type { MeasureDevice } from './measure.ts';

/** The part of `navigator.gpu` that is used. */
export interface GpuLike {
  requestAdapter(options: { powerPreference: 'high-performance' }): Promise<GpuAdapter | null>;
}

interface GpuAdapter extends AdapterLike {
  requestDevice(descriptor: { readonly requiredLimits: Readonly<Record<string, number>> }): Promise<MeasureDevice>;
}

/** A GPU by its names, and by what decides which models it holds. */
export interface FoundMachine {
  readonly adapter: AdapterSummary;
  readonly machine: Machine;
}

/** WebGPU features that libraries are compiled for. */
const FEATURES = ['shader-f16', 'subgroups'] as const;

/** Looks at the adapter that the engine will take too. Its memory is not known yet. `gpu` is undefined where there is no WebGPU. */
export async function probeMachine(gpu: GpuLike | undefined, isSecureContext: boolean): Promise<Result<FoundMachine, ErrorInfo>> {
  let seen: GpuAdapter | null = null;
  const looking = gpu && {
    async requestAdapter(options: { powerPreference: 'high-performance' }) {
      seen = await gpu.requestAdapter(options);
      return seen;
    },
  };
  const probed = await probeAdapter(looking, isSecureContext);
  if (!probed.ok) return probed;
  const { features, limits } = seen as unknown as GpuAdapter;
  const machine: Machine = {
    software: probed.value.software,
    features: FEATURES.filter((name) => features.has(name)),
    maxBufferBytes: limits.maxBufferSize,
    maxBindingBytes: limits.maxStorageBufferBindingSize,
    memory: null,
  };
  return { ok: true, value: { adapter: probed.value, machine } };
}

/** A device of its own for `measureUpload`; null where none is given. */
export async function openMeasureDevice(gpu: GpuLike | undefined): Promise<MeasureDevice | null> {
  try {
    const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
    const limits = { maxBufferSize: Math.min(adapter?.limits.maxBufferSize ?? 0, 2 ** 30) };
    return (await adapter?.requestDevice({ requiredLimits: limits })) ?? null;
  } catch {
    // A GPU that gives no device gives no memory either; the caller says so.
    return null;
  }
}
