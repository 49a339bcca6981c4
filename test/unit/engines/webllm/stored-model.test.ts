import { describe, expect, test } from 'vitest';
import { FAMILIES } from '../../../../src/core/preset/families.ts';
import type { AdapterSummary, LoadEvent } from '../../../../src/engines/engine-client.ts';
import { unmetNeeds } from '../../../../src/engines/models/needs.ts';
import { openShelf, storedModelUrl } from '../../../../src/engines/models/stored.ts';
import type { StoredModel } from '../../../../src/engines/models/stored.ts';
import { createEngine } from '../../../../src/engines/webllm/engine.ts';
import { webllmCachePlace } from '../../../../src/engines/webllm/fetch-model.ts';
import { webLlmLoader } from '../../../../src/engines/webllm/load.ts';
import { storedCandidates } from '../../../../src/engines/webllm/stored-model.ts';
import { createMemoryStore, sha256 } from '../../../support/memory-store.ts';
import { createScriptedModel } from '../../../support/scripted-model.ts';
import { scriptedLibrary } from '../../../support/scripted-library.ts';
import { shelve } from '../../../support/shelve.ts';

const modelsUrl = 'http://localhost:4173/models/';
const ADAPTER: AdapterSummary = {
  vendor: 'acme',
  architecture: 'gen-7',
  device: '',
  description: '',
  software: false,
  shaderF16: false,
  subgroups: true,
  maxBufferBytes: 1,
  maxStorageBuffersPerShaderStage: 10,
};
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const FILES = new Map(
  Object.entries({
    'mlc-chat-config.json': '{"a":1}',
    'tokenizer.json': '{}',
    'params_shard_0.bin': 'weights',
    'web.wasm': 'lib',
  }).map(([name, text]) => [name, bytesOf(text)]),
);

interface Visit {
  readonly id?: string;
  readonly files?: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly needs?: Readonly<Record<string, readonly string[]>>;
  readonly record?: Partial<StoredModel>;
  readonly adapter?: Partial<AdapterSummary>;
  readonly guard?: unknown;
  /** Spoils what lies there before the load. */
  readonly spoil?: (caches: ReadonlyMap<string, Map<string, Uint8Array<ArrayBuffer>>>) => void;
  readonly load?: string;
}

/** One load through the engine's own API, over a network that answers nothing. */
async function visit({ id = 'mine', files = FILES, needs = { 'web.wasm': [] }, record = {}, adapter = {}, ...more }: Visit = {}) {
  const { store, caches, fetched } = createMemoryStore(modelsUrl, {});
  const hash = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => sha256(bytes);
  const { guard, spoil, load = id } = more;
  await shelve({ modelsUrl, openCache: store.openCache, sha256: hash, id, files, needs, guard, record });
  spoil?.(caches);
  const started: Parameters<NonNullable<Parameters<typeof webLlmLoader>[0]['startModel']>>[0][] = [];
  const engine = createEngine({
    probe: async () => ({ ok: true, value: { ...ADAPTER, ...adapter } }),
    loadModel: webLlmLoader({
      catalog: [{ id: 'built-in', title: 'B', template: 'glassrank-1', manifestSha256: '0', bytes: 1 }],
      store,
      now: () => '2026-02-03T04:05:06.000Z',
      async startModel(input) {
        started.push(input);
        return {
          ...createScriptedModel({ script: () => ({ pieces: [] }), contextTokens: input.contextTokens ?? 4096 }),
          identity: input.identity,
          family: input.family,
          ...scriptedLibrary({ prefillMs: 1, decodeMs: 1 }),
          end: async () => {},
        };
      },
    }),
  });
  const { port1, port2 } = new MessageChannel();
  const events: LoadEvent[] = [];
  const over = new Promise<void>((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<LoadEvent | { readonly type: 'load-end' }>) => {
      if (data.type === 'load-end') resolve();
      else events.push(data);
    };
  });
  const result = await engine.load(load, { modelsUrl }, port2);
  await over;
  port1.close();
  const shelf = openShelf({ modelsUrl, openCache: store.openCache });
  return { result, events, started, fetched, caches, shelf };
}

const placeOf = (name: string) => webllmCachePlace(storedModelUrl(modelsUrl, 'mine'), name);

