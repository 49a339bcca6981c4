import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { template } from '../../../../src/core/preset/built-in.ts';
import type { RunEventBody, RunSettings } from '../../../../src/core/log/event.ts';
import { rerank } from '../../../../src/core/run/rerank.ts';
import type { GenerationInput } from '../../../../src/core/run/text-model.ts';
import { collectEvents } from '../../../support/collect-events.ts';
import { guidedCall } from '../../../support/guided-call.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../support/sample-request.ts';
import { createScriptedModel } from '../../../support/scripted-model.ts';
import type { ScriptedCall } from '../../../support/scripted-model.ts';

const glassrank = template('glassrank-1');
const REVERSED = (input: GenerationInput): ScriptedCall => {
  const count = Number(/Rank the (\d+) passages/.exec(input.messages[0]?.content ?? '')?.[1]);
  const order = Array.from({ length: count }, (_, index) => `[${count - index}]`).join(' > ');
  return { pieces: [` [${count}] says it.`, '</think>', '\n<answer>', order, '</answer>'] };
};

function start({
  count = 4,
  settings = {},
  script = REVERSED,
  cancel = { aborted: false },
  contextTokens = 4096,
}: {
  count?: number;
  settings?: Partial<RunSettings>;
  script?: (input: GenerationInput, call: number) => ScriptedCall;
  cancel?: { aborted: boolean };
  contextTokens?: number;
} = {}) {
  const model = createScriptedModel({ script, contextTokens });
  const request = sampleRequest(count);
  const events = rerank({ request, settings: { ...SAMPLE_SETTINGS, ...settings }, model, template: glassrank, cancel });
  return { model, request, events, cancel };
}

function checkShape(events: readonly RunEventBody[], docIds: readonly string[]): void {
  expect(events.map(({ type }) => type).filter((type) => type === 'run-start' || type === 'run-end')).toEqual([
    'run-start',
    'run-end',
  ]);
  expect(events[0]?.type).toBe('run-start');
  expect(events.at(-1)?.type).toBe('run-end');
  for (const event of events) {
    if ('ranking' in event) expect([...event.ranking].sort()).toEqual([...docIds].sort());
  }
}

function lastRanking(events: readonly RunEventBody[]): string {
  const end = events.at(-1);
  return end?.type === 'run-end' ? end.ranking.join(' ') : '';
}

