/** WebGPU features that each library of a model folder needs. */
const NEEDS = {
  'gpu.wasm': [],
  'gpu-subgroups.wasm': ['subgroups'],
  'gpu-f16.wasm': ['shader-f16', 'subgroups'],
  'software.wasm': ['subgroups'],
};

/**
 * Why an adapter cannot run a library, or null. Software libraries are made for adapters that run shaders on a CPU and would only waste a
 * GPU's time. Throws for a name that is no library's: a new one must be told what it needs.
 * @param {string} library
 * @param {{ features: readonly string[], software: boolean }} adapter
 * @returns {string | null}
 */
export function whyNotRunnable(library, { features, software }) {
  const needs = NEEDS[library];
  if (needs === undefined) throw new Error(`bench/library-needs.mjs does not know ${library}.`);
  const missing = needs.filter((feature) => !features.includes(feature));
  if (missing.length > 0) return `the adapter has no ${missing.join(' and no ')}`;
  if (library.startsWith('software') && !software) return 'it is for adapters that run shaders on a CPU';
  return null;
}

/**
 * Name and features of the adapter that WebLLM takes; null without one. Runs in a page.
 * @returns {Promise<{ name: string, features: string[], software: boolean } | null>}
 */
export async function readAdapter() {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return null;
  const { vendor, architecture, description } = adapter.info;
  const name = [vendor, architecture, description].filter((part) => part !== '').join(' ');
  return { name, features: [...adapter.features], software: /swiftshader|llvmpipe|software|warp/i.test(name) };
}
