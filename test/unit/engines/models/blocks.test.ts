import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstGap, openBlocks, sameFile } from '../../../../src/engines/models/blocks.ts';
import type { Span } from '../../../../src/engines/models/blocks.ts';
import { mapCaches } from '../../../support/install-world.ts';

const NONE = { etag: null, modified: null };

describe('the first bytes that lack', () => {
  test('of any held spans, filling gap after gap ends with every byte, none of them twice', () => {
    const spans = fc.uniqueArray(fc.nat(40), { maxLength: 8 }).map((ends): Span[] => {
      const sorted = ends.toSorted((a, b) => a - b);
      return sorted.flatMap((from, index) =>
        index % 2 === 0 && sorted[index + 1] !== undefined ? [{ from, to: sorted[index + 1] ?? 0 }] : [],
      );
    });
    fc.assert(
      fc.property(spans, fc.nat(60), (held, extra) => {
        const total = Math.max(0, ...held.map(({ to }) => to)) + extra;
        const seen = Array.from({ length: total }, (_, at) => held.filter(({ from, to }) => at >= from && at < to).length);
        let spansNow: readonly Span[] = held;
        for (let gap = firstGap(spansNow, total); gap !== null; gap = firstGap(spansNow, total)) {
          const to = gap.to ?? total;
          expect(to).toBeGreaterThan(gap.from);
          for (let at = gap.from; at < to; at += 1) seen[at] = (seen[at] ?? 0) + 1;
          spansNow = [...spansNow, { from: gap.from, to }];
        }
        expect(seen.every((count) => count === 1)).toBe(true);
      }),
    );
  });

  test('of a file whose length is not known, there is always more', () => {
    expect(firstGap([{ from: 0, to: 9 }], null)).toEqual({ from: 9, to: null });
  });
});

describe('blocks of a file', () => {
  const prefix = 'https://x.test/models/m/parts/f/';

  test('cut and taken up anywhere, in pieces of any length, they come together as they were', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 12 }),
        fc.nat(300),
        async (content, lengths, cut) => {
          const caches = mapCaches();
          const cache = await caches.open('parts');
          const write = async (stopAt: number): Promise<void> => {
            const blocks = await openBlocks({ cache, prefix, subject: 's', blockBytes: 32 });
            const gap = blocks.gap(content.byteLength);
            if (gap === null) return;
            await blocks.start(gap.from, NONE, content.byteLength);
            for (let at = gap.from, index = 0; at < stopAt; index += 1) {
              const piece = content.subarray(at, Math.min(stopAt, at + (lengths[index % lengths.length] ?? 1)));
              await blocks.add(piece);
              at += piece.byteLength;
            }
            await blocks.flush();
          };
          await write(Math.min(cut, content.byteLength));
          await write(content.byteLength);
          const blocks = await openBlocks({ cache, prefix, subject: 's', blockBytes: 32 });
          expect(blocks.gap(content.byteLength)).toBeNull();
          expect(new Uint8Array(await (await blocks.content()).arrayBuffer())).toEqual(Uint8Array.from(content));
          await blocks.clear();
          expect(caches.bytes()).toBe(0);
        },
      ),
    );
  });

  test('of another subject, another version or other bytes are of no use, and deleted', async () => {
    const caches = mapCaches();
    const cache = await caches.open('parts');
    const write = async (etag: string): Promise<void> => {
      const blocks = await openBlocks({ cache, prefix, subject: 'one', blockBytes: 4 });
      await blocks.start(0, { etag, modified: null }, 12);
      await blocks.add(new Uint8Array(8));
    };
    await write('"1"');
    expect((await openBlocks({ cache, prefix, subject: 'two' })).heldBytes).toBe(0);
    expect(caches.bytes()).toBe(0);
    await write('"1"');
    caches.damage(/\/4$/);
    const after = await openBlocks({ cache, prefix, subject: 'one' });
    expect([after.heldBytes, after.gap(12), after.validator]).toEqual([
      4,
      { from: 4, to: null },
      { etag: '"1"', modified: null },
    ]);
  });

  test.each([
    ['"a"', '"a"', true],
    ['"a"', '"b"', false],
    ['W/"a"', '"a"', true],
    ['"a-gzip"', '"a"', true],
    [null, '"a"', true],
  ])('ETags %s and %s: the same file %s', (one, other, same) => {
    expect(sameFile({ etag: one, modified: null }, { etag: other, modified: null })).toBe(same);
  });

  test('without ETags the date decides', () => {
    expect(sameFile({ etag: null, modified: 'Mon' }, { etag: null, modified: 'Tue' })).toBe(false);
    expect(sameFile({ etag: '"a"', modified: 'Mon' }, { etag: null, modified: 'Mon' })).toBe(true);
  });
});