describe('rerank', () => {
  test('a list that fits is one window, and its answer is the ranking', async () => {
    const { events, model } = start();
    const all = await collectEvents(events);
    expect(all.map(({ type }) => type)).toEqual([
      'run-start',
      'window-start',
      'reasoning-start',
      'reasoning-delta',
      'order-update',
      'reasoning-end',
      'answer-delta',
      'answer-delta',
      'order-update',
      'answer-delta',
      'window-end',
      'run-end',
    ]);
    expect(lastRanking(all)).toBe('d4 d3 d2 d1');
    expect(model.calls).toHaveLength(1);
    expect(model.calls[0]?.guide).toBeDefined();
  });

  test('run-start holds what a replay needs', async () => {
    const { events, request, model } = start();
    const [first] = await collectEvents(events);
    expect(first).toEqual({
      type: 'run-start',
      schema: 1,
      request,
      settings: SAMPLE_SETTINGS,
      model: model.identity,
      windows: [{ start: 0, end: 4 }],
      forecast: expect.objectContaining({ calls: [1, 1] }) as unknown,
    });
  });

  test('windows go back to front, and what rises is carried to the next one', async () => {
    const script = (input: GenerationInput): ScriptedCall => {
      // The last passage is the one to find; it is last of every window it reaches.
      const lines = (input.messages[0]?.content ?? '').split('\n').filter((line) => line.startsWith('['));
      const best = lines.findIndex((line) => line.includes('number 9 ')) + 1;
      const rest = lines.map((_, index) => index + 1).filter((identifier) => identifier !== best);
      return {
        pieces: [
          `</think>\n<answer>${[best, ...rest]
            .filter((one) => one > 0)
            .map((one) => `[${one}]`)
            .join(' > ')}</answer>`,
        ],
      };
    };
    const { events } = start({ count: 9, settings: { windowSize: 4, windowStride: 2, thoughtTokens: 0 }, script });
    const all = await collectEvents(events);
    expect(all.flatMap((event) => (event.type === 'window-start' ? [[event.start, event.end]] : []))).toEqual([
      [5, 9],
      [3, 7],
      [1, 5],
      [0, 3],
    ]);
    expect(lastRanking(all)).toBe('d9 d1 d2 d3 d4 d5 d6 d7 d8');
  });

  test('score buckets are those of the window', async () => {
    const all = await collectEvents(start({ count: 6, settings: { windowSize: 3, windowStride: 3 } }).events);
    const buckets = all.flatMap((event) => (event.type === 'window-start' ? [event.passages.map(({ bucket }) => bucket)] : []));
    expect(buckets).toEqual([
      [9, 4, 0],
      [9, 4, 0],
    ]);
  });

  test('an empty list ends complete without asking the model', async () => {
    const { events, model } = start({ count: 0 });
    const all = await collectEvents(events);
    expect(all.map(({ type }) => type)).toEqual(['run-start', 'run-end']);
    expect(all[1]).toMatchObject({ outcome: { type: 'complete' } });
    expect(model.calls).toHaveLength(0);
  });

  test('whatever a guided model picks, every window ends complete', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 23 }),
        fc.integer({ min: 2, max: 12 }),
        fc.integer({ min: 0, max: 25 }),
        fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
        async (count, windowSize, thoughtTokens, numbers) => {
          const script = ({ guide, maxTokens }: GenerationInput): ScriptedCall => {
            if (guide === undefined) throw new Error('a constrained run has a guide');
            return guidedCall({ guide, maxTokens, random: () => numbers.next().value ?? 0 });
          };
          const { events, request } = start({
            count,
            settings: { windowSize, windowStride: Math.ceil(windowSize / 2), thoughtTokens },
            script,
          });
          const all = await collectEvents(events);
          checkShape(
            all,
            request.candidates.map(({ docId }) => docId),
          );
          for (const event of all) if (event.type === 'window-end') expect(event.outcome).toEqual({ type: 'complete' });
          expect(all.at(-1)).toMatchObject({ outcome: { type: 'complete' } });
        },
      ),
      { numRuns: 60 },
    );
  });

  test('whatever a free model writes, the run ends complete with a permutation', async () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '</think>',
        '<think>',
        '<answer>',
        '</answer>',
        '[1]',
        '[2] > ',
        '[99]',
        '１',
        '[-1]',
        '[0]',
        '\u0000',
        '[1]-[3]',
        '=',
        '1998',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 30 }),
        fc.constantFrom('stop' as const, 'length' as const),
        async (pieces, finish) => {
          const { events, request } = start({
            count: 5,
            settings: { answerMode: 'free', windowSize: 3, windowStride: 2 },
            script: () => ({ pieces, finish }),
          });
          const all = await collectEvents(events);
          checkShape(
            all,
            request.candidates.map(({ docId }) => docId),
          );
          expect(all.at(-1)).toMatchObject({ outcome: { type: 'complete' } });
          if (!pieces.join('').includes('</think>')) expect(lastRanking(all)).toBe('d1 d2 d3 d4 d5');
        },
      ),
      { numRuns: 200 },
    );
  });

  test('free mode gives the model no guide', async () => {
    const { events, model } = start({ settings: { answerMode: 'free' } });
    await collectEvents(events);
    expect(model.calls[0]?.guide).toBeUndefined();
  });

  test('cancelled at any event, the run ends cancelled with the windows that ended', async () => {
    const settings = { windowSize: 4, windowStride: 2 };
    const total = (await collectEvents(start({ count: 8, settings }).events)).length;
    for (let stop = 0; stop < total - 1; stop += 1) {
      const { events, request, cancel, model } = start({ count: 8, settings });
      const seen: RunEventBody[] = [];
      for await (const event of events) {
        if (seen.push(event) === stop + 1) cancel.aborted = true;
      }
      checkShape(
        seen,
        request.candidates.map(({ docId }) => docId),
      );
      const committed = seen.findLast((event) => event.type === 'window-end');
      expect(lastRanking(seen)).toBe((committed?.ranking ?? request.candidates.map(({ docId }) => docId)).join(' '));
      const complete = seen.filter((event) => event.type === 'window-end').length === 3;
      expect(seen.at(-1)).toMatchObject({ outcome: { type: complete ? 'complete' : 'cancelled' } });
      expect(model.open).toBe(0);
    }
  });

  test('left at any event, the model is stopped', async () => {
    const total = (await collectEvents(start().events)).length;
    for (let stop = 1; stop < total; stop += 1) {
      const { events, model } = start();
      let seen = 0;
      for await (const _ of events) if ((seen += 1) === stop) break;
      expect(model.open).toBe(0);
    }
  });

  test('a model that fails at any step ends the run as failed and keeps the windows that ended', async () => {
    const good = REVERSED({
      messages: [{ role: 'user', content: 'Rank the 4 passages' }],
      maxTokens: 1,
      temperature: 0,
      seed: 0,
      cancel: { aborted: false },
    }).pieces;
    for (let step = 0; step <= good.length; step += 1) {
      const script = (input: GenerationInput, call: number): ScriptedCall =>
        call === 0 ? REVERSED(input) : { pieces: [...good.slice(0, step), new Error('the device is gone')] };
      const { events, request, model } = start({ count: 8, settings: { windowSize: 4, windowStride: 4 }, script });
      const all = await collectEvents(events);
      checkShape(
        all,
        request.candidates.map(({ docId }) => docId),
      );
      expect(all.at(-1)).toMatchObject({
        outcome: { type: 'failed', error: { code: 'engine-failed', message: 'the device is gone' } },
      });
      expect(lastRanking(all)).toBe('d1 d2 d3 d4 d8 d7 d6 d5');
      expect(model.open).toBe(0);
    }
  });

  test('who runs the model describes its errors', async () => {
    const model = createScriptedModel({ script: () => ({ pieces: [new Error('lost')] }) });
    const describeError = () => ({ code: 'gpu-lost', message: 'described', retry: true }) as const;
    const all = await collectEvents(
      rerank({
        request: sampleRequest(2),
        settings: SAMPLE_SETTINGS,
        model,
        template: glassrank,
        cancel: { aborted: false },
        describeError,
      }),
    );
    expect(all.at(-1)).toMatchObject({ outcome: { type: 'failed', error: { code: 'gpu-lost' } } });
  });

  test('passages are cut until prompt, thought and answer fit the context', async () => {
    const all = await collectEvents(start({ count: 6, contextTokens: 200 }).events);
    const window = all.find((event) => event.type === 'window-start');
    expect(window?.passages.every(({ cut }) => cut)).toBe(true);
    expect(window?.promptTokens).toBeLessThan(200);
    expect(all.at(-1)).toMatchObject({ outcome: { type: 'complete' } });
  });

  test('a window says how prompt and output share the context, part by part', async () => {
    const all = await collectEvents(start({ count: 4 }).events);
    const window = all.find((event) => event.type === 'window-start');
    const content = window?.messages[0]?.content ?? '';
    expect(window?.budget).toMatchObject({ contextTokens: 4096, thoughtTokens: 20, templateTokens: 4, wordsPerPassage: 40 });
    expect(window?.budget?.parts.map(({ from, to }) => content.slice(from, to)).join('')).toBe(content);
    expect(window?.budget?.parts.filter(({ part }) => part === 'passage')).toHaveLength(4);
  });

  test('a window that cannot fit fails as context-overflow, not as a crash', async () => {
    const { events, model } = start({ count: 6, contextTokens: 60 });
    const all = await collectEvents(events);
    expect(all.at(-1)).toMatchObject({
      outcome: { type: 'failed', error: { code: 'context-overflow', retry: false, details: { window: 0, contextTokens: 60 } } },
    });
    expect(model.calls).toHaveLength(0);
  });

  test.each([
    ['windowSize', { windowSize: 0 }],
    ['windowSize', { windowSize: 2.5 }],
    ['windowStride', { windowSize: 4, windowStride: 5 }],
    ['thoughtTokens', { thoughtTokens: -1 }],
    ['passageWords', { passageWords: 0 }],
    ['priorWeight', { priorWeight: -0.25 }],
    ['priorWeight', { priorWeight: Number.NaN }],
    ['priorWeight', { priorWeight: Infinity }],
    ['seed', { seed: Number.NaN }],
    ['temperature', { temperature: Number.NaN }],
    ['answerMode', { answerMode: 'other' as 'free' }],
  ] satisfies [string, Partial<RunSettings>][])('a wrong %s is named: %j', async (name, settings) => {
    const all = await collectEvents(start({ settings }).events);
    expect(all.map(({ type }) => type)).toEqual(['run-start', 'run-end']);
    expect(all[1]).toMatchObject({
      outcome: { type: 'failed', error: { retry: false, message: expect.stringContaining(name) } },
    });
  });

  test('two passages with one docid are refused', async () => {
    const { candidates, query } = sampleRequest(2);
    const request = { query, candidates: [...candidates, ...candidates.slice(0, 1)] };
    const model = createScriptedModel({ script: REVERSED });
    const all = await collectEvents(
      rerank({ request, settings: SAMPLE_SETTINGS, model, template: glassrank, cancel: { aborted: false } }),
    );
    expect(all.at(-1)).toMatchObject({ outcome: { type: 'failed', error: { message: 'two passages have the docid "d1"' } } });
  });
});
