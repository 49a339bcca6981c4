import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../../src/core/log/event.ts';
import { foldWindows } from '../../../../src/core/read/trace.ts';
import { reduceLog, reduceRun } from '../../../../src/core/log/view.ts';
import type { RunView } from '../../../../src/core/log/view.ts';
import { selectEvidence, selectMentions } from '../../../../src/core/read/evidence.ts';
import { selectRankedRows } from '../../../../src/core/read/rows.ts';
import { selectTimeline } from '../../../../src/core/read/timeline.ts';
import { timedLog } from '../../../support/timed-log.ts';
import { readStream, STREAMS } from './read-stream.ts';

const LONG = await timedLog({ count: 40, rates: { prefillTokensPerSecond: 100, decodeTokensPerSecond: 10 }, seed: 3 });

/** A log of which nothing is known yet: other events, that say the same. */
function fresh(log: readonly RunEvent[]): readonly RunEvent[] {
  return structuredClone(log) as readonly RunEvent[];
}

function viewOf(log: readonly RunEvent[]): RunView {
  const view = reduceLog(log);
  if (view === null) throw new Error('empty log');
  return view;
}

/** The views of a log as it grows, each made from the one before. */
function viewsOf(log: readonly RunEvent[]): readonly RunView[] {
  const views: RunView[] = [];
  for (const event of log) {
    const view = reduceRun(views.at(-1) ?? null, event);
    if (view !== null) views.push(view);
  }
  return views;
}

const cursors = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 });
const cutAt = (log: readonly RunEvent[], share: number): number => 1 + Math.round(share * (log.length - 1));

describe('the timeline of a log that grows', () => {
  test('reads each event once, not once for each event after it', () => {
    const log = fresh(LONG);
    let reads = 0;
    for (let length = 1; length <= log.length; length += 1) {
      selectTimeline(
        new Proxy(log.slice(0, length), {
          get(target, name) {
            if (typeof name === 'string' && /^\d+$/.test(name)) reads += 1;
            return Reflect.get(target, name) as unknown;
          },
        }),
      );
    }
    // The new event, the first one and the one gone through last, to know the log by.
    expect(reads).toBeLessThanOrEqual(3 * log.length);
  });

  test.each(STREAMS)('%s: is at every cut what a log gone through anew gives, in whatever order the cuts come', (name) => {
    const log = readStream(name);
    fc.assert(
      fc.property(cursors, (shares) => {
        for (const share of shares) {
          const cut = log.slice(0, cutAt(log, share));
          expect(selectTimeline(cut)).toEqual(selectTimeline(fresh(cut)));
        }
      }),
      { numRuns: 3 },
    );
  });

  test('keeps its closed windows, and what was given out before does not change', () => {
    const log = fresh(LONG);
    const given = log.map((_, index) => selectTimeline(log.slice(0, index + 1)));
    const copies = fresh(LONG).map((_, index, all) => structuredClone(selectTimeline(all.slice(0, index + 1))));
    expect(given).toEqual(copies);
    for (const [index, { windows }] of given.entries()) {
      for (const [place, window] of windows.entries())
        if (window.ended) expect(given[index + 1]?.windows[place] ?? window).toBe(window);
    }
  });
});

describe('what is told of each passage over all windows', () => {
  test('is worked out once for a window that closed, and once with each event for the open one', () => {
    const views = viewsOf(LONG);
    let changes = 0;
    const count = foldWindows<number>(({ window, before }) => {
      changes += 1;
      return window.passages.map(({ docId }) => [docId, (before.get(docId) ?? 0) + 1] as const);
    });
    for (const view of views) count(view);
    const windows = views.at(-1)?.windows.length ?? 0;
    expect(windows).toBeGreaterThan(5);
    expect(changes).toBeLessThanOrEqual(views.length + windows);
  });

  test.each(STREAMS)('%s: mentions, evidence and rows are at every cut those of a log looked at for the first time', (name) => {
    const log = readStream(name);
    const views = viewsOf(log);
    fc.assert(
      fc.property(cursors, (shares) => {
        for (const share of shares) {
          const cut = cutAt(log, share);
          const view = views[cut - 1];
          if (view === undefined) throw new Error('no view');
          const first = viewOf(fresh(log.slice(0, cut)));
          expect([...selectMentions(view)]).toEqual([...selectMentions(first)]);
          expect([...selectEvidence(view)]).toEqual([...selectEvidence(first)]);
          expect(selectRankedRows(view)).toEqual(selectRankedRows(first));
        }
      }),
      { numRuns: 3 },
    );
  });

  test('is not altered by what comes after', () => {
    const views = viewsOf(LONG);
    const early = views[Math.floor(views.length / 3)];
    if (early === undefined) throw new Error('no view');
    const before = structuredClone([...selectEvidence(early)]);
    for (const view of views) selectEvidence(view);
    expect([...selectEvidence(early)]).toEqual(before);
  });

  test('a word of a thought gives new rows to the passages of its window alone', () => {
    const views = viewsOf(LONG);
    let deltas = 0;
    for (const [index, view] of views.entries()) {
      const before = views[index - 1];
      if (before === undefined || LONG[index]?.type !== 'reasoning-delta') continue;
      deltas += 1;
      const rows = new Set(selectRankedRows(before));
      const made = selectRankedRows(view).filter((row) => !rows.has(row));
      expect(made.length).toBeLessThanOrEqual(view.windows.at(-1)?.passages.length ?? 0);
    }
    expect(deltas).toBeGreaterThan(100);
  });
});
