import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import type { ErrorInfo } from '../../../../src/core/errors.ts';
import type { Result } from '../../../../src/core/request.ts';
import { install, repair, verifyStored } from '../../../../src/engines/models/install.ts';
import { planInstall } from '../../../../src/engines/models/plan.ts';
import type { InstallEvent } from '../../../../src/engines/models/progress.ts';
import { openShelf } from '../../../../src/engines/models/stored.ts';
import type { StoredModel } from '../../../../src/engines/models/stored.ts';
import { browserWorld } from '../../../../src/engines/models/world.ts';
import type { HubFault, HubRequest } from '../../../support/hub-server.ts';
import type { HubOrder } from '../../../support/hub-setup.ts';
import { leftToDeep, seed } from '../../../support/profile.ts';
import { seeded } from '../../../support/seeded.ts';

/** Real Cache API, Web Locks, streams, ranges and CORS: the hub is another origin than the page. */
const { hub, quiet, control } = inject('hub');
const modelsUrl = new URL('/installed/', location.href).href;
const world = browserWorld(modelsUrl);
const LARGE = 'params_shard_0.bin';

const order = async (what: HubOrder): Promise<readonly HubRequest[]> =>
  (await (await fetch(control, { method: 'POST', body: JSON.stringify(what) })).json()) as readonly HubRequest[];
const arm = (path: string, fault: HubFault, times = 1) => order({ type: 'arm', path, fault, times });
/** What was asked of the toy model: another file's page may fetch another model from the same hub. */
const requests = async () => (await order({ type: 'requests' })).filter(({ path }) => path.includes('/toy'));
const forFiles = async () => (await requests()).filter(({ file }) => file.startsWith('params_shard'));

interface Tab {
  readonly events: InstallEvent[];
  readonly result: Promise<Result<StoredModel, ErrorInfo>>;
  /** Resolves when an event fits. */
  seen(fits: (event: InstallEvent) => boolean): Promise<void>;
  kill(): void;
}

const tabs: Worker[] = [];

/** A worker of its own: what it does ends with it, and only what it wrote stays. */
function openTab(url: string): Tab {
  const worker = new Worker(new URL('./install.worker.ts', import.meta.url), { type: 'module' });
  tabs.push(worker);
  const events: InstallEvent[] = [];
  const watchers: (() => void)[] = [];
  const result = new Promise<Result<StoredModel, ErrorInfo>>((resolve) => {
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<{ event?: InstallEvent; result?: Result<StoredModel, ErrorInfo> }>) => {
        if (data.event !== undefined) events.push(data.event);
        for (const watch of watchers) watch();
        if (data.result !== undefined) resolve(data.result);
      },
    );
  });
  worker.postMessage({ modelsUrl, url });
  return {
    events,
    result,
    seen: (fits) =>
      new Promise((resolve) => {
        const watch = (): void => void (events.some(fits) && resolve());
        watchers.push(watch);
        watch();
      }),
    kill: () => worker.terminate(),
  };
}

/** Bytes of each entry under the models' folder, by cache and key. */
async function held(): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys())
      if (url.includes('/installed/')) found.set(url, (await (await cache.match(url))?.blob())?.size ?? -1);
  }
  return found;
}

beforeEach(async () => {
  for (const name of await caches.keys()) await caches.delete(name);
  await order({ type: 'reset' });
});
afterEach(() => {
  for (const tab of tabs.splice(0)) tab.terminate();
});

async function installHere(url: string) {
  const plan = await planInstall({ type: 'address', url }, world);
  if (!plan.ok) return plan;
  return install(plan.value, world);
}

