import type { AdapterSummary, LoadOptions } from '../protocol/engine-api.ts';

/** Library files of a model folder: one tuned for GPUs, one without workgroup barriers for adapters that run shaders on the CPU. */
export type LibraryFile = 'gpu.wasm' | 'software.wasm';

/** The one place that decides which compiled library fits an adapter. `wanted` overrides it (`?library=`). */
export function chooseLibrary(adapter: AdapterSummary, wanted: LoadOptions['library']): LibraryFile {
  if (wanted !== undefined) return `${wanted}.wasm`;
  return adapter.software ? 'software.wasm' : 'gpu.wasm';
}
