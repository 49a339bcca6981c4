import { describe, expect, test } from 'vitest';
import { fetchManifest, fetchModel } from '../../../../src/engines/webllm/fetch-model.ts';
import type { ModelStore } from '../../../../src/engines/webllm/fetch-model.ts';
import type { LoadEvent } from '../../../../src/engines/engine-client.ts';
import { createMemoryStore, sha256 } from '../../../support/memory-store.ts';

const modelUrl = 'http://localhost:4173/models/m/';

const FILES: Record<string, string> = {
  'mlc-chat-config.json': '{"config":true}',
  'tokenizer.json': '{"tokenizer":true}',
  'tensor-cache.json': '{}',
  'params_shard_0.bin': 'x'.repeat(700_000),
  'gpu.wasm': 'gpu library',
  'software.wasm': 'software library',
  'MODEL_CARD.md': '# card',
  NOTICE: 'notice',
};

function manifestOf(files: Record<string, string>): string {
  return JSON.stringify({
    schema: 1,
    id: 'm',
    template: 'glassrank-1',
    quantization: 'q4f32_1',
    files: Object.entries(files).map(([name, content]) => ({ name, bytes: content.length, sha256: sha256(content) })),
  });
}

const makeStore = (served: Parameters<typeof createMemoryStore>[1], more?: Partial<ModelStore>) =>
  createMemoryStore(modelUrl, served, more);

function serve(files: Record<string, string> = FILES, manifest = manifestOf(FILES)): Record<string, () => Response> {
  const entries = Object.entries({ ...files, 'manifest.json': manifest });
  return Object.fromEntries(
    entries.map(([name, content]) => [
      name,
      () => new Response(content, { headers: { 'content-type': 'application/octet-stream' } }),
    ]),
  );
}

async function fetchAll(store: ModelStore, { libraries = ['gpu.wasm'] } = {}) {
  const events: LoadEvent[] = [];
  const entry = { id: 'm', title: 'M', template: 'glassrank-1', manifestSha256: sha256(manifestOf(FILES)), bytes: 0 };
  const manifest = await fetchManifest(entry, modelUrl, store);
  const result = manifest.ok
    ? await fetchModel({ manifest: manifest.value, modelUrl, libraries, store, onEvent: (event) => events.push(event) })
    : manifest;
  return { result, events };
}

const ends = (events: readonly LoadEvent[]) =>
  events.flatMap((event) => (event.type === 'file-end' ? [[event.file, event.source, event.note]] : []));

