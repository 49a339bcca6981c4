import { EMPTY_DRAFT } from '../../../../../src/app/features/input/slice.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LoadedModel } from '../../../../../src/engines/engine-client.ts';
import type { AppAction, AppState } from '../../../../../src/app/page/state.ts';
import { cursorIndex } from '../../../../../src/core/log/cursor.ts';
import { initialState, reduceApp } from '../../../../../src/app/page/reduce.ts';
import { reduceLog } from '../../../../../src/core/log/view.ts';
import { selectShown } from '../../../../../src/app/page/select.ts';
import { readStream } from '../../../core/read/read-stream.ts';

const LOG = readStream('two-windows-repaired');
const RUN_ID = LOG[0]?.runId ?? '';
const LAST = LOG.length - 1;
const START: AppState = { ...initialState, modelId: 'm', input: { ...EMPTY_DRAFT, query: 'typed' } };
const after = (state: AppState, ...actions: readonly AppAction[]): AppState => actions.reduce(reduceApp, state);
const events = (from: number, to: number): readonly AppAction[] =>
  LOG.slice(from, to).map((event) => ({ type: 'run-event', event }));
const OPENED = after(START, { type: 'log-open', log: LOG, origin: { type: 'file', name: 'run.json' } });
const RUNNING = after(START, { type: 'run-begin', runId: RUN_ID }, ...events(0, 40));

describe('a log that is opened', () => {
  test('is shown like a run, without a model, and leaves what was typed', () => {
    expect(OPENED).toMatchObject({ phase: { type: 'idle' }, showing: 'run', opened: { type: 'file', name: 'run.json' } });
    expect(selectShown(OPENED)).toEqual(reduceLog(LOG));
    expect(OPENED.input).toBe(START.input);
  });

  test('takes a loaded page back to ready, not to done', () => {
    const model = {} as LoadedModel;
    const done = { ...after(RUNNING, ...events(40, LOG.length)), model };
    expect(done.phase.type).toBe('done');
    expect(after(done, { type: 'log-open', log: LOG, origin: { type: 'link' } }).phase).toEqual({ type: 'ready' });
  });

  test('does not push out a run that is going on, and one that never began is not opened', () => {
    const action = { type: 'log-open', log: readStream('recorded-bees'), origin: { type: 'link' } } as const;
    expect(reduceApp(RUNNING, action)).toBe(RUNNING);
    expect(reduceApp(START, { ...action, log: [] })).toBe(START);
    expect(reduceApp(START, { ...action, log: LOG.slice(1) })).toBe(START);
  });

  test('stays until the next run has really begun', () => {
    const begun = after(OPENED, { type: 'cursor-move', index: 5 }, { type: 'run-begin', runId: 'next' });
    expect(selectShown(begun)).toEqual(reduceLog(LOG));
    const start = LOG[0];
    if (start === undefined) throw new Error('the log is empty');
    const first = after(begun, { type: 'run-event', event: { ...start, runId: 'next' } });
    expect(first).toMatchObject({ opened: null, cursor: { type: 'live' }, run: { runId: 'next' } });
    expect(first.log).toHaveLength(1);
  });
});

describe('a cursor moved back while a run is going on', () => {
  test('shows the past while the log grows behind it, and live shows the newest again', () => {
    const past = after(RUNNING, { type: 'cursor-move', index: 12 });
    const shown = selectShown(past);
    expect(shown).toEqual(reduceLog(LOG.slice(0, 13)));
    const grown = after(past, ...events(40, 80));
    expect(selectShown(grown)).toBe(shown);
    expect(grown.log).toHaveLength(80);
    expect(grown.phase.type).toBe('running');
    const live = after(grown, { type: 'cursor-live' });
    expect(selectShown(live)).toEqual(reduceLog(LOG.slice(0, 80)));
    expect(after(live, ...events(80, 90)).run?.lastSeq).toBe(89);
  });

  test('stays where it is when the run ends', () => {
    const over = after(RUNNING, { type: 'cursor-move', index: 12 }, ...events(40, LOG.length));
    expect(over.phase.type).toBe('done');
    expect(selectShown(over)?.lastSeq).toBe(12);
  });

  test('playing catches up with the run and follows it', () => {
    const fast = after(
      RUNNING,
      { type: 'cursor-move', index: 12 },
      { type: 'replay-speed', speed: 4 },
      { type: 'replay-play' },
      { type: 'replay-tick', elapsedMs: 1e6 },
    );
    expect(fast.cursor).toEqual({ type: 'live' });
    expect(fast.playback).toMatchObject({ playing: false, speed: 4 });
  });
});

