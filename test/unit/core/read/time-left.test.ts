import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../../src/core/log/event.ts';
import type { RunView } from '../../../../src/core/log/view.ts';
import { selectBudgetSeconds, selectReadingLeft, selectTimeLeft } from '../../../../src/core/read/progress.ts';
import { viewAt } from '../../../../src/core/log/cursor.ts';
import { timedLog } from '../../../support/timed-log.ts';
import type { MachineRates } from '../../../support/timed-log.ts';
import { readStream, STREAMS } from './read-stream.ts';

function viewOf(log: readonly RunEvent[], index = log.length - 1): RunView {
  const view = viewAt(log, { type: 'at', index });
  if (view === null) throw new Error('the log has no run-start');
  return view;
}

/** What the engine measured in a recorded run. */
function recordedRates(name: string): MachineRates {
  const end = readStream(name).find((event) => event.type === 'window-end');
  if (end === undefined) throw new Error(`${name} has no window-end`);
  return end.usage;
}

/** How far the estimate is off at each event after the first window's end, as a share of what was really left. */
function errors(log: readonly RunEvent[]): readonly { readonly index: number; readonly share: number; readonly offMs: number }[] {
  const first = log.findIndex((event) => event.type === 'window-end');
  const end = log.at(-1)?.at ?? 0;
  return log.slice(first, -1).flatMap((event, place) => {
    const leftMs = selectTimeLeft(viewOf(log, first + place), event.at);
    if (leftMs === null) throw new Error('no estimate after the first window');
    const trueMs = end - event.at;
    return trueMs === 0
      ? []
      : [{ index: first + place, share: Math.abs(leftMs - trueMs) / trueMs, offMs: Math.abs(leftMs - trueMs) }];
  });
}

describe('the time left', () => {
  test.each(STREAMS)('%s: is unknown before the first window has closed, and nothing once the run is over', (name) => {
    const log = readStream(name);
    const first = log.findIndex((event) => event.type === 'window-end');
    for (let index = 0; index < (first === -1 ? log.length - 1 : first); index += 1)
      expect(selectTimeLeft(viewOf(log, index), 1e6)).toBeNull();
    expect(selectTimeLeft(viewOf(log), 1e9)).toBe(0);
  });

  const several = STREAMS.filter((name) => {
    const ends = readStream(name).filter(({ type }) => type === 'window-end');
    return ends.length > 1;
  });

  test('there are stored runs of several windows to hold it against', () => {
    expect(several.length).toBeGreaterThan(0);
  });

  test.each(several)('%s: is within 30 % at each window’s end', (name) => {
    const log = readStream(name);
    for (const { index, share } of errors(log))
      if (log[index]?.type === 'window-end' && index < log.length - 2) expect(share).toBeLessThan(0.3);
  });

  test('after the first of four windows of the shipped model’s own run it is within 30 % of what was really left', () => {
    const log = readStream('recorded-windows');
    const view = viewOf(log);
    expect([view.model.id, view.plan.length, view.outcome?.type]).toEqual(['glassrank-135m-q4f32_1', 4, 'complete']);
    const [atFirstEnd] = errors(log);
    expect(log[atFirstEnd?.index ?? 0]).toMatchObject({ type: 'window-end', window: 0 });
    expect(atFirstEnd?.share).toBeLessThan(0.3);
  });

  test.each(['recorded-kettle', 'recorded-bees'])(
    'at the speeds of %s it is within 30 % at each window’s end, and between them within 30 % or a quarter of a window',
    async (name) => {
      const rates = recordedRates(name);
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 11, max: 22 }), fc.integer(), async (count, seed) => {
          const log = await timedLog({ count, rates, seed });
          const windows = log.filter(({ type }) => type === 'window-end').length;
          expect(windows).toBeGreaterThan(1);
          const windowMs = (log.at(-1)?.at ?? 0) / windows;
          const wrong = errors(log).filter(({ index, share, offMs }) => {
            const strict = log[index]?.type === 'window-end' && index < log.length - 2;
            return share >= 0.3 && (strict || offMs >= windowMs / 4);
          });
          expect(wrong).toEqual([]);
        }),
        { numRuns: 2, seed: 6 },
      );
    },
  );

  test('counts down by the clock while a prompt is read, and never below nothing', async () => {
    const log = await timedLog({ count: 20, rates: { prefillTokensPerSecond: 50, decodeTokensPerSecond: 10 }, seed: 1 });
    const second = log.findIndex((event) => event.type === 'window-start' && event.window === 1);
    const view = viewOf(log, second);
    const [now, soon, late] = [0, 1000, 1e9].map((ms) => selectTimeLeft(view, view.lastAt + ms) ?? NaN);
    expect((now ?? 0) - (soon ?? 0)).toBeCloseTo(1000);
    expect(late).toBeGreaterThanOrEqual(0);
  });

  test('a thought that was skipped does not make the next ones look short', async () => {
    const log = await timedLog({ count: 25, rates: { prefillTokensPerSecond: 100, decodeTokensPerSecond: 10 }, seed: 2 });
    const ends = log.flatMap((event, index) => (event.type === 'window-end' ? [index] : []));
    const view = viewOf(log, ends[1]);
    const hasty = {
      ...view,
      windows: view.windows.map((window) =>
        window.index === 1
          ? {
              ...window,
              thought: 'skipped' as const,
              firstTextAt: window.thoughtEndedAt,
              startedAt: (window.thoughtEndedAt ?? 0) - 1000,
            }
          : window,
      ),
    };
    const [calm, after] = [view, hasty].map((one) => selectTimeLeft(one, one.lastAt) ?? NaN);
    expect(after).toBeGreaterThan(0.7 * (calm ?? 0));
  });
});