describe('fetchModel', () => {
  test('what a load needs is fetched once, hashed and put where WebLLM looks', async () => {
    const { store, caches, fetched } = makeStore(serve());
    const { result, events } = await fetchAll(store);
    expect(result).toEqual({
      ok: true,
      value: { chatConfig: { config: true }, tokenizer: { tokenizer: true }, missing: new Map() },
    });
    expect(fetched).toEqual([
      'manifest.json',
      'mlc-chat-config.json',
      'tokenizer.json',
      'tensor-cache.json',
      'params_shard_0.bin',
      'gpu.wasm',
    ]);
    expect([...caches].map(([name, entries]) => [name, [...entries.keys()]])).toEqual([
      ['webllm/config', [`${modelUrl}resolve/main/manifest.json`, `${modelUrl}resolve/main/mlc-chat-config.json`]],
      [
        'webllm/model',
        ['tokenizer.json', 'tensor-cache.json', 'params_shard_0.bin'].map((name) => `${modelUrl}resolve/main/${name}`),
      ],
      // Not "localhost": WebLLM would fetch it anew, past the hash check.
      ['webllm/wasm', ['http://verified.invalid:4173/models/m/gpu.wasm']],
    ]);
    const loaded = ['mlc-chat-config.json', 'tokenizer.json', 'tensor-cache.json', 'params_shard_0.bin', 'gpu.wasm'];
    expect(events[0]).toEqual({
      type: 'load-start',
      files: 5,
      bytes: loaded.reduce((sum, name) => sum + (FILES[name]?.length ?? 0), 0),
    });
    expect(ends(events)).toEqual(loaded.map((name) => [name, 'network', undefined]));
  });

  test('the second load asks the network for nothing', async () => {
    const { store, fetched } = makeStore(serve());
    await fetchAll(store);
    fetched.length = 0;
    const { result, events } = await fetchAll(store);
    expect(result.ok).toBe(true);
    expect(fetched).toEqual([]);
    expect(new Set(ends(events).map(([, source]) => source))).toEqual(new Set(['cache']));
  });

  test('the other library is fetched when the adapter changes, the first stays', async () => {
    const { store, caches, fetched } = makeStore(serve());
    await fetchAll(store);
    fetched.length = 0;
    await fetchAll(store, { libraries: ['software.wasm'] });
    expect(fetched).toEqual(['software.wasm']);
    expect(caches.get('webllm/wasm')?.size).toBe(2);
  });

  test.each(['manifest.json', 'tokenizer.json', 'params_shard_0.bin', 'gpu.wasm'])(
    'a damaged %s in the cache is replaced',
    async (name) => {
      const { store, caches } = makeStore(serve());
      await fetchAll(store);
      for (const entries of caches.values())
        for (const key of entries.keys()) if (key.endsWith(name)) entries.set(key, new Uint8Array([1, 2, 3]));
      const { result, events } = await fetchAll(store);
      expect(result.ok).toBe(true);
      if (name !== 'manifest.json')
        expect(ends(events).filter(([, source]) => source === 'network')).toEqual([[name, 'network', 'damaged-cache-replaced']]);
      const again = await fetchAll(store);
      expect(new Set(ends(again.events).map(([, source]) => source))).toEqual(new Set(['cache']));
    },
  );

  test('a file with a wrong hash is fetched once more past the HTTP cache, then refused and not kept', async () => {
    const { store, caches, fetched } = makeStore({ ...serve(), 'gpu.wasm': () => new Response('gpu librarY') });
    const { result } = await fetchAll(store);
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'bad-hash', message: expect.stringContaining('gpu.wasm'), details: { file: 'gpu.wasm' } },
    });
    expect(fetched.slice(-2)).toEqual(['gpu.wasm', 'gpu.wasm (reload)']);
    expect(caches.get('webllm/wasm')?.size ?? 0).toBe(0);
  });

  test('a stale copy in the HTTP cache after an update costs one more request, no failure', async () => {
    let asked = 0;
    const { store } = makeStore({ ...serve(), 'gpu.wasm': () => new Response(asked++ === 0 ? 'old library' : 'gpu library') });
    expect((await fetchAll(store)).result.ok).toBe(true);
  });

  test.each([
    ['404', () => new Response('no', { status: 404 }), 'model-missing', false],
    ['503', () => new Response('no', { status: 503, statusText: 'Busy' }), 'download-failed', true],
    [
      'a web page',
      () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html; charset=utf-8' } }),
      'model-missing',
      false,
    ],
    ['a network error', () => Promise.reject(new TypeError('Failed to fetch')), 'download-failed', true],
    ['too short', () => new Response('x'.repeat(10)), 'download-failed', true],
    ['too long', () => new Response('x'.repeat(800_000)), 'bad-hash', true],
    ['an empty body', () => new Response(null), 'download-failed', true],
    [
      'a body that breaks',
      () => new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError('network error')) })),
      'download-failed',
      true,
    ],
  ] as const)('%s is a failure that names the file and the next step', async (_, response, code, retry) => {
    const { store } = makeStore({ ...serve(), 'params_shard_0.bin': response });
    const { result } = await fetchAll(store);
    expect(result).toMatchObject({
      ok: false,
      error: { code, retry, message: expect.stringMatching(/^params_shard_0\.bin .*\.$|^params_shard_0\.bin: .*\.$/) },
    });
  });

  const shard = (): Response => new Response(FILES['params_shard_0.bin'] ?? '');
  const never = (): Promise<never> => new Promise(() => {});
  const silentAfter = (bytes: number) => () =>
    new Response(
      new ReadableStream(
        { start: (controller) => controller.enqueue(new Uint8Array(bytes)), pull: () => never() },
        { highWaterMark: 0 },
      ),
    );

  test.each([
    ['before the answer', never],
    ['before its first byte', () => new Response(new ReadableStream({ pull: () => never() }, { highWaterMark: 0 }))],
    ['in the middle', silentAfter(500_000)],
    ['one byte before the end', silentAfter(699_999)],
  ])('a line that falls silent %s is given up, named, and asked again without harm', async (_, response) => {
    let asked = 0;
    const { store, fetched } = makeStore({
      ...serve(),
      'params_shard_0.bin': () => (asked++ === 0 ? response() : shard()),
    });
    const patient = { ...store, silenceMs: 40 };
    const { result } = await fetchAll(patient);
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'download-silent', retry: true, details: { file: 'params_shard_0.bin' } },
    });
    fetched.length = 0;
    expect((await fetchAll(patient)).result.ok).toBe(true);
    // What was whole before is not fetched again.
    expect(fetched).not.toContain('tokenizer.json');
  });

  test('a slow line that never falls silent comes to its end', async () => {
    const whole = new Uint8Array(await shard().arrayBuffer());
    const dripping = () => {
      let at = 0;
      return new Response(
        new ReadableStream({
          async pull(controller) {
            await new Promise((resolve) => setTimeout(resolve, 30));
            controller.enqueue(whole.slice(at, (at += 100_000)));
            if (at >= whole.length) controller.close();
          },
        }),
      );
    };
    const { store } = makeStore({ ...serve(), 'params_shard_0.bin': dripping });
    // Seven pieces take longer than the silence that is borne, all together.
    expect((await fetchAll({ ...store, silenceMs: 150 })).result.ok).toBe(true);
  });

  test('a file longer than it should be is not read to its end', async () => {
    let pulled = 0;
    const endless = () =>
      new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array((pulled += 1) && 100_000)) }));
    const { store } = makeStore({ ...serve(), 'manifest.json': endless });
    expect((await fetchAll(store)).result).toMatchObject({ ok: false, error: { code: 'bad-hash' } });
    expect(pulled).toBeLessThan(40);
  });

  test('too little room is told before the download, a full disk after it', async () => {
    const few = makeStore(serve(), { freeBytes: async () => 1000 });
    expect((await fetchAll(few.store)).result).toMatchObject({
      ok: false,
      error: { code: 'quota', message: expect.stringContaining('params_shard_0.bin') },
    });
    expect(few.fetched).not.toContain('params_shard_0.bin');

    const full = makeStore(serve());
    const open = full.store.openCache;
    const store: ModelStore = {
      ...full.store,
      openCache: async (name) => ({
        ...(await open(name)),
        put: () => Promise.reject(new DOMException('full', 'QuotaExceededError')),
      }),
    };
    expect((await fetchAll(store)).result).toMatchObject({
      ok: false,
      error: { code: 'quota', message: expect.stringContaining('Free disk space') },
    });
  });

  test('a browser without storage is told so', async () => {
    const { store } = makeStore(serve(), { openCache: () => Promise.reject(new DOMException('denied', 'SecurityError')) });
    expect((await fetchAll(store)).result).toMatchObject({
      ok: false,
      error: { code: 'quota', message: expect.stringContaining('private window') },
    });
  });

  test('an update deletes what the old version left, and nothing of others', async () => {
    const { store, caches } = makeStore(serve());
    await fetchAll(store);
    const model = caches.get('webllm/model');
    model?.set(`${modelUrl}resolve/main/params_shard_9.bin`, new Uint8Array(1));
    model?.set('http://localhost:4173/models/other/resolve/main/params_shard_9.bin', new Uint8Array(1));
    await fetchAll(store);
    expect([...(model?.keys() ?? [])].filter((key) => key.includes('shard_9'))).toEqual([
      'http://localhost:4173/models/other/resolve/main/params_shard_9.bin',
    ]);
  });

  test('progress grows to the whole file, in steps', async () => {
    const pieces = [300_000, 1, 399_999].map((length) => new Uint8Array(length).fill(120));
    const body = () =>
      new Response(
        new ReadableStream({
          pull: (controller) => {
            const next = pieces.shift();
            if (next === undefined) controller.close();
            else controller.enqueue(next);
          },
        }),
      );
    const { store } = makeStore({ ...serve(), 'params_shard_0.bin': body });
    const { events } = await fetchAll(store);
    expect(
      events.flatMap((event) =>
        event.type === 'file-progress' && event.file === 'params_shard_0.bin' ? [event.loadedBytes] : [],
      ),
    ).toEqual([300_000, 700_000]);
  });

  test('of several libraries one that cannot be had is named and the others load; when none can, the load fails', async () => {
    const libraries = ['gpu.wasm', 'software.wasm'];
    const { 'gpu.wasm': _, ...rest } = serve();
    const { result, events } = await fetchAll(makeStore(rest).store, { libraries });
    expect(events[0]).toMatchObject({ type: 'load-start', files: 6 });
    expect(ends(events).at(-1)).toEqual(['software.wasm', 'network', undefined]);
    expect(result).toMatchObject({ ok: true });
    if (result.ok)
      expect([...result.value.missing].map(([name, { code }]) => [name, code])).toEqual([['gpu.wasm', 'model-missing']]);

    const { 'software.wasm': __, ...neither } = rest;
    expect((await fetchAll(makeStore(neither).store, { libraries })).result).toMatchObject({
      ok: false,
      error: { code: 'model-missing', message: expect.stringContaining('software.wasm') },
    });
  });
});