describe('playing', () => {
  test('begins anew at the end of a log that is over, and stops at its end', () => {
    const playing = after(OPENED, { type: 'replay-play' });
    expect(playing).toMatchObject({ cursor: { type: 'at', index: 0 }, playback: { playing: true } });
    const over = after(playing, { type: 'replay-tick', elapsedMs: 1e9 });
    expect(over).toMatchObject({ cursor: { type: 'at', index: LAST }, playback: { playing: false } });
  });

  test('shows at every moment exactly the events up to it, however the ticks fall', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 40 }),
        fc.constantFrom(0.5, 1, 2, 8),
        (ticks, speed) => {
          let state = after(OPENED, { type: 'replay-speed', speed }, { type: 'replay-play' });
          let now = LOG[0]?.at ?? 0;
          for (const elapsedMs of ticks) {
            state = after(state, { type: 'replay-tick', elapsedMs });
            now += elapsedMs * speed;
            const expected = LOG.findLastIndex((event) => event.at <= now + 1e-6);
            expect(cursorIndex(LOG, state.cursor)).toBe(expected);
          }
        },
      ),
    );
  });

  test('goes on from where the cursor was moved to', () => {
    const state = after(
      OPENED,
      { type: 'replay-play' },
      { type: 'replay-tick', elapsedMs: 30 },
      { type: 'cursor-move', index: 20 },
    );
    expect(state.playback).toMatchObject({ playing: true, intoMs: 0 });
    const next = (LOG[21]?.at ?? 0) - (LOG[20]?.at ?? 0);
    expect(after(state, { type: 'replay-tick', elapsedMs: next }).cursor).toEqual({ type: 'at', index: 21 });
  });

  test('paused, or with no time gone by, nothing moves', () => {
    const paused = after(OPENED, { type: 'replay-play' }, { type: 'replay-pause' });
    expect(reduceApp(paused, { type: 'replay-tick', elapsedMs: 1e6 })).toBe(paused);
    const playing = after(OPENED, { type: 'replay-play' });
    for (const elapsedMs of [0, -5, NaN, Infinity]) expect(reduceApp(playing, { type: 'replay-tick', elapsedMs })).toBe(playing);
    for (const speed of [0, -1, NaN, Infinity]) expect(reduceApp(playing, { type: 'replay-speed', speed })).toBe(playing);
  });
});

describe('stepping by windows', () => {
  const ends = LOG.flatMap((event, index) => (event.type === 'window-end' ? [index] : []));

  test('halts at the start, at each window’s end and at the newest event', () => {
    let state = after(OPENED, { type: 'cursor-move', index: 0 });
    const seen = [0, 0, 0].map(() => {
      state = after(state, { type: 'cursor-step-window', by: 1 });
      return cursorIndex(LOG, state.cursor);
    });
    expect(seen).toEqual([...ends, LAST]);
    const back = [0, 0, 0, 0].map(() => {
      state = after(state, { type: 'cursor-step-window', by: -1 });
      return cursorIndex(LOG, state.cursor);
    });
    expect(back).toEqual([...ends.toReversed(), 0, 0]);
  });

  test('several at once are as many single steps', () => {
    const from = after(OPENED, { type: 'cursor-move', index: 10 });
    expect(after(from, { type: 'cursor-step-window', by: 2 }).cursor).toEqual({ type: 'at', index: ends[1] });
    expect(after(from, { type: 'cursor-step-window', by: 99 }).cursor).toEqual({ type: 'at', index: LAST });
    expect(after(OPENED, { type: 'cursor-step-window', by: -2 }).cursor).toEqual({ type: 'at', index: ends[0] });
  });
});

test('before any run the cursor has nowhere to go', () => {
  for (const action of [
    { type: 'cursor-move', index: 3 },
    { type: 'cursor-step-window', by: 1 },
    { type: 'replay-play' },
    { type: 'replay-tick', elapsedMs: 10 },
  ] as const)
    expect(reduceApp(START, action)).toBe(START);
});
