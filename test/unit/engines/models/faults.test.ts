import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planInstall } from '../../../../src/engines/models/plan.ts';
import type { InstallSource } from '../../../../src/engines/models/plan.ts';
import { openShelf } from '../../../../src/engines/models/stored.ts';
import type { InstallWorld } from '../../../../src/engines/models/world.ts';
import { startHub } from '../../../support/hub-server.ts';
import type { Hub, HubFault } from '../../../support/hub-server.ts';
import { installWorld, mapCaches } from '../../../support/install-world.ts';
import { sha256 } from '../../../support/memory-store.ts';
import {
  cutAt,
  expectedHashes,
  LARGE,
  LARGE_BYTES,
  NAMES,
  restarts,
  run,
  SMALL,
  stored,
  TOY,
  startToyHub,
  valueOf,
} from '../../../support/toy-installation.ts';
import { noise } from '../../../support/toy-model.ts';

const toys = startToyHub();

describe('what goes wrong on the way', () => {
  const STORE = new RegExp(`store/someone/toy/${LARGE}`);
  const faulty = async (fault: HubFault, times = 1, where = STORE, more: Partial<InstallWorld> = {}) => {
    const caches = mapCaches();
    const plan = await toys.planned();
    toys.hub.arm(where, fault, times);
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
    expect(stored(caches)).toEqual(expectedHashes());
  });

  test('a wrong file is fetched again from its first byte, alone, and that is told', async () => {
    const { events } = await faulty({ type: 'flip', at: 100_000 });
    expect(restarts(events)).toEqual([[LARGE, 'hash']]);
    expect(toys.asked().filter((one) => one.startsWith(LARGE))).toEqual([`${LARGE} bytes=0-`, `${LARGE} bytes=0-`]);
    expect(toys.asked().length).toBe(NAMES.length + 1);
  });

  test('what a broken line brought is not asked for again', async () => {
    const { events } = await run(await toys.planned(), installWorld({ cuts: cutAt(40_000) }));
    expect(toys.asked().filter((one) => one.startsWith(LARGE))).toEqual([`${LARGE} bytes=0-`, `${LARGE} bytes=40000-`]);
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
    toys.hub.disarm();
    toys.requests.length = 0;
    valueOf(await run(plan, world));
    expect(new Set(toys.requests.map(({ file }) => file))).toEqual(new Set([LARGE, 'params_shard_1.bin', SMALL]));
  });

  test('a line that falls silent is given up and taken up again', async () => {
    const { result, events } = await faulty({ type: 'stall', after: 30_000 }, 1, STORE, {
      patience: { silenceMs: 1500, tries: 5, longestWaitMs: 1000 },
    });
    valueOf({ result, events });
    expect(toys.asked()).toContain(`${LARGE} bytes=30000-`);
    expect(events).toContainEqual(expect.objectContaining({ type: 'file-retry', file: LARGE, code: 'download-silent' }));
  });

  test('a host without ranges that always breaks at the same place is given up', async () => {
    const caches = mapCaches();
    const plan = await toys.planned();
    toys.hub.arm(STORE, { type: 'no-ranges' }, 99);
    toys.hub.arm(STORE, { type: 'cut', after: 100_000 }, 99);
    const { result, events } = await run(plan, installWorld({ caches }));
    expect(result).toMatchObject({ ok: false, error: { code: 'download-failed' } });
    expect(restarts(events).every(([, reason]) => reason === 'no-ranges')).toBe(true);
  });

  test('a file that changes in the middle is fetched from its first byte', async () => {
    const plan = await toys.planned(toys.plain);
    const changed = noise(LARGE_BYTES, 99);
    const caches = mapCaches();
    const where = new RegExp(`plain/someone/toy/${LARGE}`);
    const world = installWorld({
      caches,
      cuts: cutAt(100_000),
      wait: async () => toys.hub.arm(where, { type: 'version', etag: '"second"', content: changed }, 99),
    });
    const { result, events } = await run(plan, world);
    const model = valueOf({ result, events });
    expect(restarts(events)).toEqual([[LARGE, 'changed']]);
    expect(model.files.find(({ name }) => name === LARGE)).toMatchObject({ sha256: sha256(changed), checkedBy: 'first-use' });
  });

  test('a file that never stays the same is given up', async () => {
    const plan = await toys.planned(toys.plain);
    const where = new RegExp(`plain/someone/toy/${LARGE}`);
    let version = 0;
    const world = installWorld({
      cuts: cutAt(...Array<number>(99).fill(10_000)),
      fetch: (url, init) => {
        toys.hub.disarm();
        toys.hub.arm(where, { type: 'version', etag: `"${(version += 1)}"` });
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
    expect(stored(caches)).toEqual(expectedHashes());
  });

  test('sums of a list of weights catch a bit that flips, where nothing else is told', async () => {
    const known = { libraries: [{ url: `${toys.hub.origin}/plain/someone/summed/toy-webgpu.wasm`, needs: [] }] };
    const plan = await toys.planned({ type: 'address', url: `${toys.hub.origin}/plain/someone/summed/`, known });
    const withLibrary = { ...plan, files: plan.files };
    toys.hub.arm(new RegExp(`summed/${LARGE}`), { type: 'flip', at: 100_000 });
    const { result, events } = await run(withLibrary, installWorld());
    valueOf({ result, events });
    expect(restarts(events)).toEqual([[LARGE, 'hash']]);
  });
});

describe('a plain address that changes after it was looked at', () => {
  test('a library that is none any more is not stored', async () => {
    const plan = await toys.planned(toys.plain);
    const text = new TextEncoder().encode('version https://git-lfs.github.com/spec/v1');
    toys.hub.arm(/plain\/someone\/toy\/toy-webgpu\.wasm/, { type: 'version', etag: '"text"', content: text }, 9);
    const caches = mapCaches();
    const { result } = await run(plan, installWorld({ caches }));
    expect(result).toMatchObject({ ok: false, error: { code: 'model-incomplete', details: { file: 'toy-webgpu.wasm' } } });
    expect(Object.keys(stored(caches))).not.toContain('toy-webgpu.wasm');
  });

  test('a file that was whole when the download was cut short is fetched anew where the host has another by now', async () => {
    const plan = await toys.planned(toys.plain);
    const caches = mapCaches();
    toys.hub.arm(/params_shard_1/, { type: 'status', status: 403 });
    expect((await run(plan, installWorld({ caches }))).result.ok).toBe(false);
    const changed = noise(LARGE_BYTES, 98);
    toys.hub.arm(new RegExp(LARGE), { type: 'version', etag: '"second"', content: changed }, 9);
    const model = valueOf(await run(plan, installWorld({ caches })));
    expect(model.files.find(({ name }) => name === LARGE)?.sha256).toBe(sha256(changed));
  });
});
