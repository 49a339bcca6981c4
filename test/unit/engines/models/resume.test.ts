import { describe, expect, test } from 'vitest';
import { install } from '../../../../src/engines/models/install.ts';
import { openShelf } from '../../../../src/engines/models/stored.ts';
import { BLOCK_BYTES, installWorld, Killer, mapCaches } from '../../../support/install-world.ts';
import type { MapCaches } from '../../../support/install-world.ts';
import { seed } from '../../../support/profile.ts';
import { seeded } from '../../../support/seeded.ts';
import { expectedHashes, restarts, run, stored, TOY_BYTES, startToyHub, valueOf } from '../../../support/toy-installation.ts';

const toys = startToyHub();

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
  for (const { file, from, sent } of toys.requests)
    for (const span of spans.get(file) ?? []) again += Math.max(0, Math.min(from + sent, span.to) - Math.max(from, span.from));
  return again;
}

describe.each([
  ['a hub', () => toys.onHub],
  ['a plain address', () => toys.plain],
])('cut short, a download from %s', (_from, source) => {
  const random = seeded(seed ?? 14);
  const points = Array.from({ length: 10 }, () => random());

  const heldBytes = (spans: ReturnType<typeof heldSpans>): number =>
    [...spans.values()].flat().reduce((sum, { from, to }) => sum + to - from, 0);

  test.each(points)('killed at %f goes on: the same hashes, and not a byte asked for twice', async (point) => {
    const plan = await toys.planned(source());
    const caches = mapCaches();
    const killer = new Killer();
    let arrived = 0;
    const onBytes = (bytes: number): void => {
      arrived += bytes;
      if (arrived >= point * TOY_BYTES) killer.kill();
    };
    await Promise.race([install(plan, installWorld({ caches, killer, onBytes })), killer.killed]);
    // What the killed one has on its way to the disk may still get there.
    await new Promise((resolve) => setTimeout(resolve, 20));
    const spans = heldSpans(caches);
    toys.requests.length = 0;
    const { result, events } = await run(plan, installWorld({ caches }));
    valueOf({ result, events });
    expect(stored(caches)).toEqual(expectedHashes());
    expect(sentAgain(spans)).toBe(0);
    expect(restarts(events)).toEqual([]);
    // A page that dies loses less than a block of the file at hand, and what was on its way.
    expect(arrived - heldBytes(spans)).toBeLessThan(2 * BLOCK_BYTES);
  });

  test.each(points)('stopped at %f keeps what has arrived, and goes on', async (point) => {
    const plan = await toys.planned(source());
    const caches = mapCaches();
    const stop = new AbortController();
    let arrived = 0;
    const onBytes = (bytes: number): void => {
      arrived += bytes;
      if (arrived >= point * TOY_BYTES) stop.abort();
    };
    const { result: stopped } = await run(plan, installWorld({ caches, onBytes }), stop.signal);
    expect(stopped).toMatchObject({ ok: false, error: { code: 'download-stopped', retry: true } });
    expect(await openShelf(installWorld({ caches })).list()).toEqual([]);
    const spans = heldSpans(caches);
    // All but the piece at hand, of 64 KiB at most.
    expect(arrived - heldBytes(spans)).toBeLessThanOrEqual(1 << 16);
    toys.requests.length = 0;
    valueOf(await run(plan, installWorld({ caches })));
    expect(stored(caches)).toEqual(expectedHashes());
    expect(sentAgain(spans)).toBe(0);
  });
});
