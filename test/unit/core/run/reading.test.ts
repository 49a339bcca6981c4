import { describe, expect, test } from 'vitest';
import type { RunEventBody } from '../../../../src/core/log/event.ts';
import { reduceLog } from '../../../../src/core/log/view.ts';
import { preset } from '../../../../src/core/preset/built-in.ts';
import { methodOf } from '../../../../src/core/run/method.ts';
import { rerank } from '../../../../src/core/run/rerank.ts';
import { zScores } from '../../../../src/core/text/scores.ts';
import { collectEvents } from '../../../support/collect-events.ts';
import { begin, finalOf, listOf, numberIn, of, run, stamped } from '../../../support/read-run.ts';
import type { ScriptedReading } from '../../../support/scripted-model.ts';

/** The rule of the decision, written down once more. */
function fusedOrder(instant: readonly number[], reading: readonly number[], weight: number): readonly number[] {
  const [one, other] = [zScores(instant), zScores(reading)];
  const fused = instant.map((_, place) => (one[place] ?? 0) + weight * (other[place] ?? 0));
  return fused.map((_, place) => place).sort((left, right) => (fused[right] ?? 0) - (fused[left] ?? 0) || left - right);
}

const named = (order: readonly number[]): string => order.map((place) => `d${place + 1}`).join(' ');

describe('a list is read passage by passage', () => {
  test('each passage is told as it was read, with the order that the scores so far give', async () => {
    const { events, model } = await run({ request: listOf([4, 3, 2, 1]), scores: [-9, 0, 1, 5], settings: { readingWeight: 2 } });
    expect(events.map(({ type }) => type).slice(0, 11)).toEqual([
      'run-start',
      'window-start',
      'passage-read',
      'order-update',
      'passage-read',
      'order-update',
      'passage-read',
      'order-update',
      'passage-read',
      'order-update',
      'reading-fused',
    ]);
    expect(of(events, 'window-start')[0]?.reads).toBe('list');
    expect(of(events, 'passage-read').map(({ position, score, from }) => [position, score, from])).toEqual([
      [0, -9, 'list'],
      [1, 0, 'list'],
      [2, 1, 'list'],
      [3, 5, 'list'],
    ]);
    // One passage read: instant order. Two: the second has twice the weight of the first's lead.
    const orders = of(events, 'order-update').filter(({ from }) => from === 'passages');
    expect(orders.map(({ ranking }) => ranking.join(' '))).toEqual([
      'd1 d2 d3 d4',
      'd2 d1 d3 d4',
      'd2 d3 d1 d4',
      named(fusedOrder([4, 3, 2, 1], [-9, 0, 1, 5], 2)),
    ]);
    expect(model.read).toHaveLength(1);
    // What was read is not to be read again when it comes to writing.
    expect(model.calls.map(({ readAhead }) => readAhead)).toEqual([true]);
    expect(model.read[0]?.tokens).toEqual(['<jupyter_script>', '<empty_output>']);
  });

  test('what the model is given to read ends with the line break of each passage', async () => {
    const { model } = await run({ request: listOf([2, 1]) });
    const { messages = [], message = 0, passages = [] } = model.read[0] ?? {};
    const { content = '' } = messages[message] ?? {};
    expect(passages.map(({ from, to }) => content.slice(from, to))).toEqual([
      '[1] This is passage number 1.\n',
      '[2] This is passage number 2.\n',
    ]);
    expect(content.slice(0, passages[0]?.from)).toBe('Query: which one\n');
  });

  test('the final order is read: scores of both kinds enter the identifiers, and the log says what they came to', async () => {
    const instant = [4, 3, 2, 1];
    const scores = [0, 0.5, 3, 2];
    const { events } = await run({ request: listOf(instant), scores, settings: { readingWeight: 1.5 } });
    expect(finalOf(events)).toBe(named(fusedOrder(instant, scores, 1.5)));
    const [told] = of(events, 'reading-fused');
    expect(told?.weight).toBe(1.5);
    expect(told?.instant).toEqual(zScores(instant));
    expect(told?.reading).toEqual(zScores(scores));
    for (const [place, value] of (told?.fused ?? []).entries())
      expect(value).toBeCloseTo((told?.instant[place] ?? 0) + 1.5 * (told?.reading[place] ?? 0), 12);
  });

  test('weight 0 is the instant order; a prior of 0 leaves the answer to the model, and the log still tells the scores', async () => {
    const given = { request: listOf([4, 3, 2, 1]), scores: [0, 1, 2, 3] };
    expect(finalOf((await run({ ...given, settings: { readingWeight: 0 } })).events)).toBe('d1 d2 d3 d4');
    const without = await run({ ...given, settings: { priorWeight: 0, readingWeight: 5 } });
    expect(finalOf(without.events)).toBe('d1 d2 d3 d4');
    expect(of(without.events, 'passage-read')).toHaveLength(4);
  });

  test('equal scores say nothing: the instant order stays, and ties stand as they were handed over', async () => {
    const equal = await run({ request: listOf([3, 2, 1]), scores: [7, 7, 7] });
    expect(of(equal.events, 'reading-fused')[0]?.reading).toEqual([0, 0, 0]);
    expect(finalOf(equal.events)).toBe('d1 d2 d3');
    const all = await run({ request: listOf([1, 1, 1]), scores: [7, 7, 7], settings: { answerMode: 'reading' } });
    expect(finalOf(all.events)).toBe('d1 d2 d3');
    expect(of(all.events, 'run-end')[0]?.ties).toEqual([['d1', 'd2', 'd3']]);
  });

  test('a list of one passage is in order: nothing is read', async () => {
    const { events, model } = await run({ request: listOf([3]), scores: [-2], settings: { answerMode: 'reading' } });
    expect(model.read).toEqual([]);
    expect(of(events, 'run-end')[0]).toMatchObject({ outcome: { type: 'complete' }, ranking: ['d1'] });
  });

  test('a thought or an answer moves what it names, and the rest stays in the order that was read', async () => {
    const { events } = await run({
      request: listOf([4, 3, 2, 1]),
      scores: [0, 0, 0, 9],
      settings: { thoughtTokens: 20, readingWeight: 3 },
      script: () => ({ pieces: [' [3] says it.', '</think>', '\n<answer>', '[3] > [4] > [1] > [2]', '</answer>'] }),
    });
    const orders = of(events, 'order-update').map(({ from, ranking }) => `${from}: ${ranking.join(' ')}`);
    expect(orders.slice(4)).toEqual(['reasoning: d3 d4 d1 d2']);
    expect(finalOf(events)).toBe('d3 d4 d1 d2');
  });
});

