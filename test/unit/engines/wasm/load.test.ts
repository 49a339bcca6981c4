import { readFileSync } from 'node:fs';
import startModule from '@wllama/wllama/src/single-thread/wllama.js';
import { describe, expect, it, test } from 'vitest';
import type { LoadEvent } from '../../../../src/engines/engine-client.ts';
import { startLlama } from '../../../../src/engines/wasm/llama.ts';
import { cpuLoader } from '../../../../src/engines/wasm/load.ts';
import type { TranscodedEntry } from '../../../../src/engines/wasm/load.ts';
import { probeProcessor } from '../../../../src/engines/wasm/processor.ts';
import { MODEL_CATALOG } from '../../../../src/engines/webllm/catalog.ts';
import { describeError } from '../../../../src/engines/webllm/describe-error.ts';
import { fetchManifest, fetchModel } from '../../../../src/engines/webllm/fetch-model.ts';
import type { ModelStore } from '../../../../src/engines/webllm/fetch-model.ts';
import { createMemoryStore } from '../../../support/memory-store.ts';
import type { MemoryStore } from '../../../support/memory-store.ts';
import { llamaWasm } from '../../../support/cpu-model.ts';

const modelsUrl = 'http://localhost:4173/models/';
const modelUrl = `${modelsUrl}test-tiny/`;
const folder = 'public/models/test-tiny';
const { files } = JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')) as { files: readonly { readonly name: string }[] };
const ONE = probeProcessor({ crossOriginIsolated: false, hardwareConcurrency: 4 });

type Change = (name: string, bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

function server(change: Change = (_name, bytes) => bytes, more: Partial<ModelStore> = {}): MemoryStore {
  const names = ['manifest.json', ...files.map(({ name }) => name)];
  const serve = (name: string) => () => new Response(change(name, new Uint8Array(readFileSync(`${folder}/${name}`))));
  return createMemoryStore(modelUrl, Object.fromEntries(names.map((name) => [name, serve(name)])), more);
}

async function load({ store }: MemoryStore, known?: readonly TranscodedEntry[]) {
  const events: LoadEvent[] = [];
  const loader = cpuLoader({
    catalog: MODEL_CATALOG,
    store,
    startLlama: (model) => startLlama({ ...model, start: startModule, wasm: llamaWasm() }),
    ...(known === undefined ? {} : { known }),
  });
  const asked = {
    modelId: 'test-tiny',
    options: { modelsUrl },
    adapter: ONE,
    onEvent: (event: LoadEvent) => void events.push(event),
  };
  const result = await loader(asked).catch((error: unknown) => ({ ok: false as const, error: describeError(error) }));
  return { result, events };
}

describe('loading a model for the processor', () => {
  it('takes what a GPU takes without its libraries, and tells what the timing told', async () => {
    const from = server();
    const { result, events } = await load(from);
    if (!result.ok) throw new Error(result.error.message);
    expect(from.fetched.toSorted()).toEqual(
      ['manifest.json', 'mlc-chat-config.json', 'params_shard_0.bin', 'tensor-cache.json', 'tokenizer.json'].toSorted(),
    );
    const { processor } = result.value.about;
    expect(processor).toMatchObject({ threads: 1, cores: 4, isolated: false, inexactScales: 0 });
    expect(processor.readTokensPerSecond).toBeGreaterThan(0);
    expect(processor.writeTokensPerSecond).toBeGreaterThan(0);
    expect(result.value.model.identity).toMatchObject({
      id: 'test-tiny',
      library: 'llama.cpp',
      adapter: 'processor, 1 of 4 cores',
    });
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['load-start', 'file-end', 'engine-start', 'engine-progress']),
    );
  });

  it('downloads nothing that the engine for GPUs has stored', async () => {
    const from = server();
    const entry = MODEL_CATALOG.find(({ id }) => id === 'test-tiny');
    if (entry === undefined) throw new Error('no test-tiny');
    const manifest = await fetchManifest(entry, modelUrl, from.store);
    if (!manifest.ok) throw new Error(manifest.error.message);
    await fetchModel({ manifest: manifest.value, modelUrl, libraries: ['gpu.wasm'], store: from.store, onEvent: () => {} });
    const before = from.fetched.length;
    expect((await load(from)).result.ok).toBe(true);
    expect(from.fetched).toHaveLength(before);
  });

  it('runs where the browser gives no storage', async () => {
    const refuse = () => Promise.reject(new DOMException('denied', 'SecurityError'));
    expect((await load(server(undefined, { openCache: refuse }))).result.ok).toBe(true);
  });

  it('refuses weights of which one bit is another', async () => {
    const flipped: Change = (name, bytes) =>
      name === 'params_shard_0.bin' ? bytes.with(500_000, (bytes[500_000] ?? 0) ^ 1) : bytes;
    const { result } = await load(server(flipped));
    expect(result).toMatchObject({ ok: false, error: { code: 'bad-hash', details: { file: 'params_shard_0.bin' } } });
  });

  it('refuses a result that is not what the app was built with', async () => {
    const { result } = await load(server(), []);
    expect(result).toMatchObject({ ok: false, error: { code: 'bad-hash', message: expect.stringContaining('written anew') } });
  });

  it('says which models there are where none is called so', async () => {
    const { store } = server();
    const loader = cpuLoader({ catalog: MODEL_CATALOG, store, startLlama: () => Promise.reject(new Error('not reached')) });
    const result = await loader({ modelId: 'none', options: { modelsUrl }, adapter: ONE, onEvent: () => {} });
    expect(result).toMatchObject({ ok: false, error: { code: 'model-missing', message: expect.stringContaining('test-tiny') } });
  });
});

test.each([
  [
    { crossOriginIsolated: false, hardwareConcurrency: 8 },
    { threads: 1, cores: 8, isolated: false },
  ],
  [
    { crossOriginIsolated: true, hardwareConcurrency: 8 },
    { threads: 7, cores: 8, isolated: true },
  ],
  [
    { crossOriginIsolated: true, hardwareConcurrency: 2 },
    { threads: 1, cores: 2, isolated: true },
  ],
  [
    { crossOriginIsolated: true, hardwareConcurrency: 64 },
    { threads: 8, cores: 64, isolated: true },
  ],
  [{ crossOriginIsolated: true }, { threads: 1, cores: 1, isolated: true }],
])('of %o as many threads compute as the page may use', (machine, wanted) => {
  expect(probeProcessor(machine)).toEqual(wanted);
});