describe('a thought budget in seconds', () => {
  test('is unknown before a window has closed', () => {
    expect(selectBudgetSeconds(null, 100)).toBeNull();
    expect(selectBudgetSeconds(viewOf(readStream('recorded-bees'), 10), 100)).toBeNull();
  });

  test.each(['recorded-kettle', 'recorded-bees'])('%s: follows the speed that the engine measured', (name) => {
    const view = viewOf(readStream(name));
    const seconds = selectBudgetSeconds(view, 192);
    const { decodeTokensPerSecond } = recordedRates(name);
    expect(seconds?.perWindow).toBeGreaterThan((0.9 * 192) / decodeTokensPerSecond);
    expect(seconds?.perWindow).toBeLessThan((1.1 * 192) / decodeTokensPerSecond);
    expect(seconds?.perRun).toBe((seconds?.perWindow ?? 0) * view.plan.length);
  });

  test('a budget of nothing takes no time', () => {
    expect(selectBudgetSeconds(viewOf(readStream('recorded-bees')), 0)?.perWindow).toBe(0);
  });
});

describe('the time that reading still takes', () => {
  test('passage by passage it goes by those read so far, and shrinks with each', () => {
    const log = readStream('read-kettle');
    const left = log.flatMap((event, index) =>
      event.type === 'passage-read' ? [selectReadingLeft(viewOf(log, index), event.at, null)] : [],
    );
    const known = left.filter((ms) => ms !== null);
    expect(known.length).toBeGreaterThan(2);
    expect(known).toEqual(known.toSorted((one, other) => other - one));
    const first = log.findIndex(({ type }) => type === 'passage-read');
    expect(selectReadingLeft(viewOf(log, first - 1), 0, null)).toBeNull();
  });

  test('a prompt read in one go takes what was measured before, less what has gone; without a measure nothing is said', () => {
    const log = readStream('recorded-kettle');
    const start = log.findIndex(({ type }) => type === 'window-start');
    const view = viewOf(log, start);
    const tokens = view.windows[0]?.promptTokens ?? 0;
    expect(selectReadingLeft(view, 0, null)).toBeNull();
    expect(selectReadingLeft(view, view.lastAt, 10)).toBe(tokens * 10);
    expect(selectReadingLeft(view, view.lastAt + 1000, 10)).toBe(tokens * 10 - 1000);
    expect(selectReadingLeft(view, view.lastAt + 10_000_000, 10)).toBe(0);
    expect(selectReadingLeft(viewOf(log), 0, 10)).toBeNull();
  });
});