describe('a model of the shelf', () => {
  test('is loaded without the network, every file read and hashed, at the context and with the family of its record', async () => {
    const { result, events, started, fetched, shelf } = await visit({
      record: { family: 'qwen3', preset: 'instruct-think', name: 'Qwen3-4B', contextTokens: 3000 },
    });
    expect(fetched).toEqual([]);
    expect(result).toMatchObject({
      ok: true,
      value: {
        identity: { id: 'mine', library: 'web.wasm', template: 'instruct-think' },
        contextTokens: 3000,
        choice: { reason: 'only', unchecked: true },
      },
    });
    expect(started).toMatchObject([{ modelUrl: `${modelsUrl}mine/`, contextTokens: 3000, files: { chatConfig: { a: 1 } } }]);
    expect(started[0]?.family.id).toBe('qwen3');
    expect(events.flatMap((event) => (event.type === 'file-end' ? [[event.file, event.source]] : []))).toEqual(
      [...FILES.keys()].map((name) => [name, 'cache']),
    );
    expect(await shelf.get('mine')).toMatchObject({ lastUsed: '2026-02-03T04:05:06.000Z' });
  });

  test('is asked by the prompt of its record, in windows that fit its context, and says why', async () => {
    const { result } = await visit({ record: { family: 'qwq', preset: 'rank-k', name: 'Rank-K-32B', contextTokens: 4096 } });
    expect(result).toMatchObject({
      ok: true,
      value: {
        defaults: { method: { preset: { id: 'rank-k' } }, temperature: 0.5 },
        asked: { preset: 'rank-k', reason: 'trained', family: 'qwq', fit: { cut: ['passages', 'window', 'thought'] } },
      },
    });
  });

  test('of a later version’s family or prompt is asked by what its name says', async () => {
    const record = { family: 'later' as StoredModel['family'], preset: 'later', name: 'Qwen3-4B' };
    expect((await visit({ record })).result).toMatchObject({
      ok: true,
      value: { asked: { preset: 'instruct-think', reason: 'thinks', family: 'qwen3' } },
    });
  });

  test('whose record names another of our prompts is asked by that one, with its family’s tags', async () => {
    const record = { family: 'mistral-reasoning' as const, preset: 'instruct-direct', name: 'Ministral-3-3B-Reasoning-2512' };
    expect((await visit({ record })).result).toMatchObject({
      ok: true,
      value: { asked: { preset: 'instruct-direct', reason: 'direct', family: 'mistral-reasoning' } },
    });
  });

  test.each(['mlc-chat-config.json', 'tokenizer.json', 'params_shard_0.bin', 'web.wasm', 'manifest.json'])(
    'whose %s is damaged or missing names it and the next step; nothing is fetched, nothing is started',
    async (name) => {
      const { cache, key } = placeOf(name);
      const flip = await visit({ spoil: (caches) => caches.get(cache)?.get(key)?.set([1], 0) });
      const gone = await visit({ spoil: (caches) => caches.get(cache)?.delete(key) });
      for (const { result, fetched, started, shelf } of [flip, gone]) {
        expect(result).toMatchObject({
          ok: false,
          error: { code: 'stored-damaged', retry: false, details: { model: 'mine', file: name } },
        });
        if (!result.ok) expect(result.error.message).toMatch(/models\.html/);
        expect(fetched).toEqual([]);
        expect(started).toEqual([]);
        expect(await shelf.get('mine')).toMatchObject({ lastUsed: null, whole: false });
      }
      // What is damaged stays for the page that repairs it to look at.
      expect(flip.caches.get(cache)?.has(key)).toBe(true);
    },
  );

  test('whose manifest lists no tokenizer is told as damaged, not started without', async () => {
    const files = new Map([...FILES].filter(([name]) => name !== 'tokenizer.json'));
    expect((await visit({ files })).result).toMatchObject({
      ok: false,
      error: { code: 'stored-damaged', details: { file: 'tokenizer.json' } },
    });
  });

  test('that needs what the adapter lacks says what, before a byte is read', async () => {
    const { result, events } = await visit({ needs: { 'web.wasm': ['shader-f16'] } });
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'unsupported-feature', details: { model: 'mine', feature: 'shader-f16' } },
    });
    expect(events).toEqual([]);
    const able = await visit({ needs: { 'web.wasm': ['shader-f16'] }, adapter: { shaderF16: true } });
    expect(able.result.ok).toBe(true);
  });

  test('with several of our libraries is measured as ours are, and called unchecked without expected tokens', async () => {
    const files = new Map([
      ...FILES,
      ['gpu.wasm', bytesOf('a')],
      ['gpu-subgroups.wasm', bytesOf('b')],
      ['gpu-f16.wasm', bytesOf('c')],
    ]);
    const needs = { 'gpu.wasm': [], 'gpu-subgroups.wasm': ['subgroups'], 'gpu-f16.wasm': ['subgroups', 'shader-f16'] };
    const { result } = await visit({ files, needs });
    expect(result).toMatchObject({ ok: true, value: { choice: { reason: 'measured', unchecked: true } } });
    if (result.ok)
      expect(result.value.choice?.measured.map(({ library, verdict }) => [library, verdict])).toEqual([
        ['gpu.wasm', 'unchecked'],
        ['gpu-subgroups.wasm', 'unchecked'],
      ]);
    const guard = { prompt: 'p', tokens: [1, 2] };
    const checked = await visit({ files, needs, guard });
    if (!checked.result.ok) throw new Error('not loaded');
    expect(checked.result.value.choice).not.toHaveProperty('unchecked');
  });

  test('with one library and expected tokens is checked once, and one that writes something else is not run', async () => {
    const right = await visit({ guard: { prompt: 'p', tokens: [1, 2, 3] } });
    expect(right.result).toMatchObject({
      ok: true,
      value: { choice: { reason: 'measured', measured: [{ library: 'web.wasm', verdict: 'right' }] } },
    });
    const wrong = await visit({ guard: { prompt: 'p', tokens: [1, 2, 9] } });
    expect(wrong.result).toMatchObject({
      ok: false,
      error: { code: 'engine-failed', message: expect.stringContaining('web.wasm') },
    });
  });

  test('that is not there is told with those that are; a record that cannot be read, with what to do', async () => {
    expect((await visit({ load: 'other' })).result).toMatchObject({
      ok: false,
      error: { code: 'model-missing', message: expect.stringMatching(/"other"; there are built-in, mine$/) },
    });
    const spoil: Visit['spoil'] = (caches) => {
      const records = caches.get('glassrank/models');
      for (const key of records?.keys() ?? []) records?.set(key, bytesOf('{"schema":1}'));
    };
    expect((await visit({ spoil })).result).toMatchObject({
      ok: false,
      error: { code: 'stored-damaged', details: { model: 'mine' } },
    });
  });
});

