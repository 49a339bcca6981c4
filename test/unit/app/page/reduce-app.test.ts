import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { LoadedModel } from '../../../../src/engines/engine-client.ts';
import type { AppAction, AppState } from '../../../../src/app/page/state.ts';
import { PARTS } from '../../../../src/app/page/parts.ts';
import { initialState, reduceApp } from '../../../../src/app/page/reduce.ts';
import { readStream } from '../../core/read/read-stream.ts';
import { startSettings } from '../../../../src/core/run/settings.ts';

const ADAPTER = {
  vendor: 'maker',
  architecture: 'kind',
  device: '',
  description: '',
  software: false,
  shaderF16: false,
  subgroups: false,
  maxBufferBytes: 1,
  maxStorageBuffersPerShaderStage: 10,
};
const MODEL: LoadedModel = {
  identity: { id: 'm', manifestSha256: '', library: 'gpu.wasm', template: 'glassrank-1', engine: '', adapter: '' },
  choice: { library: 'gpu.wasm', reason: 'only', measured: [] },
  contextTokens: 8192,
  adapter: ADAPTER,
  loadMs: 1,
  defaults: startSettings({ priorWeight: 0, answerMode: 'constrained' }),
};

const START: AppState = { ...initialState, modelId: 'm' };
const after = (state: AppState, ...actions: readonly AppAction[]): AppState => actions.reduce(reduceApp, state);
const eventsOf = (name: string): readonly AppAction[] => readStream(name).map((event) => ({ type: 'run-event', event }));
const READY = after(
  START,
  { type: 'load-begin', loadId: 'l', thenRun: false },
  { type: 'load-end', loadId: 'l', result: { ok: true, value: MODEL } },
);

test('a paste that comes before its reader is read when the reader comes', async () => {
  // Other files of this process may have loaded the reader: here is a page that has just been opened.
  vi.resetModules();
  const [{ PARTS: parts }, { reduceApp: reduce }, { selectReading: reading }] = await Promise.all([
    import('../../../../src/app/page/parts.ts'),
    import('../../../../src/app/page/reduce.ts'),
    import('../../../../src/app/features/input/reading.ts'),
  ]);
  const passages = JSON.stringify({ query: { text: 'pasted query' }, candidates: [{ doc: { contents: 'one' } }] });
  const typed = reduce(START, { type: 'passages-edit', text: passages });
  expect(reading(typed.input)).toMatchObject({ coming: true, ready: false, request: null, lacks: ['query'] });
  await parts.reader.load();
  const plain = reduce(typed, { type: 'passages-edit', text: 'one\n\ntwo' });
  expect(reading(plain.input)).toMatchObject({ coming: false, format: 'blocks' });
  // JSON waits for the readers that come after it.
  const waits = reduce(typed, { type: 'input-read' });
  expect(reading(waits.input)).toMatchObject({ coming: true, ready: false, request: null });
  await parts.structured.load();
  const read = reduce(waits, { type: 'input-read' });
  expect(read.input.query).toBe('pasted query');
  expect(reading(read.input)).toMatchObject({ coming: false, format: 'rank-llm-json' });
});

describe('what was typed', () => {
  beforeAll(() => Promise.all([PARTS.reader.load(), PARTS.structured.load()]));

  const typed = after(START, { type: 'query-edit', text: 'my query' }, { type: 'passages-edit', text: 'my passage' });

  test('a sample that replaces it can be taken back, and forth again', () => {
    const filled = after(typed, { type: 'input-fill', query: 'q', passages: 'p', origin: { type: 'sample', credit: 'Sample' } });
    const back = after(filled, { type: 'input-undo' });
    expect(back.input).toEqual(typed.input);
    expect(after(back, { type: 'input-undo' }).input).toEqual(filled.input);
  });

  test('clearing can be taken back', () => {
    expect(after(typed, { type: 'input-clear' }, { type: 'input-undo' }).input).toEqual(typed.input);
  });

  test('an emptied page does not push the last text out of the way back', () => {
    const cleared = after(typed, { type: 'input-clear' }, { type: 'input-fill', query: 'q', passages: 'p', origin: null });
    expect(after(cleared, { type: 'input-undo' }).input).toEqual(typed.input);
  });

  test('no failure of any kind touches it', () => {
    const error = { code: 'gpu-lost', message: '', retry: true } as const;
    const states = [
      after(
        typed,
        { type: 'load-begin', loadId: 'x', thenRun: true },
        { type: 'load-end', loadId: 'x', result: { ok: false, error } },
      ),
      after(typed, { type: 'probe-end', result: { ok: false, error } }),
      after(typed, { type: 'run-begin', runId: 'r' }, { type: 'run-refuse', error }, { type: 'engine-gone' }),
      after(typed, { type: 'input-refuse', notice: { type: 'not-text', name: 'photo' } }),
    ];
    for (const state of states) expect(state.input).toEqual(typed.input);
  });

  test('a RankLLM paste fills an empty query, and never one that was typed', () => {
    const paste = JSON.stringify([
      {
        query: { text: 'pasted query', qid: 'q1' },
        candidates: [
          { docid: 'a', score: 1, doc: 'one' },
          { docid: 'b', score: 0.5, doc: 'two' },
        ],
      },
    ]);
    expect(after(START, { type: 'passages-edit', text: paste }).input.query).toBe('pasted query');
    expect(
      after(START, { type: 'input-fill', query: null, passages: paste, origin: { type: 'files', names: ['File'] } }).input.query,
    ).toBe('pasted query');
    expect(after(typed, { type: 'passages-edit', text: paste }).input.query).toBe('my query');
  });
});

