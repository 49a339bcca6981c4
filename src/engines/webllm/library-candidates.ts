import type { AdapterSummary } from './engine-api.ts';

/**
 * The libraries of `names` that an adapter can run, from the plainest to the most demanding: the last is likely the fastest, and what is
 * measured last need not be loaded again. Several are measured against each other; none: the model was not compiled for this kind of adapter.
 */
export function libraryCandidates(
  { software, subgroups, shaderF16 }: AdapterSummary,
  names: readonly string[],
): readonly string[] {
  const present = (name: string): boolean => names.includes(name);
  // One is enough: what a CPU does well is known, and measuring takes longest there. The library for CPUs shares values by subgroups;
  // where an adapter has none, the one that needs nothing runs, at minutes a list.
  if (software) return (subgroups ? ['software.wasm', 'gpu.wasm'] : ['gpu.wasm']).filter(present).slice(0, 1);
  return ['gpu.wasm', ...(subgroups ? ['gpu-subgroups.wasm'] : []), ...(subgroups && shaderF16 ? ['gpu-f16.wasm'] : [])].filter(
    present,
  );
}
