import { createHash } from 'node:crypto';
import type { ModelStore } from '../../src/engines/webllm/fetch-model.ts';

/** Lower-case hex. */
export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

const urlOf = (key: RequestInfo | URL): string => (key instanceof Request ? key.url : key instanceof URL ? key.href : key);

/** A ModelStore over Maps. */
export interface MemoryStore {
  readonly store: ModelStore;
  /** By cache name and key. */
  readonly caches: Map<string, Map<string, Uint8Array<ArrayBuffer>>>;
  /** Names asked of the server, in order. */
  readonly fetched: string[];
}

/** Caches as Maps by name; `served` is the server, by names under `modelUrl`. */
export function createMemoryStore(
  modelUrl: string,
  served: Record<string, () => Response | Promise<Response>>,
  more: Partial<ModelStore> = {},
): MemoryStore {
  const caches = new Map<string, Map<string, Uint8Array<ArrayBuffer>>>();
  const fetched: string[] = [];
  const store: ModelStore = {
    async fetch(url, init) {
      const name = url.slice(modelUrl.length);
      fetched.push(init.cache === 'reload' ? `${name} (reload)` : name);
      return (await served[name]?.()) ?? new Response('not found', { status: 404 });
    },
    async openCache(name) {
      const entries = caches.get(name) ?? new Map<string, Uint8Array<ArrayBuffer>>();
      caches.set(name, entries);
      return {
        match: async (key) => (entries.has(urlOf(key)) ? new Response(entries.get(urlOf(key))) : undefined),
        put: async (key, response) => void entries.set(urlOf(key), new Uint8Array(await response.arrayBuffer())),
        delete: async (key) => entries.delete(urlOf(key)),
        keys: async () => [...entries.keys()].map((url) => new Request(url)),
      };
    },
    sha256: async (bytes) => sha256(bytes),
    freeBytes: async () => undefined,
    ...more,
  };
  return { store, caches, fetched };
}
