import { describe, expect, test } from 'vitest';
import { readManifest } from '../../../../src/engines/download.ts';
import { install, repair, verifyStored } from '../../../../src/engines/models/install.ts';
import { planInstall } from '../../../../src/engines/models/plan.ts';
import type { InstallSource } from '../../../../src/engines/models/plan.ts';
import { openShelf } from '../../../../src/engines/models/stored.ts';
import { startHub } from '../../../support/hub-server.ts';
import type { HubFiles } from '../../../support/hub-server.ts';
import { installWorld, mapCaches, mapLocks, MODELS_URL } from '../../../support/install-world.ts';
import { sha256 } from '../../../support/memory-store.ts';
import {
  expectedHashes,
  LARGE,
  LARGE_BYTES,
  NAMES,
  run,
  SMALL,
  stored,
  TOY,
  TOY_BYTES,
  startToyHub,
  valueOf,
} from '../../../support/toy-installation.ts';
import { toyModel } from '../../../support/toy-model.ts';

const toys = startToyHub();

describe('installing a model from a hub', () => {
  test('puts every file, hashed, where WebLLM looks, and a record that a later visit lists', async () => {
    const caches = mapCaches();
    const world = installWorld({ caches });
    const { result, events } = await run(await toys.planned(), world);
    const model = valueOf({ result, events });
    expect(stored(caches)).toEqual(expectedHashes());
    expect(model).toMatchObject({
      schema: 1,
      id: 'toy',
      source: { type: 'hub', url: `${toys.hub.origin}/someone/toy` },
      licence: 'apache-2.0',
      libraries: [{ name: 'toy-webgpu.wasm', needs: ['shader-f16'] }],
      whole: true,
      lastUsed: null,
    });
    expect(model.files.every(({ checkedBy }) => checkedBy === 'hub')).toBe(true);
    expect(model.bytes).toBe(TOY_BYTES);
    expect(await openShelf(world).list()).toEqual([model]);
    expect(events.at(-1)).toEqual({ type: 'stored', id: 'toy' });
    expect(events.flatMap((event) => (event.type === 'file-end' ? [event.file] : [])).toSorted()).toEqual(NAMES.toSorted());
    // No address of another host is a key, and nothing half-done is left.
    const keys = [...caches.sizes().keys()];
    expect(keys.filter((key) => !key.startsWith(MODELS_URL))).toEqual([]);
    expect(caches.sizes(/parts/).size).toBe(0);
  });

  test('the manifest is one that a load reads, and the same model gives the same', async () => {
    const hashes = [];
    for (let time = 0; time < 2; time += 1) {
      const caches = mapCaches();
      const world = installWorld({ caches, now: () => time * 1e9 });
      const model = valueOf(await run(await toys.planned(), world));
      const key = [...caches.sizes(/config/).keys()].find((one) => one.endsWith('manifest.json')) ?? '';
      const bytes = await (await (await world.openCache('webllm/config')).match(key))?.arrayBuffer();
      expect(sha256(new Uint8Array(bytes ?? new ArrayBuffer()))).toBe(model.manifestSha256);
      expect(readManifest(new Uint8Array(bytes ?? new ArrayBuffer()))).toMatchObject({ id: 'toy', template: model.preset });
      hashes.push(model.manifestSha256);
    }
    expect(hashes[0]).toBe(hashes[1]);
  });

  test('asks for nothing the second time', async () => {
    const world = installWorld();
    const plan = await toys.planned();
    const first = valueOf(await run(plan, world));
    toys.requests.length = 0;
    expect(valueOf(await run(plan, world))).toEqual(first);
    expect(toys.requests).toEqual([]);
  });

  test('is removed with all that belongs to it, and nothing else', async () => {
    const caches = mapCaches();
    const world = installWorld({ caches });
    await (await caches.open('webllm/model')).put(`${MODELS_URL}toy-2/resolve/main/x.bin`, new Response('other'));
    await run(await toys.planned(), world);
    await (await caches.open('glassrank/parts')).put(`${MODELS_URL}toy/parts/a/0`, new Response('half'));
    const shelf = openShelf(world);
    await shelf.remove('toy');
    expect([...caches.sizes().keys()]).toEqual([`${MODELS_URL}toy-2/resolve/main/x.bin`]);
    expect(await shelf.list()).toEqual([]);
  });

  test('a use is remembered, a record that cannot be read is told and can be removed', async () => {
    const caches = mapCaches();
    const world = installWorld({ caches });
    await run(await toys.planned(), world);
    const shelf = openShelf(world);
    await shelf.touch('toy', '2026-11-30T13:00:00Z');
    await shelf.touch('other', '2026-11-30T13:00:00Z');
    expect((await shelf.get('toy'))?.lastUsed).toBe('2026-11-30T13:00:00Z');
    caches.damage(/stored\/toy\.json$/);
    expect([await shelf.list(), await shelf.get('toy'), await shelf.damaged()]).toEqual([[], null, ['toy']]);
    expect(await verifyStored('toy', world)).toMatchObject({ ok: false, error: { code: 'stored-damaged' } });
    await shelf.remove('toy');
    expect(caches.bytes()).toBe(0);
  });
});

