import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { install, repair, verifyStored } from '../../../../src/engines/models/install.ts';
import { planInstall } from '../../../../src/engines/models/plan.ts';
import type { InstallPlan, InstallSource } from '../../../../src/engines/models/plan.ts';
import type { InstallEvent } from '../../../../src/engines/models/progress.ts';
import { openShelf } from '../../../../src/engines/models/stored.ts';
import type { StoredModel } from '../../../../src/engines/models/stored.ts';
import type { InstallWorld } from '../../../../src/engines/models/world.ts';
import { readManifest } from '../../../../src/engines/download.ts';
import { startHub } from '../../../support/hub-server.ts';
import type { Hub, HubFault, HubFiles } from '../../../support/hub-server.ts';
import { installWorld, Killer, mapCaches, mapLocks, MODELS_URL } from '../../../support/install-world.ts';
import type { MapCaches } from '../../../support/install-world.ts';
import { sha256 } from '../../../support/memory-store.ts';
import { seed } from '../../../support/profile.ts';
import { seeded } from '../../../support/seeded.ts';
import { noise, toyModel } from '../../../support/toy-model.ts';

const LARGE = 'params_shard_0.bin';
/** As `installWorld` has them. */
const BLOCK_BYTES = 1 << 16;
const LARGE_BYTES = 2 * BLOCK_BYTES + 20_000;
const TOY = toyModel({ shards: [LARGE_BYTES, BLOCK_BYTES, 5000] });
/** On a hub these are told by git's hash. */
const SMALL = 'params_shard_2.bin';
const NAMES = Object.keys(TOY).filter((name) => name !== 'README.md');

let hub: Hub;
beforeAll(async () => {
  hub = await startHub({
    models: { 'someone/toy': TOY, 'someone/summed': toyModel({ shards: [LARGE_BYTES, 9000], md5: true }) },
  });
});
afterAll(() => hub.close());
afterEach(() => {
  hub.disarm();
  hub.requests.length = 0;
});

const HUB: InstallSource = {
  type: 'address',
  get url() {
    return `${hub.origin}/someone/toy`;
  },
};
const PLAIN: InstallSource = {
  type: 'address',
  get url() {
    return `${hub.origin}/plain/someone/toy/`;
  },
  known: { libraries: [] },
};

async function planned(source: InstallSource = HUB): Promise<InstallPlan> {
  const known =
    source.known?.libraries === undefined
      ? undefined
      : { libraries: [{ url: `${hub.origin}/plain/someone/toy/toy-webgpu.wasm`, needs: [] }] };
  const result = await planInstall({ ...source, ...(known === undefined ? {} : { known }) }, installWorld());
  if (!result.ok) throw new Error(result.error.message);
  hub.requests.length = 0;
  return result.value;
}

async function run(plan: InstallPlan, world: InstallWorld, signal?: AbortSignal) {
  const events: InstallEvent[] = [];
  const result = await install(plan, world, {
    onEvent: (event) => events.push(event),
    ...(signal === undefined ? {} : { signal }),
  });
  return { result, events };
}

const valueOf = ({ result }: Awaited<ReturnType<typeof run>>): StoredModel => {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
};

/** What lies where WebLLM looks, by file name. */
function stored(caches: MapCaches): Record<string, string> {
  const found = [...caches.entries].filter(([name]) => name.startsWith('webllm/')).flatMap(([, entries]) => [...entries]);
  return Object.fromEntries(found.map(([key, { bytes }]) => [key.split('/').at(-1) ?? '', sha256(bytes)]));
}

const expectedHashes = (files: HubFiles = TOY): Record<string, string> =>
  Object.fromEntries(NAMES.map((name) => [name, sha256(files[name] ?? '')]));

/** The line to the large file breaks after so many bytes of an answer, as often as there are numbers. */
const cutAt = (...bytes: number[]) => bytes.map((after) => ({ file: new RegExp(LARGE), after }));

