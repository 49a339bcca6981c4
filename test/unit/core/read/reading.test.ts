import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLog } from '../../../../src/core/log/check.ts';
import type { RunEvent } from '../../../../src/core/log/event.ts';
import { reduceLog } from '../../../../src/core/log/view.ts';
import type { RunView } from '../../../../src/core/log/view.ts';
import { placeParts as partsIn, selectRowReadings, selectWrittenAfter } from '../../../../src/core/read/reading.ts';
import { selectRankedRows } from '../../../../src/core/read/rows.ts';
import { selectTimeline } from '../../../../src/core/read/timeline.ts';
import { docId } from '../../../../src/core/request.ts';
import { methodFor, methodLog } from '../../../support/method-log.ts';
import { readingLog } from '../../../support/reading-log.ts';
import { sampleRequest } from '../../../support/sample-request.ts';

/** First-stage scores fall from d1 to d4; the reading finds d3 best, then d4. */
const SCORES = [-1, 0, 3, 2];
const LOG = readingLog({ request: sampleRequest(4), scores: SCORES });

function viewOf(log: readonly RunEvent[]): RunView {
  const view = reduceLog(log);
  if (view === null) throw new Error('the log has no beginning');
  return view;
}

/** The view when so many passages have been read, and the order by them has been told. */
function afterReading(count: number, log = LOG): RunView {
  const ends = log.flatMap(({ type }, index) => (type === 'passage-read' ? [index] : []));
  const last = ends[count - 1];
  return viewOf(log.slice(0, last === undefined ? 2 : last + 2));
}

const d = docId;

function placeParts(run: RunView, { window, docId: id }: { readonly window: number; readonly docId: ReturnType<typeof docId> }) {
  const view = run.windows[window];
  return view === undefined ? null : partsIn(run, { window: view, docId: id });
}

describe('while passages are read', () => {
  it('each row says whether it has been read, is being read or comes later, and where it stands among those read', () => {
    const told = (count: number) =>
      [...selectRowReadings(afterReading(count))].map(([id, reading]) => [id, reading?.state, reading?.place, reading?.of]);
    expect(told(0)).toEqual([
      ['d1', 'now', null, 0],
      ['d2', 'next', null, 0],
      ['d3', 'next', null, 0],
      ['d4', 'next', null, 0],
    ]);
    expect(told(3)).toEqual([
      ['d1', 'read', 3, 3],
      ['d2', 'read', 2, 3],
      ['d3', 'read', 1, 3],
      ['d4', 'now', null, 3],
    ]);
    expect([...selectRowReadings(viewOf(LOG)).values()].map((reading) => [reading?.state, reading?.place])).toEqual([
      ['whole', 4],
      ['whole', 3],
      ['whole', 1],
      ['whole', 2],
    ]);
  });

  it('the list moves with what was read, the row of the passage in hand among the others', () => {
    const orders = [1, 2, 3, 4].map((count) => selectRankedRows(afterReading(count)).map((row) => row.docId));
    expect(new Set(orders.map((order) => order.join())).size).toBeGreaterThan(1);
    const rows = selectRankedRows(afterReading(2));
    expect(rows.map(({ reading }) => reading?.state).filter((state) => state === 'now')).toHaveLength(1);
    expect(rows.find(({ docId: id }) => id === 'd3')?.reading?.state).toBe('now');
  });

  it('what is being read is no longer so once the run was broken off', () => {
    const { runId = '', seq = 0, at = 0 } = LOG[5] ?? {};
    const ranking = sampleRequest(4).candidates.map(({ docId: id }) => id);
    const stopped = [
      ...LOG.slice(0, 6),
      { type: 'run-end', outcome: { type: 'cancelled' }, ranking, runId, seq: seq + 1, at } as const,
    ];
    const states = [...selectRowReadings(viewOf(stopped)).values()].map((reading) => reading?.state);
    expect(states).toEqual(['read', 'read', 'next', 'next']);
  });

  it('a run without reading scores has nothing of it', () => {
    const log = LOG.filter(({ type }) => type !== 'passage-read' && type !== 'reading-fused').map((event) => {
      const { reads: _, ...rest } = event as typeof event & { reads?: unknown };
      return rest as RunEvent;
    });
    expect(selectRowReadings(viewOf(log)).size).toBe(0);
    expect(selectRankedRows(viewOf(log)).every(({ reading }) => reading === null)).toBe(true);
  });

  it('the timeline has a stretch for each passage, one after the other and within the reading', () => {
    const [window] = selectTimeline(LOG).windows;
    const reading = window?.phases.find(({ phase }) => phase === 'reading');
    expect(window?.reads.map(({ docId: id, tokens }) => [id, tokens])).toEqual(['d1', 'd2', 'd3', 'd4'].map((id) => [id, 12]));
    let reached = reading?.fromMs ?? Number.NaN;
    for (const read of window?.reads ?? []) {
      expect(read.fromMs).toBe(reached);
      expect(read.toMs - read.fromMs).toBe(300);
      reached = read.toMs;
    }
    expect(reached).toBeLessThanOrEqual(reading?.toMs ?? 0);
  });
});