describe('room', () => {
  test('is asked for before anything is fetched, with both figures', async () => {
    const freeBytes = 100_000;
    const persist = async () => true;
    const { result, events } = await run(
      await toys.planned(),
      installWorld({ storage: { freeBytes: async () => freeBytes, persist } }),
    );
    expect(result).toMatchObject({ ok: false, error: { code: 'no-space', details: { freeBytes } } });
    expect(toys.requests).toEqual([]);
    expect(events).toContainEqual({ type: 'persist', granted: true });
    const { neededBytes } = events.find((event) => event.type === 'space') ?? { neededBytes: 0 };
    // All of it, and the largest file twice for a moment.
    expect(neededBytes).toBe(TOY_BYTES + LARGE_BYTES);
  });

  test('that runs out in the middle is told, and what has arrived is kept', async () => {
    const caches = mapCaches({ quota: 260_000 });
    const { result } = await run(await toys.planned(), installWorld({ caches }));
    expect(result).toMatchObject({ ok: false, error: { code: 'no-space', retry: true, details: { file: LARGE } } });
    expect(caches.sizes(/parts/).size).toBeGreaterThan(0);
  });

  test('a browser that keeps nothing is told so', async () => {
    const openCache = () => Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'));
    const { result } = await run(await toys.planned(), installWorld({ openCache }));
    expect(result).toMatchObject({ ok: false, error: { code: 'no-storage' } });
    expect(await openShelf({ modelsUrl: MODELS_URL, openCache }).list()).toEqual([]);
  });
});

describe('two tabs', () => {
  test('one downloads, the other waits and finds it whole', async () => {
    const caches = mapCaches();
    const locks = mapLocks();
    const plan = await toys.planned();
    const [one, other] = await Promise.all([
      run(plan, installWorld({ caches, locks })),
      run(plan, installWorld({ caches, locks })),
    ]);
    expect(valueOf(one)).toEqual(valueOf(other));
    expect(other.events).toEqual([{ type: 'waiting' }, { type: 'stored', id: 'toy' }]);
    expect(toys.requests.length).toBe(NAMES.length);
  });

  test('the other goes on where the first was stopped', async () => {
    const caches = mapCaches();
    const locks = mapLocks();
    const plan = await toys.planned();
    const stop = new AbortController();
    const first = install(plan, installWorld({ caches, locks }), {
      signal: stop.signal,
      onEvent: (event) => {
        if (event.type === 'file-progress' && event.file === LARGE) stop.abort();
      },
    });
    const second = run(plan, installWorld({ caches, locks }));
    expect(await first).toMatchObject({ ok: false, error: { code: 'download-stopped' } });
    const { events, result } = await second;
    valueOf({ events, result });
    expect(events.find((event) => event.type === 'file-start' && event.file === LARGE)).toMatchObject({
      heldBytes: expect.any(Number) as unknown,
    });
    expect(toys.asked().filter((one) => one === `${LARGE} bytes=0-`).length).toBe(1);
  });

  test('one that waits can be stopped', async () => {
    const locks = mapLocks();
    const plan = await toys.planned();
    const stop = new AbortController();
    const first = install(plan, installWorld({ locks }));
    const second = install(plan, installWorld({ locks }), { signal: stop.signal, onEvent: () => stop.abort() });
    expect(await second).toMatchObject({ ok: false, error: { code: 'download-stopped' } });
    expect(await first).toMatchObject({ ok: true });
  });
});

describe('a folder', () => {
  const picked = (files: HubFiles): InstallSource => ({
    type: 'folder',
    name: 'toy',
    files: Object.entries(files).map(([name, bytes]) => ({ path: `toy/${name}`, file: new Blob([Uint8Array.from(bytes)]) })),
  });

  test('is stored without a request; what is damaged comes back by opening it again', async () => {
    const caches = mapCaches();
    const world = installWorld({ caches, fetch: () => Promise.reject(new Error('no network')) });
    const plan = await toys.planned(picked(TOY));
    const model = valueOf(await run(plan, world));
    expect(model).toMatchObject({ source: { type: 'folder', name: 'toy' } });
    expect(model.files.every(({ from, checkedBy }) => from === undefined && checkedBy === 'first-use')).toBe(true);
    caches.damage(new RegExp(`${LARGE}$`));
    expect(await verifyStored('toy', world)).toEqual({ ok: true, value: [{ name: LARGE, problem: 'differs' }] });
    expect(await repair('toy', world)).toMatchObject({ ok: false, error: { code: 'stored-damaged', details: { file: LARGE } } });
    valueOf(await run(plan, world));
    expect(await verifyStored('toy', world)).toEqual({ ok: true, value: [] });
  });
});

test('a newer version at the same address replaces the one that was stored, and leaves nothing of it', async () => {
  const caches = mapCaches();
  const world = installWorld({ caches });
  valueOf(await run(await toys.planned(), world));
  const newer = toyModel({ shards: [LARGE_BYTES, 5000], seed: 70 });
  const later = await startHub({ models: { 'someone/toy': newer } });
  const result = await planInstall({ type: 'address', url: `${later.origin}/someone/toy` }, installWorld());
  if (!result.ok) throw new Error(result.error.message);
  valueOf(await run(result.value, world));
  await later.close();
  const files = stored(caches);
  expect(Object.keys(files)).not.toContain(SMALL);
  expect(files[LARGE]).toBe(sha256(newer[LARGE] ?? ''));
  expect(await verifyStored('toy', world)).toEqual({ ok: true, value: [] });
});

test('while files of a newer version replace those that were stored, the model is none', async () => {
  const caches = mapCaches();
  const world = installWorld({ caches });
  valueOf(await run(await toys.planned(), world));
  const later = await startHub({ models: { 'someone/toy': toyModel({ shards: [LARGE_BYTES, 5000], seed: 71 }) } });
  const result = await planInstall({ type: 'address', url: `${later.origin}/someone/toy` }, installWorld());
  if (!result.ok) throw new Error(result.error.message);
  later.arm(/params_shard_1/, { type: 'status', status: 404 });
  expect((await run(result.value, world)).result).toMatchObject({ ok: false, error: { code: 'model-incomplete' } });
  expect(await openShelf(world).get('toy')).toMatchObject({ whole: false });
  expect(valueOf(await run(result.value, world))).toMatchObject({ whole: true });
  await later.close();
});
