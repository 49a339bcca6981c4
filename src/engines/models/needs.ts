import type { AdapterSummary } from '../engine-client.ts';
import type { StoredLibrary } from './stored.ts';

/** The part of an adapter that decides which libraries it can run. */
type AdapterFeatures = Pick<AdapterSummary, 'shaderF16' | 'subgroups'>;

/** Features that a library needs and an adapter lacks, by WebGPU's names. What this app has not looked for counts as lacking. */
export function lackingFeatures({ needs }: Pick<StoredLibrary, 'needs'>, adapter: AdapterFeatures): readonly string[] {
  return needs.filter((name) => !(name === 'shader-f16' ? adapter.shaderF16 : name === 'subgroups' && adapter.subgroups));
}

/** What keeps an adapter from running any library of a model: the features that the least demanding one lacks; empty: it can run one. */
export function unmetNeeds(
  { libraries }: { readonly libraries: readonly StoredLibrary[] },
  adapter: AdapterFeatures,
): readonly string[] {
  const lacking = libraries.map((library) => lackingFeatures(library, adapter));
  return lacking.reduce((least, one) => (one.length < least.length ? one : least), lacking[0] ?? []);
}