const restarts = (events: readonly InstallEvent[]) =>
  events.flatMap((event) => (event.type === 'file-restart' ? [[event.file, event.reason]] : []));
const asked = () => hub.requests.map(({ file, range }) => `${file} ${range ?? 'whole'}`);

describe('installing a model from a hub', () => {
  test('puts every file, hashed, where WebLLM looks, and a record that a later visit lists', async () => {
    const caches = mapCaches();
    const world = installWorld({ caches });
    const { result, events } = await run(await planned(), world);
    const model = valueOf({ result, events });
    const { 'manifest.json': manifest, ...files } = stored(caches);
    expect(files).toEqual(expectedHashes());
    expect(manifest).toBe(model.manifestSha256);
    expect(model).toMatchObject({
      schema: 1,
      id: 'toy',
      source: { type: 'hub', url: `${hub.origin}/someone/toy` },
      licence: 'apache-2.0',
      libraries: [{ name: 'toy-webgpu.wasm', needs: ['shader-f16'] }],
      whole: true,
      lastUsed: null,
    });
    expect(model.files.every(({ checkedBy }) => checkedBy === 'hub')).toBe(true);
    expect(model.bytes).toBe(NAMES.reduce((sum, name) => sum + (TOY[name]?.byteLength ?? 0), 0));
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
      const model = valueOf(await run(await planned(), world));
      const key = [...caches.sizes(/config/).keys()].find((one) => one.endsWith('manifest.json')) ?? '';
      const bytes = await (await (await world.openCache('webllm/config')).match(key))?.arrayBuffer();
      expect(readManifest(new Uint8Array(bytes ?? new ArrayBuffer()))).toMatchObject({ id: 'toy', template: model.preset });
      hashes.push(model.manifestSha256);
    }
    expect(hashes[0]).toBe(hashes[1]);
  });

  test('asks for nothing the second time', async () => {
    const world = installWorld();
    const plan = await planned();
    const first = valueOf(await run(plan, world));
    hub.requests.length = 0;
    expect(valueOf(await run(plan, world))).toEqual(first);
    expect(hub.requests).toEqual([]);
  });

  test('is removed with all that belongs to it, and nothing else', async () => {
    const caches = mapCaches();
    const world = installWorld({ caches });
    await (await caches.open('webllm/model')).put(`${MODELS_URL}toy-2/resolve/main/x.bin`, new Response('other'));
    await run(await planned(), world);
    await (await caches.open('glassrank/parts')).put(`${MODELS_URL}toy/parts/a/0`, new Response('half'));
    const shelf = openShelf(world);
    await shelf.remove('toy');
    expect([...caches.sizes().keys()]).toEqual([`${MODELS_URL}toy-2/resolve/main/x.bin`]);
    expect(await shelf.list()).toEqual([]);
  });

  test('a use is remembered, a record that cannot be read is told and can be removed', async () => {
    const caches = mapCaches();
    const world = installWorld({ caches });
    await run(await planned(), world);
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

/** Spans of each file that lie here, as the caches say it. */
function heldSpans(caches: MapCaches): Map<string, { from: number; to: number }[]> {
  const spans = new Map<string, { from: number; to: number }[]>();
  for (const [key, bytes] of caches.sizes(/parts/)) {
    const [, file = '', from = ''] = /parts\/([^/]+)\/(\d+)$/.exec(key) ?? [];
    spans.set(file, [...(spans.get(file) ?? []), { from: Number(from), to: Number(from) + bytes }]);
  }
  for (const [key, bytes] of caches.sizes(/webllm/)) spans.set(key.split('/').at(-1) ?? '', [{ from: 0, to: bytes }]);
  return spans;
}

/** Bytes that were sent although they lay here. */
function sentAgain(spans: ReturnType<typeof heldSpans>): number {
  let again = 0;
  for (const { file, from, sent } of hub.requests)
    for (const span of spans.get(file) ?? []) again += Math.max(0, Math.min(from + sent, span.to) - Math.max(from, span.from));
  return again;
}

describe.each([
  ['a hub', () => HUB],
  ['a plain address', () => PLAIN],
])('cut short, a download from %s', (_from, source) => {
  const random = seeded(seed ?? 14);
  const points = Array.from({ length: 10 }, () => random());

  const whole = NAMES.reduce((sum, name) => sum + (TOY[name]?.byteLength ?? 0), 0);
  const heldBytes = (spans: ReturnType<typeof heldSpans>): number =>
    [...spans.values()].flat().reduce((sum, { from, to }) => sum + to - from, 0);

  test.each(points)('killed at %f goes on: the same hashes, and not a byte asked for twice', async (point) => {
    const plan = await planned(source());
    const caches = mapCaches();
    const killer = new Killer();
    let arrived = 0;
    const onBytes = (bytes: number): void => {
      arrived += bytes;
      if (arrived >= point * whole) killer.kill();
    };
    await Promise.race([install(plan, installWorld({ caches, killer, onBytes })), killer.killed]);
    // What the killed one has on its way to the disk may still get there.
    await new Promise((resolve) => setTimeout(resolve, 20));
    const spans = heldSpans(caches);
    hub.requests.length = 0;
    const { result, events } = await run(plan, installWorld({ caches }));
    valueOf({ result, events });
    const { 'manifest.json': _manifest, ...files } = stored(caches);
    expect(files).toEqual(expectedHashes());
    expect(sentAgain(spans)).toBe(0);
    expect(restarts(events)).toEqual([]);
    // A page that dies loses less than a block of the file at hand, and what was on its way.
    expect(arrived - heldBytes(spans)).toBeLessThan(2 * BLOCK_BYTES);
  });

  test.each(points)('stopped at %f keeps what has arrived, and goes on', async (point) => {
    const plan = await planned(source());
    const caches = mapCaches();
    const stop = new AbortController();
    let arrived = 0;
    const onBytes = (bytes: number): void => {
      arrived += bytes;
      if (arrived >= point * whole) stop.abort();
    };
    const { result: stopped } = await run(plan, installWorld({ caches, onBytes }), stop.signal);
    expect(stopped).toMatchObject({ ok: false, error: { code: 'download-stopped', retry: true } });
    expect(await openShelf(installWorld({ caches })).list()).toEqual([]);
    const spans = heldSpans(caches);
    // All but the piece at hand, of 64 KiB at most.
    expect(arrived - heldBytes(spans)).toBeLessThanOrEqual(1 << 16);
    hub.requests.length = 0;
    valueOf(await run(plan, installWorld({ caches })));
    const { 'manifest.json': _manifest, ...files } = stored(caches);
    expect(files).toEqual(expectedHashes());
    expect(sentAgain(spans)).toBe(0);
  });
});

describe('what goes wrong on the way', () => {
  const STORE = new RegExp(`store/someone/toy/${LARGE}`);
  const faulty = async (fault: HubFault, times = 1, where = STORE, more: Partial<InstallWorld> = {}) => {
    const caches = mapCaches();
    const plan = await planned();
    hub.arm(where, fault, times);
    return { ...(await run(plan, installWorld({ caches, ...more }))), caches, plan };
  };

  test.each<[string, HubFault, number, RegExp]>([
    ['a line that breaks', { type: 'cut', after: 40_000 }, 3, STORE],
    ['a line that breaks again and again', { type: 'cut', after: 10_000 }, 99, STORE],
    ['a host that is busy', { type: 'status', status: 429, retryAfter: '2' }, 2, STORE],
    ['a host that is busy for everything', { type: 'status', status: 503 }, 4, /store/],
    ['a gateway that fails', { type: 'status', status: 502 }, 1, STORE],
    ['a host without ranges', { type: 'no-ranges' }, 99, /store/],
    ['a slow line', { type: 'slow', ms: 1 }, 1, STORE],
    ['a bit that flips on the wire', { type: 'flip', at: 100_000 }, 1, STORE],
    ['a bit that flips in a small file', { type: 'flip', at: 100 }, 1, new RegExp(SMALL)],
    ['a file that is cut short in good order', { type: 'length', bytes: 80_000 }, 1, STORE],
    ['a file that is too long', { type: 'length', bytes: LARGE_BYTES + 9 }, 1, STORE],
  ])('%s is got over', async (_what, fault, times, where) => {
    const { result, events, caches } = await faulty(fault, times, where);
    valueOf({ result, events });
    const { 'manifest.json': _manifest, ...files } = stored(caches);
    expect(files).toEqual(expectedHashes());
  });

  test('a wrong file is fetched again from its first byte, alone, and that is told', async () => {
    const { events } = await faulty({ type: 'flip', at: 100_000 });
    expect(restarts(events)).toEqual([[LARGE, 'hash']]);
    expect(asked().filter((one) => one.startsWith(LARGE))).toEqual([`${LARGE} bytes=0-`, `${LARGE} bytes=0-`]);
    expect(asked().length).toBe(NAMES.length + 1);
  });

  test('what a broken line brought is not asked for again', async () => {
    const { events } = await run(await planned(), installWorld({ cuts: cutAt(40_000) }));
    expect(asked().filter((one) => one.startsWith(LARGE))).toEqual([`${LARGE} bytes=0-`, `${LARGE} bytes=40000-`]);
    expect(events).toContainEqual({
      type: 'file-retry',
      file: LARGE,
      attempt: 1,
      waitMs: 1000,
      code: 'download-failed',
      status: null,
    });
  });

  test('a host is waited for as long as it asks, and not longer than is agreed', async () => {
    const waits: number[] = [];
    const wait = async (ms: number) => void waits.push(ms);
    await faulty({ type: 'status', status: 429, retryAfter: '17' }, 2, STORE, { wait });
    expect(waits).toEqual([17_000, 17_000]);
    const { result } = await faulty({ type: 'status', status: 503, retryAfter: '3600' }, 1, STORE, { wait });
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'download-failed', retry: true, details: { file: LARGE, status: 503 } },
    });
    if (!result.ok) expect(result.error.message).toMatch(/come back in 3600 s\. What is here is kept; press again to go on\./);
    expect(waits.length).toBe(2);
  });

  test.each<[string, HubFault, string, RegExp]>([
    ['is wrong twice', { type: 'flip', at: 9 }, 'hash-differs', /its hash is not the one that its source tells/],
    [
      'stays too short',
      { type: 'length', bytes: 80_000 },
      'hash-differs',
      /the host has 80000 bytes of it, and its source tells of 151072/,
    ],
    ['stays too long', { type: 'length', bytes: LARGE_BYTES + 9 }, 'hash-differs', /151081/],
    ['is a web page', { type: 'page', typed: true }, 'web-page-instead', /a web page instead of params_shard_0\.bin/],
    ['is a web page that does not say so', { type: 'page', typed: false }, 'web-page-instead', /a web page instead/],
    ['needs signing in', { type: 'status', status: 403 }, 'source-private', /refuses/],
    ['is gone', { type: 'status', status: 404 }, 'model-incomplete', /is not at/],
    ['fails for ever', { type: 'status', status: 500 }, 'download-failed', /500.*What is here is kept; press again to go on/],
    ['breaks off at once, for ever', { type: 'cut', after: 0 }, 'download-failed', /What is here is kept/],
  ])('a file that %s fails by name; the others are kept, and nothing is listed', async (_what, fault, code, words) => {
    const { result, caches, plan } = await faulty(fault, 99);
    expect(result).toMatchObject({ ok: false, error: { code, details: { file: LARGE } } });
    if (!result.ok) expect(result.error.message).toMatch(words);
    const world = installWorld({ caches });
    expect(await openShelf(world).list()).toEqual([]);
    expect(Object.keys(stored(caches))).not.toContain(LARGE);
    // All well again: only that file and those after it are asked for.
    hub.disarm();
    hub.requests.length = 0;
    valueOf(await run(plan, world));
    expect(new Set(hub.requests.map(({ file }) => file))).toEqual(new Set([LARGE, 'params_shard_1.bin', SMALL]));
  });

  test('a line that falls silent is given up and taken up again', async () => {
    const { result, events } = await faulty({ type: 'stall', after: 30_000 }, 1, STORE, {
      patience: { silenceMs: 1500, tries: 5, longestWaitMs: 1000 },
    });
    valueOf({ result, events });
    expect(asked()).toContain(`${LARGE} bytes=30000-`);
  });

  test('a host without ranges that always breaks at the same place is given up', async () => {
    const caches = mapCaches();
    const plan = await planned();
    hub.arm(STORE, { type: 'no-ranges' }, 99);
    hub.arm(STORE, { type: 'cut', after: 100_000 }, 99);
    const { result, events } = await run(plan, installWorld({ caches }));
    expect(result).toMatchObject({ ok: false, error: { code: 'download-failed' } });
    expect(restarts(events).every(([, reason]) => reason === 'no-ranges')).toBe(true);
  });

  test('a file that changes in the middle is fetched from its first byte', async () => {
    const plan = await planned(PLAIN);
    const changed = noise(LARGE_BYTES, 99);
    const caches = mapCaches();
    const where = new RegExp(`plain/someone/toy/${LARGE}`);
    const world = installWorld({
      caches,
      cuts: cutAt(100_000),
      wait: async () => hub.arm(where, { type: 'version', etag: '"second"', content: changed }, 99),
    });
    const { result, events } = await run(plan, world);
    const model = valueOf({ result, events });
    expect(restarts(events)).toEqual([[LARGE, 'changed']]);
    expect(model.files.find(({ name }) => name === LARGE)).toMatchObject({ sha256: sha256(changed), checkedBy: 'first-use' });
  });

  test('a file that never stays the same is given up', async () => {
    const plan = await planned(PLAIN);
    const where = new RegExp(`plain/someone/toy/${LARGE}`);
    let version = 0;
    const world = installWorld({
      cuts: cutAt(...Array<number>(99).fill(10_000)),
      fetch: (url, init) => {
        hub.disarm();
        hub.arm(where, { type: 'version', etag: `"${(version += 1)}"` });
        return fetch(url, init);
      },
    });
    const { result } = await run(plan, world);
    expect(result).toMatchObject({ ok: false, error: { code: 'hash-differs', details: { file: LARGE } } });
  });
});