describe('a run', () => {
  test('goes ready, running, done and keeps every event', () => {
    const running = after(READY, { type: 'run-begin', runId: 'run-bees' });
    expect(running.phase).toEqual({ type: 'running', runId: 'run-bees', stop: 'no' });
    const done = after(running, ...eventsOf('one-window-complete'));
    expect(done.phase).toEqual({ type: 'done' });
    expect(done.log).toEqual(readStream('one-window-complete'));
    expect(done.run?.committed).toEqual(['3', '2', '1', '4']);
  });

  test('late events of the run before are dropped, whole and one by one', () => {
    const second = after(READY, { type: 'run-begin', runId: 'run-bees' }, ...eventsOf('one-window-complete'), {
      type: 'run-begin',
      runId: 'run-canal',
    });
    for (const action of eventsOf('one-window-complete')) expect(reduceApp(second, action)).toBe(second);
    const begun = after(second, ...eventsOf('two-windows-repaired').slice(0, 30));
    for (const action of eventsOf('one-window-complete')) expect(reduceApp(begun, action)).toBe(begun);
  });

  test('the ranking before stays until the new run has really begun', () => {
    const done = after(READY, { type: 'run-begin', runId: 'run-bees' }, ...eventsOf('one-window-complete'));
    const waiting = after(done, { type: 'run-begin', runId: 'run-canal' });
    expect(waiting.run).toBe(done.run);
    const begun = after(waiting, ...eventsOf('two-windows-repaired').slice(0, 1));
    expect(begun.run?.runId).toBe('run-canal');
    expect(begun.log).toHaveLength(1);
  });

  test('a lost graphics processor fails the run and keeps the settled window', () => {
    const lost = after(READY, { type: 'run-begin', runId: 'run-lost' }, ...eventsOf('gpu-lost-while-reading'));
    expect(lost.phase).toMatchObject({ type: 'failed', during: 'run', error: { code: 'gpu-lost' } });
    expect(lost.run?.committed).toEqual(lost.run?.windows[0]?.after);
    expect(after(lost, { type: 'error-dismiss' }).phase).toEqual({ type: 'done' });
  });

  test('stop is asked once, and not of a run that is over', () => {
    const running = after(READY, { type: 'run-begin', runId: 'r1' });
    const asked = after(running, { type: 'run-stop' });
    expect(asked.phase).toEqual({ type: 'running', runId: 'r1', stop: 'asked' });
    expect(reduceApp(asked, { type: 'run-stop' })).toBe(asked);
    expect(reduceApp(READY, { type: 'run-stop' })).toBe(READY);
  });
});

describe('a load', () => {
  const loading = after(START, { type: 'load-begin', loadId: 'new', thenRun: false });

  test('progress and end of an older load are dropped', () => {
    expect(reduceApp(loading, { type: 'load-event', loadId: 'old', event: { type: 'load-start', files: 1, bytes: 9 } })).toBe(
      loading,
    );
    expect(reduceApp(loading, { type: 'load-end', loadId: 'old', result: { ok: true, value: MODEL } })).toBe(loading);
  });

  test('its figures outlive it', () => {
    const end = after(
      loading,
      { type: 'load-event', loadId: 'new', event: { type: 'load-start', files: 1, bytes: 9 } },
      { type: 'load-event', loadId: 'new', event: { type: 'file-start', file: 'a', bytes: 9, source: 'cache' } },
      {
        type: 'load-event',
        loadId: 'new',
        event: { type: 'file-end', file: 'a', source: 'network', note: 'damaged-cache-replaced' },
      },
      { type: 'load-end', loadId: 'new', result: { ok: true, value: MODEL } },
    );
    expect(end.phase).toEqual({ type: 'ready' });
    expect(end.lastLoad?.files).toEqual([{ file: 'a', bytes: 9, loadedBytes: 9, source: 'network', done: true, replaced: true }]);
  });
});
