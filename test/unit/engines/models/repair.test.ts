import { describe, expect, test } from 'vitest';
import { repair, verifyStored } from '../../../../src/engines/models/install.ts';
import type { InstallEvent } from '../../../../src/engines/models/progress.ts';
import { openShelf } from '../../../../src/engines/models/stored.ts';
import { BLOCK_BYTES, installWorld, mapCaches } from '../../../support/install-world.ts';
import { cutAt, NAMES, LARGE, LARGE_BYTES, run, startToyHub, valueOf } from '../../../support/toy-installation.ts';
import { noise } from '../../../support/toy-model.ts';

const toys = startToyHub();

describe('what is damaged where it lies', () => {
  test.each([...NAMES, 'manifest.json'])(
    'a bit that flips in %s is named, and repaired by fetching that file alone',
    async (name) => {
      const caches = mapCaches();
      const world = installWorld({ caches });
      valueOf(await run(await toys.planned(), world));
      caches.damage(new RegExp(`${name}$`), 20);
      toys.requests.length = 0;
      expect(await verifyStored('toy', world)).toEqual({ ok: true, value: [{ name, problem: 'differs' }] });
      expect((await openShelf(world).get('toy'))?.whole).toBe(false);
      expect(toys.requests).toEqual([]);
      const events: InstallEvent[] = [];
      expect(await repair('toy', world, { onEvent: (event) => events.push(event) })).toMatchObject({
        ok: true,
        value: { whole: true },
      });
      // The manifest follows from the record.
      expect(toys.requests.map(({ file }) => file)).toEqual(name === 'manifest.json' ? [] : [name]);
      expect(events.flatMap((event) => (event.type === 'file-end' && event.note === 'repaired' ? [event.file] : []))).toEqual(
        name === 'manifest.json' ? [] : [name],
      );
      expect(await verifyStored('toy', world)).toEqual({ ok: true, value: [] });
    },
  );

  test('a file that is lost is named as missing, and comes back', async () => {
    const caches = mapCaches();
    const world = installWorld({ caches });
    valueOf(await run(await toys.planned(), world));
    for (const entries of caches.entries.values()) for (const key of entries.keys()) if (key.endsWith(LARGE)) entries.delete(key);
    expect(await verifyStored('toy', world)).toEqual({ ok: true, value: [{ name: LARGE, problem: 'missing' }] });
    expect(await repair('toy', world)).toMatchObject({ ok: true });
  });

  test('what was pinned at first use is not taken in another version', async () => {
    const caches = mapCaches();
    const world = installWorld({ caches });
    valueOf(await run(await toys.planned(toys.plain), world));
    caches.damage(new RegExp(`${LARGE}$`));
    toys.hub.arm(new RegExp(`plain/someone/toy/${LARGE}`), { type: 'version', etag: '"2"', content: noise(LARGE_BYTES, 5) }, 9);
    expect(await repair('toy', world)).toMatchObject({ ok: false, error: { code: 'hash-differs', details: { file: LARGE } } });
    expect((await openShelf(world).get('toy'))?.whole).toBe(false);
    toys.hub.disarm();
    expect(await repair('toy', world)).toMatchObject({ ok: true });
  });

  test.each([
    ['a hub', () => toys.onHub],
    ['a plain address', () => toys.plain],
  ] as const)(
    'from %s, a bit that flips in a block of a file that is not whole yet is fetched again, and no other block',
    async (_from, source) => {
      const caches = mapCaches();
      const plan = await toys.planned(source());
      const wait = async () => toys.hub.arm(new RegExp(`toy/${LARGE}`), { type: 'status', status: 500 }, 99);
      const broken = installWorld({ caches, wait, cuts: cutAt(LARGE_BYTES - 1000) });
      expect((await run(plan, broken)).result.ok).toBe(false);
      caches.damage(new RegExp(`${LARGE}/${BLOCK_BYTES}$`), 77);
      toys.hub.disarm();
      toys.requests.length = 0;
      valueOf(await run(plan, installWorld({ caches })));
      expect(toys.asked().filter((one) => one.startsWith(LARGE))).toEqual([
        `${LARGE} bytes=${BLOCK_BYTES}-${2 * BLOCK_BYTES - 1}`,
        `${LARGE} bytes=${LARGE_BYTES - 1000}-`,
      ]);
    },
  );

  test('there is nothing to check where no model is', async () => {
    expect(await verifyStored('toy', installWorld())).toMatchObject({ ok: false, error: { code: 'model-missing' } });
  });
});