describe('hosts that tell little', () => {
  let quiet: Hub;
  beforeAll(async () => {
    quiet = await startHub({ models: { 'someone/toy': TOY }, hides: true });
  });
  afterAll(() => quiet.close());

  test('what nothing proves to be the same file is fetched from its first byte', async () => {
    const source: InstallSource = {
      type: 'address',
      url: `${quiet.origin}/plain/someone/toy/`,
      known: { libraries: [{ url: `${quiet.origin}/plain/someone/toy/toy-webgpu.wasm`, needs: [] }] },
    };
    const plan = await planInstall(source, installWorld());
    if (!plan.ok) throw new Error(plan.error.message);
    // As in a page: what is not exposed cannot be read.
    const hidden = async (url: string, init: RequestInit): Promise<Response> => {
      const response = await fetch(url, init);
      const safe = ['cache-control', 'content-language', 'content-length', 'content-type', 'expires', 'last-modified', 'pragma'];
      const headers = [...response.headers].filter(([name]) => safe.includes(name));
      return new Response(response.body, { status: response.status, headers });
    };
    const caches = mapCaches();
    const { result, events } = await run(plan.value, installWorld({ caches, fetch: hidden, cuts: cutAt(100_000) }));
    valueOf({ result, events });
    expect(restarts(events)).toEqual([[LARGE, 'unsure']]);
    const { 'manifest.json': _manifest, ...files } = stored(caches);
    expect(files).toEqual(expectedHashes());
  });

  test('sums of a list of weights catch a bit that flips, where nothing else is told', async () => {
    const known = { libraries: [{ url: `${hub.origin}/plain/someone/summed/toy-webgpu.wasm`, needs: [] }] };
    const plan = await planned({ type: 'address', url: `${hub.origin}/plain/someone/summed/`, known });
    const withLibrary = { ...plan, files: plan.files };
    hub.arm(new RegExp(`summed/${LARGE}`), { type: 'flip', at: 100_000 });
    const { result, events } = await run(withLibrary, installWorld());
    valueOf({ result, events });
    expect(restarts(events)).toEqual([[LARGE, 'hash']]);
  });
});

