import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../../src/core/log/event.ts';
import { closeLog, reduceLog, reduceRun } from '../../../../src/core/log/view.ts';
import { readStream, STREAMS } from '../read/read-stream.ts';

function viewOf(log: readonly RunEvent[]): NonNullable<ReturnType<typeof reduceLog>> {
  const view = reduceLog(log);
  if (view === null) throw new Error('the log has no run-start');
  return view;
}

describe.each(STREAMS)('%s', (name) => {
  const log = readStream(name);
  const ids = viewOf(log.slice(0, 1)).ranking.toSorted();

  test('any cut of the log shows every passage exactly once', () => {
    for (let cut = 1; cut <= log.length; cut += 1) {
      const view = viewOf(log.slice(0, cut));
      expect(view.ranking.toSorted()).toEqual(ids);
      expect(view.committed.toSorted()).toEqual(ids);
    }
  });

  test('any cut has at most one open window, and it is the last', () => {
    for (let cut = 1; cut <= log.length; cut += 1) {
      const { windows } = viewOf(log.slice(0, cut));
      const open = windows.filter((window) => window.phase !== 'ended');
      expect(open.length).toBeLessThanOrEqual(1);
      if (open[0] !== undefined) expect(windows.at(-1)).toBe(open[0]);
    }
  });

  test('the list differs from the committed one only while it is marked tentative', () => {
    for (let cut = 1; cut <= log.length; cut += 1) {
      const view = viewOf(log.slice(0, cut));
      if (view.tentative === null) expect(view.ranking).toEqual(view.committed);
    }
  });

  test('stepping event by event and reducing the whole log agree', () => {
    const stepped = log.reduce<ReturnType<typeof reduceRun>>(reduceRun, null);
    expect(stepped).toEqual(reduceLog(log));
  });

  test('an event that comes twice changes nothing', () => {
    expect(reduceLog(log.flatMap((event) => [event, event]))).toEqual(reduceLog(log));
  });

  test('events of another run leave the view as it is, by identity', () => {
    const view = viewOf(log.slice(0, 10));
    for (const event of log) expect(reduceRun(view, { ...event, runId: 'another', seq: event.seq + 1000 })).toBe(view);
  });

  test('nothing after run-end counts', () => {
    const view = viewOf(log);
    expect(view.outcome).not.toBeNull();
    for (const event of log.slice(1)) expect(reduceRun(view, { ...event, seq: event.seq + 1000 })).toBe(view);
  });
});

test('a stopped run keeps what its first window settled and drops what the second leaned to', () => {
  const log = readStream('stopped-in-second-window');
  const settled = log.find((event) => event.type === 'window-end');
  const before = viewOf(log.slice(0, -1));
  const view = viewOf(log);
  expect(before.tentative).toEqual({ window: 1, from: 'reasoning' });
  expect(before.ranking).not.toEqual(before.committed);
  expect(settled?.type === 'window-end' && view.ranking).toEqual(settled?.type === 'window-end' && settled.ranking);
});

test('a window keeps the order it found and the one it left', () => {
  const view = viewOf(readStream('two-windows-repaired'));
  expect(view.windows[0]?.before).toEqual(view.request.candidates.map((candidate) => candidate.docId));
  expect(view.windows[1]?.before).toEqual(view.windows[0]?.after);
  expect(view.windows[1]?.after).toEqual(view.committed);
});

test('thought and answer are whole however the deltas were cut', () => {
  const log = readStream('one-window-complete');
  const window = viewOf(log).windows[0];
  const joined = log.map((event) => (event.type === 'reasoning-delta' ? event.text : '')).join('');
  expect(window?.reasoning).toBe(joined);
  expect(window?.answer).toBe('\n<answer>[3] > [2] > [1] > [4]</answer>');
});

test('a log cut anywhere by a dead worker closes into a well-formed one', () => {
  const log = readStream('two-windows-repaired').slice(0, -1);
  for (let cut = 1; cut <= log.length; cut += 1) {
    const view = viewOf(log.slice(0, cut));
    const end = closeLog(view, { type: 'cancelled' });
    const closed = reduceRun(view, end);
    expect(end.seq).toBe(cut);
    expect(closed?.outcome).toEqual({ type: 'cancelled' });
    expect(closed?.ranking).toEqual(view.committed);
  }
});