describe('each passage apart', () => {
  test('is read alone behind the query, as the first one, with the same text; then the whole list is written on', async () => {
    const { model, events } = await run({ request: listOf([2, 1, 0]), scores: [1, 2, 3], settings: { reading: 'apart' } });
    expect(model.read.map(({ messages, message, passages }) => messages[message]?.content.slice(0, passages[0]?.to))).toEqual(
      [1, 2, 3].map((number) => `Query: which one\n[1] This is passage number ${number}.\n`),
    );
    expect(of(events, 'passage-read').map(({ position, from }) => [position, from])).toEqual([
      [0, 'apart'],
      [1, 'apart'],
      [2, 'apart'],
    ]);
    expect(model.calls[0]?.messages[0]?.content).toContain('[3] This is passage number 3.');
  });

  test('no order of the list sways a score, where scores depend on what stands before', async () => {
    // A model whose score counts what it has read: order matters in one go.
    const countsPlaces: ScriptedReading = { score: (text, position) => numberIn(text) + 10 * position };
    const orders = [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
      [2, 0, 3, 1],
    ];
    const finals = async (reading: 'list' | 'apart'): Promise<readonly string[]> => {
      const runs = orders.map(async (order) => {
        const list = listOf([1, 1, 1, 1]);
        const request = { ...list, candidates: order.flatMap((place) => list.candidates[place] ?? []) };
        const { events } = await run({
          request,
          reading: countsPlaces,
          settings: { reading, answerMode: 'reading', readingWeight: 1 },
        });
        return finalOf(events);
      });
      return Promise.all(runs);
    };
    expect(new Set(await finals('apart'))).toEqual(new Set(['d4 d3 d2 d1']));
    expect(new Set(await finals('list')).size).toBe(3);
  });
});

describe('reading only', () => {
  test('writes nothing: the fused order is the answer, with its scores', async () => {
    const instant = [4, 3, 2, 1];
    const scores = [0, 9, 1, 2];
    const { model, events } = await run({
      request: listOf(instant),
      scores,
      settings: { answerMode: 'reading', readingWeight: 2 },
    });
    expect(model.calls).toEqual([]);
    expect(finalOf(events)).toBe(named(fusedOrder(instant, scores, 2)));
    const [end] = of(events, 'window-end');
    expect(end).toMatchObject({
      outcome: { type: 'complete' },
      thought: 'none',
      usage: { completionTokens: 0, prefillTokensPerSecond: 50 },
    });
    expect(end?.scores).toEqual(of(events, 'reading-fused')[0]?.fused);
  });

  test.each([
    ['prompt', { method: methodOf(preset('glassrank-1')) }, true],
    ['setting', { reading: 'off' }, true],
    ['engine', {}, false],
  ] as const)('is refused before anything is asked where the %s lacks it', async (lacks, settings, can) => {
    const request = listOf([2, 1]);
    const { model, events } = await run({
      request,
      settings: { answerMode: 'reading', ...settings },
      ...(can ? {} : { reading: undefined }),
    });
    expect(of(events, 'run-end')[0]).toMatchObject({
      outcome: { type: 'failed', error: { details: { problem: 'no-reading', lacks } } },
      ranking: ['d1', 'd2'],
    });
    expect(model.read).toEqual([]);
  });

  test('fails honestly where the vocabulary does not allow it', async () => {
    const reading: ScriptedReading = { score: () => 0, leftOut: 'joined' };
    const { events } = await run({ request: listOf([2, 1]), reading, settings: { answerMode: 'reading' } });
    expect(of(events, 'reading-left-out')).toMatchObject([{ reason: 'joined' }]);
    expect(of(events, 'run-end')[0]?.outcome).toMatchObject({
      type: 'failed',
      error: { details: { lacks: 'model' }, retry: false },
    });
  });

  test('long lists go by windows, and each window’s scores are compared within it only', async () => {
    const instant = Array.from({ length: 14 }, (_, place) => 14 - place);
    const scores = instant.map((_, place) => place);
    const { events } = await run({ request: listOf(instant), scores, settings: { answerMode: 'reading', readingWeight: 5 } });
    expect(of(events, 'window-start').map(({ start, end }) => [start, end])).toEqual([
      [4, 14],
      [0, 9],
    ]);
    expect(of(events, 'passage-read')).toHaveLength(19);
    for (const { fused } of of(events, 'reading-fused')) expect(fused.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9);
    // What the first window put on top is read again in the second.
    expect(finalOf(events).split(' ').slice(0, 2)).toEqual(['d14', 'd13']);
  });
});