describe('what is damaged where it lies', () => {
  test.each([...NAMES, 'manifest.json'])(
    'a bit that flips in %s is named, and repaired by fetching that file alone',
    async (name) => {
      const caches = mapCaches();
      const world = installWorld({ caches });
      valueOf(await run(await planned(), world));
      caches.damage(new RegExp(`${name}$`), 20);
      hub.requests.length = 0;
      expect(await verifyStored('toy', world)).toEqual({ ok: true, value: [{ name, problem: 'differs' }] });
      expect((await openShelf(world).get('toy'))?.whole).toBe(false);
      expect(hub.requests).toEqual([]);
      const events: InstallEvent[] = [];
      expect(await repair('toy', world, { onEvent: (event) => events.push(event) })).toMatchObject({
        ok: true,
        value: { whole: true },
      });
      // The manifest follows from the record.
      expect(hub.requests.map(({ file }) => file)).toEqual(name === 'manifest.json' ? [] : [name]);
      expect(events.flatMap((event) => (event.type === 'file-end' && event.note === 'repaired' ? [event.file] : []))).toEqual(
        name === 'manifest.json' ? [] : [name],
      );
      expect(await verifyStored('toy', world)).toEqual({ ok: true, value: [] });
    },
  );

  test('a file that is lost is named as missing, and comes back', async () => {
    const caches = mapCaches();
    const world = installWorld({ caches });
    valueOf(await run(await planned(), world));
    for (const entries of caches.entries.values()) for (const key of entries.keys()) if (key.endsWith(LARGE)) entries.delete(key);
    expect(await verifyStored('toy', world)).toEqual({ ok: true, value: [{ name: LARGE, problem: 'missing' }] });
    expect(await repair('toy', world)).toMatchObject({ ok: true });
  });

  test('what was pinned at first use is not taken in another version', async () => {
    const caches = mapCaches();
    const world = installWorld({ caches });
    valueOf(await run(await planned(PLAIN), world));
    caches.damage(new RegExp(`${LARGE}$`));
    hub.arm(new RegExp(`plain/someone/toy/${LARGE}`), { type: 'version', etag: '"2"', content: noise(LARGE_BYTES, 5) }, 9);
    expect(await repair('toy', world)).toMatchObject({ ok: false, error: { code: 'hash-differs', details: { file: LARGE } } });
    expect((await openShelf(world).get('toy'))?.whole).toBe(false);
    hub.disarm();
    expect(await repair('toy', world)).toMatchObject({ ok: true });
  });

  test.each([HUB, PLAIN])(
    'a bit that flips in a block of a file that is not whole yet is fetched again, and no other block',
    async (source) => {
      const caches = mapCaches();
      const plan = await planned(source);
      const wait = async () => hub.arm(new RegExp(`toy/${LARGE}`), { type: 'status', status: 500 }, 99);
      const broken = installWorld({ caches, wait, cuts: cutAt(LARGE_BYTES - 1000) });
      expect((await run(plan, broken)).result.ok).toBe(false);
      caches.damage(new RegExp(`${LARGE}/${BLOCK_BYTES}$`), 77);
      hub.disarm();
      hub.requests.length = 0;
      valueOf(await run(plan, installWorld({ caches })));
      expect(asked().filter((one) => one.startsWith(LARGE))).toEqual([
        `${LARGE} bytes=${BLOCK_BYTES}-${2 * BLOCK_BYTES - 1}`,
        `${LARGE} bytes=${LARGE_BYTES - 1000}-`,
      ]);
    },
  );

  test('there is nothing to check where no model is', async () => {
    expect(await verifyStored('toy', installWorld())).toMatchObject({ ok: false, error: { code: 'model-missing' } });
  });
});

