import type { AdapterSummary } from '../protocol/engine-api.ts';

/**
 * The libraries of `names` that an adapter can run, from the plainest to the most demanding: the last is likely the fastest, and what is
 * measured last need not be loaded again. Several are measured against each other; none: the model was not compiled for this kind of adapter.
 */
export function libraryCandidates(
  { software, subgroups, shaderF16 }: AdapterSummary,
  names: readonly string[],
): readonly string[] {
  const present = (name: string): boolean => names.includes(name);
  if (software) {
    // One is enough: what a CPU does well is known, and measuring takes longest there.
    const order = subgroups ? ['software.wasm', 'software-plain.wasm'] : ['software-plain.wasm', 'software.wasm'];
    return order.filter(present).slice(0, 1);
  }
  return ['gpu.wasm', ...(subgroups ? ['gpu-subgroups.wasm'] : []), ...(subgroups && shaderF16 ? ['gpu-f16.wasm'] : [])].filter(
    present,
  );
}
