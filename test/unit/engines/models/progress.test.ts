import { describe, expect, test } from 'vitest';
import { reduceInstall, START_PROGRESS } from '../../../../src/engines/models/progress.ts';
import type { InstallEvent } from '../../../../src/engines/models/progress.ts';

const after = (events: readonly (readonly [number, InstallEvent])[]) =>
  events.reduce((progress, [at, event]) => reduceInstall(progress, event, at), START_PROGRESS);

const plan: InstallEvent = { type: 'plan', files: 2, bytes: 1000, heldBytes: 100 };
const start = (file: string, bytes: number | null, heldBytes = 0): InstallEvent => ({
  type: 'file-start',
  file,
  bytes,
  heldBytes,
});
const come = (file: string, loadedBytes: number): InstallEvent => ({ type: 'file-progress', file, loadedBytes });
const end = (file: string, bytes: number, note: 'here' | 'repaired' | null = null): InstallEvent => ({
  type: 'file-end',
  file,
  bytes,
  checkedBy: 'hub',
  note,
});

describe('how far an installation is', () => {
  test('counts what an earlier try left from the beginning, and only once', () => {
    expect(after([[0, plan]])).toMatchObject({ loadedBytes: 100, bytes: 1000, secondsLeft: null });
    expect(
      after([
        [0, plan],
        [0, start('a', 400)],
        [1000, come('a', 200)],
      ]),
    ).toMatchObject({ loadedBytes: 300 });
    expect(
      after([
        [0, plan],
        [0, start('a', 400, 100)],
      ]),
    ).toMatchObject({ loadedBytes: 100, file: 'a', phase: 'fetching' });
    const both = after([
      [0, plan],
      [0, start('a', 400, 100)],
      [1, come('a', 400)],
      [2, end('a', 400)],
      [3, start('b', 600)],
      [4, end('b', 600)],
      [5, { type: 'stored', id: 'm' }],
    ]);
    expect(both).toMatchObject({ loadedBytes: 1000, bytes: 1000, filesDone: 2, file: null, phase: 'stored' });
  });

  test('rate and time left are of what comes over the network, not of what was here', () => {
    const shown = after([
      [0, { ...plan, heldBytes: 500 }],
      [0, start('a', 500, 500)],
      [0, end('a', 500, 'here')],
      [0, start('b', 500)],
      [1000, come('b', 100)],
      [2000, come('b', 200)],
    ]);
    expect(shown.bytesPerSecond).toBe(100);
    expect(shown.secondsLeft).toBe((1000 - shown.loadedBytes) / 100);
  });

  test('the rate follows a line that changes: it is that of the last seconds', () => {
    const slow = Array.from({ length: 20 }, (_, second) => [second * 1000, come('a', second * 10)] as const);
    const fast = Array.from({ length: 20 }, (_, second) => [20_000 + second * 1000, come('a', 200 + second * 1000)] as const);
    const shown = after([[0, { ...plan, bytes: 1e6 }], [0, start('a', 1e6)], ...slow, ...fast]);
    expect(shown.bytesPerSecond).toBeCloseTo(1000, 0);
  });

  test('nothing is said of a rate before there is something to go by', () => {
    expect(
      after([
        [0, plan],
        [0, start('a', 400)],
        [100, come('a', 50)],
      ]).bytesPerSecond,
    ).toBeNull();
  });

  test('a restart takes back what was counted, and is kept as a notice like retries and repairs', () => {
    const restart: InstallEvent = { type: 'file-restart', file: 'a', reason: 'no-ranges' };
    const retry: InstallEvent = { type: 'file-retry', file: 'a', attempt: 1, waitMs: 1000, code: 'download-failed', status: 503 };
    const shown = after([
      [0, { ...plan, heldBytes: 0 }],
      [0, start('a', 400)],
      [1, come('a', 300)],
      [2, retry],
      [3, restart],
      [4, come('a', 50)],
      [5, end('a', 400, 'repaired')],
    ]);
    expect(shown.notices).toEqual([retry, restart, end('a', 400, 'repaired')]);
    expect(
      after([
        [0, { ...plan, heldBytes: 0 }],
        [0, start('a', 400)],
        [1, come('a', 300)],
        [3, restart],
      ]).loadedBytes,
    ).toBe(0);
  });

  test('files whose length nobody told make the whole longer, never more than all', () => {
    const shown = after([
      [0, { type: 'plan', files: 1, bytes: 0, heldBytes: 0 }],
      [0, start('a', null)],
      [1000, come('a', 700)],
      [1001, end('a', 700)],
    ]);
    expect([shown.bytes, shown.loadedBytes, shown.secondsLeft]).toEqual([700, 700, 0]);
  });

  test('blocks that were counted as here and turn out to be damaged do not make it more than all', () => {
    const damaged = after([
      [0, { ...plan, heldBytes: 400 }],
      [0, start('a', 400, 0)],
      [1, end('a', 400)],
      [2, start('b', 600)],
      [3, come('b', 500)],
    ]);
    expect(damaged).toMatchObject({ bytes: 1000, loadedBytes: 1000 });
  });

  test('waiting, asking for room and checking are told', () => {
    expect(after([[0, { type: 'waiting' }]]).phase).toBe('waiting');
    expect(
      after([
        [0, plan],
        [0, { type: 'persist', granted: false }],
        [0, { type: 'space', neededBytes: 1, freeBytes: 2 }],
      ]),
    ).toMatchObject({ persisted: false, freeBytes: 2 });
    expect(
      after([
        [0, plan],
        [0, start('a', 1)],
        [0, { type: 'file-check', file: 'a' }],
      ]).phase,
    ).toBe('checking');
  });
});