describe('room', () => {
  test('is asked for before anything is fetched, with both figures', async () => {
    const freeBytes = 100_000;
    const persist = async () => true;
    const { result, events } = await run(
      await planned(),
      installWorld({ storage: { freeBytes: async () => freeBytes, persist } }),
    );
    expect(result).toMatchObject({ ok: false, error: { code: 'no-space', details: { freeBytes } } });
    expect(hub.requests).toEqual([]);
    expect(events).toContainEqual({ type: 'persist', granted: true });
    const { neededBytes } = events.find((event) => event.type === 'space') ?? { neededBytes: 0 };
    // All of it, and the largest file twice for a moment.
    expect(neededBytes).toBe(NAMES.reduce((sum, name) => sum + (TOY[name]?.byteLength ?? 0), 0) + LARGE_BYTES);
  });

  test('that runs out in the middle is told, and what has arrived is kept', async () => {
    const caches = mapCaches({ quota: 260_000 });
    const { result } = await run(await planned(), installWorld({ caches }));
    expect(result).toMatchObject({ ok: false, error: { code: 'no-space', retry: true, details: { file: LARGE } } });
    expect(caches.sizes(/parts/).size).toBeGreaterThan(0);
  });

  test('a browser that keeps nothing is told so', async () => {
    const openCache = () => Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'));
    const { result } = await run(await planned(), installWorld({ openCache }));
    expect(result).toMatchObject({ ok: false, error: { code: 'no-storage' } });
    expect(await openShelf({ modelsUrl: MODELS_URL, openCache }).list()).toEqual([]);
  });
});