describe('a run without reading scores', () => {
  test.each([
    ['engine', undefined],
    ['tokens', { score: () => 0, leftOut: 'tokens' }],
    ['joined', { score: () => 0, leftOut: 'joined' }],
  ] as const)('goes on and says why: %s', async (reason, reading) => {
    const { events } = await run({ request: listOf([2, 1]), reading });
    expect(of(events, 'reading-left-out')).toMatchObject([{ window: 0, reason }]);
    expect(of(events, 'passage-read')).toEqual([]);
    expect(of(events, 'run-end')[0]).toMatchObject({ outcome: { type: 'complete' }, ranking: ['d1', 'd2'] });
    expect(reduceLog(stamped(events))?.windows[0]).toMatchObject({ reading: null, readingLeftOut: reason });
  });

  test('says nothing where nobody wanted them: switched off, or a prompt without', async () => {
    for (const settings of [{ reading: 'off' as const }, { method: methodOf(preset('glassrank-1')) }]) {
      // oxlint-disable-next-line no-await-in-loop
      const { events, model } = await run({ request: listOf([2, 1]), settings });
      expect(events.some(({ type }) => type.startsWith('reading-') || type === 'passage-read')).toBe(false);
      expect(of(events, 'window-start')[0]).not.toHaveProperty('reads');
      expect(model.read).toEqual([]);
    }
  });

  test.each([NaN, Infinity, -Infinity])(
    'a score of %d fails the run with a word of what it was, and the ranking is whole',
    async (score) => {
      const { events } = await run({ request: listOf([2, 1]), scores: [0, score] });
      expect(of(events, 'passage-read')).toHaveLength(1);
      expect(of(events, 'run-end')[0]).toMatchObject({
        outcome: { type: 'failed', error: { code: 'engine-failed', message: expect.stringContaining('no number') as string } },
        ranking: ['d1', 'd2'],
      });
      expect(JSON.parse(JSON.stringify(events))).toEqual(events);
    },
  );

  test('a model that reads fewer passages than it was given fails the run', async () => {
    const { model, cancel } = begin({ request: listOf([2, 1]) });
    const half = {
      ...model,
      readPassages: async function* () {
        yield { type: 'passage', position: 0, score: 1, tokens: 1 } as const;
      },
    };
    const events = await collectEvents(
      rerank({ request: listOf([2, 1]), model: half, settings: { answerMode: 'reading' }, cancel }),
    );
    expect(of(events, 'run-end')[0]?.outcome).toMatchObject({
      type: 'failed',
      error: { message: expect.stringContaining('1 of 2') as string },
    });
  });
});

describe('a run that is stopped while it reads', () => {
  test.each([
    ['list', 4],
    ['apart', 4],
  ] as const)('ends as cancelled at every passage, in %s, with the order it began with', async (reading, count) => {
    for (let stop = 0; stop <= count; stop += 1) {
      const request = listOf([4, 3, 2, 1]);
      const { model, events, cancel } = begin({ request, scores: [0, 9, 1, 8], settings: { reading } });
      const told: RunEventBody[] = [];
      // oxlint-disable-next-line no-await-in-loop
      for await (const event of events) {
        told.push(event);
        if (
          of(told, 'passage-read').length === stop &&
          (stop === 0 ? event.type === 'window-start' : event.type === 'passage-read')
        )
          cancel.aborted = true;
      }
      expect(of(told, 'passage-read')).toHaveLength(stop);
      expect(told.at(-1)).toMatchObject({ type: 'run-end', outcome: { type: 'cancelled' }, ranking: ['d1', 'd2', 'd3', 'd4'] });
      expect(model.calls).toEqual([]);
      expect(reduceLog(stamped(told))?.windows[0]?.reading?.now).toBeNull();
    }
  });
});
