import { describe, expect, it } from 'vitest';
import { fetchManifest, fetchModel } from '../../../src/engines/webllm/fetch-model.ts';
import type { ModelStore } from '../../../src/engines/webllm/fetch-model.ts';
import type { LoadEvent } from '../../../src/engines/engine-client.ts';
import { fetchEncoder } from '../../../src/instant/fetch-encoder.ts';
import { countFaults, everyCall } from '../../support/count-faults.ts';
import { createMemoryStore, sha256 } from '../../support/memory-store.ts';

// Every call to the network and to the caches fails once, whatever a load was about to do; then the load is asked for again.

const modelUrl = 'http://localhost:4173/models/m/';
const FILES: Readonly<Record<string, string>> = {
  'mlc-chat-config.json': '{"config":true}',
  'tokenizer.json': '{"tokenizer":true}',
  'tensor-cache.json': '{}',
  'params_shard_0.bin': 'x'.repeat(300_000),
  'gpu.wasm': 'gpu library',
  'software.wasm': 'software library',
};
const MANIFEST = JSON.stringify({
  schema: 1,
  id: 'm',
  template: 'glassrank-1',
  quantization: 'q4f32_1',
  files: Object.entries(FILES).map(([name, content]) => ({ name, bytes: content.length, sha256: sha256(content) })),
});
const ENTRY = { id: 'm', title: 'M', template: 'glassrank-1', manifestSha256: sha256(MANIFEST), bytes: 0 };

type Fail = () => unknown;
const NETWORK: readonly (readonly [string, Fail])[] = [
  ['fails', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['answers 503', () => Promise.resolve(new Response('no', { status: 503 }))],
  ['sends a web page', () => Promise.resolve(new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }))],
  ['sends something else', () => Promise.resolve(new Response('something else'))],
  [
    'breaks in the middle',
    () =>
      Promise.resolve(
        new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError('network error')) })),
      ),
  ],
  ['falls silent', () => new Promise(() => {})],
];
const refuse = (name: string) => () => Promise.reject(new DOMException('made by the fault harness', name));
const STORAGE: readonly (readonly [string, Fail])[] = [
  ['fails', refuse('UnknownError')],
  ['has no room', refuse('QuotaExceededError')],
];

function serving(): ReturnType<typeof createMemoryStore> {
  const served = Object.entries({ ...FILES, 'manifest.json': MANIFEST });
  return createMemoryStore(modelUrl, Object.fromEntries(served.map(([name, content]) => [name, () => new Response(content)])), {
    silenceMs: 25,
  });
}

/** A store one of whose calls fails: to the network, or to a cache and its opening. */
function failing(store: ModelStore, at: number, { network, storage }: { readonly network?: Fail; readonly storage?: Fail }) {
  const calls = countFaults(at);
  const asked = network === undefined ? store : calls.over(store, ['fetch'], network);
  if (storage === undefined) return { calls, store: asked };
  const opened = calls.over(asked, ['openCache'], storage);
  const openCache: ModelStore['openCache'] = async (name) =>
    calls.over(await opened.openCache(name), ['match', 'put', 'delete', 'keys'], storage);
  return { calls, store: { ...opened, openCache } };
}

async function loadModel(store: ModelStore) {
  const events: LoadEvent[] = [];
  const manifest = await fetchManifest(ENTRY, modelUrl, store);
  if (!manifest.ok) return manifest;
  return fetchModel({
    manifest: manifest.value,
    modelUrl,
    libraries: ['gpu.wasm'],
    store,
    onEvent: (event) => events.push(event),
  });
}

async function loadEncoder(store: ModelStore) {
  const entry = { id: 'm', manifestSha256: ENTRY.manifestSha256 };
  return fetchEncoder({
    entry,
    encoderUrl: modelUrl,
    store: { ...store, openCache: () => store.openCache('glassrank/encoder') },
    onEvent: () => {},
  });
}

const WAYS = [
  ...NETWORK.map(([name, network]) => [`the network ${name}`, { network }] as const),
  ...STORAGE.map(([name, storage]) => [`the storage ${name}`, { storage }] as const),
];

describe.each([
  ['the model', loadModel],
  ['the encoder', loadEncoder],
] as const)('loading %s', (what, load) => {
  it.each(WAYS)(
    'at every call %s: a failure is a value that names a file, nothing wrong is kept, and the next load is whole',
    async (way, fails) => {
      const failed = await everyCall(async (at) => {
        const { store, caches } = serving();
        const { calls, store: faulty } = failing(store, at, fails);
        const result = await load(faulty);
        if (!result.ok) {
          expect(result.error.message, `call ${at}`).toMatch(/^\S+(?: |:).*\.$|^this browser gives the page no storage/u);
          expect(result.error.details?.['file'], `call ${at}`).toBeDefined();
        }
        // What lies in a cache is a file as it should be, whole.
        for (const entries of caches.values())
          for (const [key, bytes] of entries) {
            const name = key.split('/').at(-1) ?? '';
            expect(Buffer.from(bytes).toString(), `call ${at}: ${name}`).toBe(name === 'manifest.json' ? MANIFEST : FILES[name]);
          }
        expect((await load(store)).ok, `call ${at}: the next load`).toBe(true);
        return calls;
      });
      console.log(`fault harness, loading ${what}, ${way}: ${failed} failed, all held`);
      expect(failed).toBeGreaterThan(4);
    },
  );
});
