import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../../src/core/log/event.ts';
import { reduceLog } from '../../../../src/core/log/view.ts';
import { viewAt } from '../../../../src/core/log/cursor.ts';
import { timedLog } from '../../../support/timed-log.ts';
import { readStream, STREAMS } from '../read/read-stream.ts';

const LONG = await timedLog({ count: 40, rates: { prefillTokensPerSecond: 100, decodeTokensPerSecond: 10 }, seed: 3 });

/** Says how many events were looked at. */
function counted(log: readonly RunEvent[]): { readonly log: readonly RunEvent[]; readonly reads: () => number } {
  let reads = 0;
  const proxy = new Proxy(log, {
    get(target, name) {
      if (typeof name === 'string' && /^\d+$/.test(name)) reads += 1;
      return Reflect.get(target, name) as unknown;
    },
  });
  return { log: proxy, reads: () => reads };
}

describe('the view at a cursor', () => {
  test.each(STREAMS)('%s: is the same at 20 cursors however they were reached', (name) => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 20, maxLength: 20 }), (shares) => {
        const log = readStream(name);
        for (const share of shares) {
          const index = Math.round(share * (log.length - 1));
          expect(viewAt(log, { type: 'at', index })).toEqual(reduceLog(log.slice(0, index + 1)));
        }
      }),
      { numRuns: 3 },
    );
  });

  test('of a long log is the same from the front, from the back and in leaps', () => {
    const plain = (index: number): unknown => reduceLog(LONG.slice(0, index + 1));
    const leap = 97;
    const cursors = Array.from({ length: 20 }, (_, place) => (place * leap * 13) % LONG.length);
    const leaps = cursors.map((index) => viewAt(LONG, { type: 'at', index }));
    const back = cursors.toSorted((one, other) => other - one);
    for (const index of back) expect(viewAt(LONG, { type: 'at', index })).toEqual(plain(index));
    expect(leaps).toEqual(cursors.map(plain));
  });

  test('live is the whole log', () => {
    for (const name of STREAMS) expect(viewAt(readStream(name), { type: 'live' })).toEqual(reduceLog(readStream(name)));
  });

  test('does not change when the log behind it grows, and gives the same object', () => {
    const at = { type: 'at', index: 200 } as const;
    const before = viewAt(LONG.slice(0, 300), at);
    for (let length = 301; length < 340; length += 1) expect(viewAt(LONG.slice(0, length), at)).toBe(before);
  });

  test('a jump in a long log that has been gone through rebuilds a few dozen events at most', () => {
    viewAt(LONG, { type: 'live' });
    for (const index of [LONG.length - 2, 3, LONG.length >> 1, 64, 63, 300]) {
      const { log, reads } = counted(LONG);
      viewAt(log, { type: 'at', index });
      expect(reads()).toBeLessThan(80);
    }
  });

  test('two logs that begin with the same event are not taken for each other', () => {
    const start = LONG[0];
    const ending = LONG.at(-1);
    if (start === undefined || ending === undefined) throw new Error('the log is empty');
    const short: readonly RunEvent[] = [start, { ...ending, seq: 1 }];
    const long = viewAt(LONG, { type: 'at', index: 500 });
    expect(viewAt(short, { type: 'live' })?.windows).toEqual([]);
    expect(viewAt(LONG, { type: 'at', index: 500 })).toEqual(long);
    expect(viewAt(short, { type: 'live' })).toEqual(reduceLog(short));
  });

  test('a cursor beyond the log shows its nearest end, and an empty log nothing', () => {
    expect(viewAt(LONG, { type: 'at', index: 1e9 })).toEqual(reduceLog(LONG));
    expect(viewAt(LONG, { type: 'at', index: -5 })).toEqual(reduceLog(LONG.slice(0, 1)));
    expect(viewAt([], { type: 'live' })).toBeNull();
  });
});