describe('two tabs', () => {
  test('one downloads, the other waits and finds it whole', async () => {
    const caches = mapCaches();
    const locks = mapLocks();
    const plan = await planned();
    const [one, other] = await Promise.all([
      run(plan, installWorld({ caches, locks })),
      run(plan, installWorld({ caches, locks })),
    ]);
    expect(valueOf(one)).toEqual(valueOf(other));
    expect(other.events).toEqual([{ type: 'waiting' }, { type: 'stored', id: 'toy' }]);
    expect(hub.requests.length).toBe(NAMES.length);
  });

  test('the other goes on where the first was stopped', async () => {
    const caches = mapCaches();
    const locks = mapLocks();
    const plan = await planned();
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
    expect(asked().filter((one) => one === `${LARGE} bytes=0-`).length).toBe(1);
  });

  test('one that waits can be stopped', async () => {
    const locks = mapLocks();
    const plan = await planned();
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
    const plan = await planned(picked(TOY));
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
  valueOf(await run(await planned(), world));
  const newer = toyModel({ shards: [LARGE_BYTES, 5000], seed: 70 });
  const later = await startHub({ models: { 'someone/toy': newer } });
  const result = await planInstall({ type: 'address', url: `${later.origin}/someone/toy` }, installWorld());
  if (!result.ok) throw new Error(result.error.message);
  valueOf(await run(result.value, world));
  await later.close();
  const { 'manifest.json': _manifest, ...files } = stored(caches);
  expect(Object.keys(files)).not.toContain(SMALL);
  expect(files[LARGE]).toBe(
    createHash('sha256')
      .update(newer[LARGE] ?? '')
      .digest('hex'),
  );
  expect(await verifyStored('toy', world)).toEqual({ ok: true, value: [] });
});