describe('why a passage stands where it does', () => {
  it('is the instant score and the reading score with their weight, summed, as the log has them', () => {
    const run = viewOf(LOG);
    for (const { docId: id } of run.request.candidates) {
      const parts = placeParts(run, { window: 0, docId: id });
      const { instant = 0, reading, weight, fused } = parts ?? {};
      expect(fused).toBeCloseTo(instant + (weight ?? 0) * (reading ?? 0), 12);
      expect(parts?.passages).toBe(4);
    }
    const places = ['d1', 'd2', 'd3', 'd4'].map((id) => placeParts(run, { window: 0, docId: d(id) })?.fusedPlace);
    expect(new Set(places)).toEqual(new Set([1, 2, 3, 4]));
  });

  it('is the instant score alone before the reading is over, with what the answer leans on it', () => {
    const parts = placeParts(afterReading(2), { window: 0, docId: d('d1') });
    expect(parts).toMatchObject({ reading: null, weight: null, fused: null, fusedPlace: null });
    expect(parts?.instant).toBeGreaterThan(1);
    expect(parts?.prior).toBeCloseTo(2.5 * (parts?.instant ?? 0), 12);
  });

  it('has no leaning where nothing is written, or nothing holds what is', () => {
    for (const answerMode of ['free', 'reading'] as const) {
      const run = viewOf(readingLog({ request: sampleRequest(4), scores: SCORES, settings: { answerMode } }));
      expect(placeParts(run, { window: 0, docId: d('d1') })?.prior).toBeNull();
    }
    expect(placeParts(viewOf(LOG), { window: 3, docId: d('d1') })).toBeNull();
    expect(placeParts(viewOf(LOG), { window: 0, docId: d('nobody') })).toBeNull();
  });

  it('tells the score that the prompt showed only where the prompt showed one', () => {
    const template = (id: string) => {
      const run = viewOf(LOG);
      return placeParts({ ...run, model: { ...run.model, template: id } }, { window: 0, docId: d('d1') })?.bucket;
    };
    expect([template('glassrank-1'), template('glassrank-2'), template('unknown')]).toEqual([5, null, null]);
  });

  it('is p(yes) where each passage was asked about alone, and the score where one was written', async () => {
    const believe = (): readonly number[] => [Math.log(0.3), Math.log(0.1)];
    const run = viewOf(await methodLog({ count: 2, method: methodFor('qwen3-reranker'), believe }));
    const rows = selectRankedRows(run).map(({ parts }) => [parts?.relevance, parts?.scored]);
    expect(rows).toEqual([
      [expect.closeTo(0.75, 9), null],
      [expect.closeTo(0.75, 9), null],
    ]);
    expect(selectRankedRows(viewOf(LOG)).map(({ parts }) => parts?.relevance)).toEqual([null, null, null, null]);
  });

  it('is told of any numbers that a log may hold', () => {
    const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 5 });
    fc.assert(
      fc.property(numbers, numbers, numbers, (instant, reading, fused) => {
        const log = LOG.map((event) => (event.type === 'reading-fused' ? { ...event, instant, reading, fused } : event));
        const run = viewOf(log);
        for (const { docId: id } of run.request.candidates) {
          const parts = placeParts(run, { window: 0, docId: id });
          expect([parts?.instant, parts?.fused].every((value) => value === null || Number.isFinite(value))).toBe(true);
        }
        expect(selectWrittenAfter(run)?.windows).toBe(1);
      }),
    );
  });
});

describe('what was written after the reading', () => {
  const written = (of: Partial<Parameters<typeof readingLog>[0]>) =>
    selectWrittenAfter(viewOf(readingLog({ request: sampleRequest(6), scores: [0, 4, 1, 5, 2, 3], thought: ['So.'], ...of })));

  it('changed nothing where the answer is the order that was read', () => {
    expect(written({})).toEqual({ windows: 1, changed: [], unwritten: false });
  });

  it('changed the order where it is another one, told by window', () => {
    const windows = [
      { start: 2, end: 6 },
      { start: 0, end: 4 },
    ];
    let turn = 0;
    const answer = (read: readonly ReturnType<typeof docId>[]) => (turn++ === 0 ? read : read.toReversed());
    expect(written({ windows, answer })).toEqual({ windows: 2, changed: [1], unwritten: false });
  });

  it('is nothing where the reading alone is the order', () => {
    const { thought: _, ...rest } = { thought: undefined };
    expect(
      selectWrittenAfter(
        viewOf(readingLog({ request: sampleRequest(3), scores: [1, 2, 3], settings: { answerMode: 'reading' }, ...rest })),
      ),
    ).toEqual({ windows: 1, changed: [], unwritten: true });
  });

  it('is not known before a window has ended', () => {
    expect(selectWrittenAfter(afterReading(4))).toBeNull();
  });
});

it('the logs of these tests are logs', () => {
  expect(checkLog(LOG)).toMatchObject({ flaw: null, unknown: [] });
});