describe('a download in a real browser', { timeout: 120_000 }, () => {
  test('comes from another origin without a preflight, is whole, and is removed without a trace', async () => {
    const result = await installHere(`${hub}/someone/toy`);
    expect(result).toMatchObject({ ok: true, value: { id: 'toy', whole: true } });
    expect(await verifyStored('toy', world)).toEqual({ ok: true, value: [] });
    const made = await requests();
    expect(made.filter(({ method }) => method === 'OPTIONS')).toEqual([]);
    // What the page may read of such answers is what was reckoned with: every file came in one piece.
    expect((await forFiles()).map(({ status }) => status)).toEqual([206, 206, 206]);
    const shelf = openShelf({ modelsUrl, openCache: (name) => caches.open(name) });
    expect((await shelf.list()).map(({ id }) => id)).toEqual(['toy']);
    await shelf.remove('toy');
    expect(await held()).toEqual(new Map());
  });

  const random = seeded(seed ?? 140);
  for (const [place, point] of Array.from({ length: 10 }, () => random()).entries())
    test(`killed at ${point} goes on in another tab with what is here`, leftToDeep(place >= 3), async () => {
      await arm('store/someone/toy', { type: 'slow', ms: 1 }, 99);
      const tab = openTab(`${hub}/someone/toy`);
      const size = 13_000_000;
      const loaded = new Map<string, number>();
      await tab.seen((event) => {
        if (event.type === 'file-progress') loaded.set(event.file, event.loadedBytes);
        return event.type === 'stored' || [...loaded.values()].reduce((sum, bytes) => sum + bytes, 0) >= point * size;
      });
      tab.kill();
      await order({ type: 'reset' });
      const before = await held();
      const whole = [...before].filter(([key]) => key.includes('/resolve/')).map(([key]) => key.split('/').at(-1));
      const blocks = [...before].filter(([key]) => key.includes(`/parts/${LARGE}/`)).reduce((sum, [, bytes]) => sum + bytes, 0);
      // Half of the large file is more than a block.
      if (point * size > 4_500_000) expect(blocks + whole.length).toBeGreaterThan(0);
      const after = openTab(`${hub}/someone/toy`);
      expect(await after.result).toMatchObject({ ok: true, value: { whole: true } });
      expect(await verifyStored('toy', world)).toEqual({ ok: true, value: [] });
      const asked = await forFiles();
      expect(asked.filter(({ file }) => whole.includes(file))).toEqual([]);
      // Nothing of the large file that lay here is asked for again.
      expect(asked.filter(({ file, from }) => file === LARGE && from < blocks)).toEqual([]);
    });

  test('of two tabs one downloads, and the other takes over when the first dies', async () => {
    await arm('store/someone/toy', { type: 'slow', ms: 1 }, 99);
    const first = openTab(`${hub}/someone/toy`);
    await first.seen(({ type }) => type === 'file-progress');
    const second = openTab(`${hub}/someone/toy`);
    await second.seen(({ type }) => type === 'waiting');
    const third = openTab(`${hub}/someone/toy`);
    await third.seen(({ type }) => type === 'waiting');
    expect(second.events).toEqual([{ type: 'waiting' }]);
    await first.seen((event) => event.type === 'file-progress' && event.file === LARGE && event.loadedBytes > 5_000_000);
    first.kill();
    await order({ type: 'reset' });
    expect(await second.result).toMatchObject({ ok: true });
    expect(await third.result).toMatchObject({ ok: true });
    expect(third.events.filter(({ type }) => type.startsWith('file-'))).toEqual([]);
    const again = (await forFiles()).filter(({ file, from }) => file === LARGE && from < 4_194_304);
    expect(again).toEqual([]);
  });

  test('a bit that flips where it lies is named, and that file alone is fetched', async () => {
    await installHere(`${hub}/someone/toy`);
    await order({ type: 'reset' });
    const cache = await caches.open('webllm/model');
    const key = (await cache.keys()).map(({ url }) => url).find((url) => url.endsWith('params_shard_1.bin')) ?? '';
    const entry = await cache.match(key);
    const bytes = new Uint8Array((await entry?.arrayBuffer()) ?? new ArrayBuffer());
    bytes[1000] = (bytes[1000] ?? 0) ^ 4;
    await cache.put(key, new Response(bytes, { headers: entry?.headers ?? {} }));
    expect(await verifyStored('toy', world)).toEqual({ ok: true, value: [{ name: 'params_shard_1.bin', problem: 'differs' }] });
    expect(await repair('toy', world)).toMatchObject({ ok: true });
    expect((await requests()).map(({ file }) => file)).toEqual(['params_shard_1.bin']);
    expect(await verifyStored('toy', world)).toEqual({ ok: true, value: [] });
  });

  test('a host whose ETag and ranges no page may read is gone on with by the hub’s hashes', async () => {
    const quick = { ...world, wait: async () => {} };
    const plan = await planInstall({ type: 'address', url: `${quiet}/someone/toy` }, quick);
    if (!plan.ok) throw new Error(plan.error.message);
    await arm(`store/someone/toy/${LARGE}`, { type: 'cut', after: 6_000_000 });
    expect(await install(plan.value, quick)).toMatchObject({ ok: true });
    const large = (await forFiles()).filter(({ file }) => file === LARGE);
    expect(large.length).toBe(2);
    // What had arrived when the line broke; the browser drops what it had not handed on.
    expect(large[1]?.status).toBe(206);
  });
});

describe('what a page may not read', { timeout: 60_000 }, () => {
  const quick = { ...world, wait: async () => {} };

  test('a host that lets no page read its files is told from a network that fails', async () => {
    await arm('store/someone/toy/mlc-chat-config', { type: 'no-cors' }, 99);
    expect(await planInstall({ type: 'address', url: `${hub}/someone/toy` }, quick)).toMatchObject({
      ok: false,
      error: { code: 'source-closed', details: { file: 'mlc-chat-config.json' } },
    });
    expect(await planInstall({ type: 'address', url: 'http://127.0.0.1:9/a/b/c/' }, quick)).toMatchObject({
      ok: false,
      error: { code: 'download-failed', retry: true },
    });
  });

  test('a file that becomes closed in the middle is told by its name, and what is here is kept', async () => {
    const plan = await planInstall({ type: 'address', url: `${hub}/someone/toy` }, quick);
    if (!plan.ok) throw new Error(plan.error.message);
    await arm('store/someone/toy/params_shard_1', { type: 'no-cors' }, 99);
    expect(await install(plan.value, quick)).toMatchObject({
      ok: false,
      error: { code: 'source-closed', details: { file: 'params_shard_1.bin' } },
    });
    expect([...(await held()).keys()].some((key) => key.endsWith(LARGE))).toBe(true);
    expect(await openShelf(world).list()).toEqual([]);
  });
});