describe('libraries by what they need', () => {
  const f32 = { name: 'f32-webgpu.wasm', needs: [] };
  const f16 = { name: 'f16-webgpu.wasm', needs: ['shader-f16'] };
  const odd = { name: 'odd.wasm', needs: ['chromium-experimental-matrix'] };
  const both = { ...ADAPTER, shaderF16: true };

  test('are taken the least demanding first, and only where the adapter has it all', () => {
    expect(storedCandidates([f16, f32, odd], both)).toEqual([f32.name, f16.name]);
    expect(storedCandidates([f16, f32], ADAPTER)).toEqual([f32.name]);
    expect(storedCandidates([f16], ADAPTER)).toEqual([]);
  });

  test('of our own names are chosen as those that came with the app', () => {
    const ours = ['gpu.wasm', 'gpu-subgroups.wasm', 'gpu-f16.wasm', 'software.wasm'].map((name) => ({ name, needs: [] }));
    expect(storedCandidates(ours, { ...both, software: true })).toEqual(['software.wasm']);
    expect(storedCandidates(ours, both)).toEqual(['gpu.wasm', 'gpu-subgroups.wasm', 'gpu-f16.wasm']);
    expect(storedCandidates(ours.slice(3), both)).toEqual(['software.wasm']);
  });

  test('what is lacking is that of the least demanding one', () => {
    expect(unmetNeeds({ libraries: [odd, f16] }, ADAPTER)).toEqual(['chromium-experimental-matrix']);
    expect(unmetNeeds({ libraries: [{ ...odd, needs: ['a', 'b'] }, f16] }, ADAPTER)).toEqual(['shader-f16']);
    expect(unmetNeeds({ libraries: [odd, f32] }, ADAPTER)).toEqual([]);
  });
});

test('every family of the table can be the family of a stored model', async () => {
  for (const { id } of FAMILIES)
    expect((await visit({ record: { family: id, preset: 'later' } })).started[0]?.family.id).toBe(id);
});
