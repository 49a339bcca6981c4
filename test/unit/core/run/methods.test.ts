import { describe, expect, test } from 'vitest';
import { preset, PRESETS, template } from '../../../../src/core/preset/built-in.ts';
import type { RunEventBody, RunSettings } from '../../../../src/core/log/event.ts';
import type { RunMethod } from '../../../../src/core/run/method.ts';
import { docId } from '../../../../src/core/request.ts';
import { PLAIN_SCALING } from '../../../../src/core/run/method.ts';
import { rerank } from '../../../../src/core/run/rerank.ts';
import { canAnswer, strategyOf } from '../../../../src/core/strategy/index.ts';
import { collectEvents } from '../../../support/collect-events.ts';
import { guidedCall, VOCABULARY } from '../../../support/guided-call.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../support/sample-request.ts';
import { createScriptedModel } from '../../../support/scripted-model.ts';
import { seeded } from '../../../support/seeded.ts';
import type { StrategySpec } from '../../../../src/core/strategy/index.ts';

const STRATEGIES: readonly StrategySpec[] = [
  { type: 'single' },
  { type: 'sliding', size: 6, stride: 3, passes: 2 },
  { type: 'top-down', size: 6, cutoff: 3 },
  { type: 'certified-top', size: 4, top: 3, budget: 50 },
  { type: 'setwise', sort: 'heap', children: 3, top: 5 },
  { type: 'setwise', sort: 'bubble', children: 3, top: 3 },
  { type: 'pairwise', sort: 'heap', top: 3 },
  { type: 'pairwise', sort: 'bubble', top: 2 },
  { type: 'tournament', groupSize: 5, tournaments: 2 },
  { type: 'groupwise', size: 5, rounds: 2 },
  { type: 'pointwise' },
];
const MODES = ['locked', 'constrained', 'free', 'first-token'] as const;
const COUNT = 11;

const EVERY_LETTER = [
  ...VOCABULARY,
  ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).filter((letter) => !VOCABULARY.includes(letter)),
];

/** A model that writes at random among what its guide allows, and anything at all without one. */
function randomModel(seed: number) {
  const random = seeded(seed);
  return createScriptedModel({
    contextTokens: 100_000,
    script: ({ guide, maxTokens }) =>
      guide === undefined
        ? { pieces: ['x</think>', `<answer>[${1 + Math.floor(random() * 12)}] > [2] = [1]</answer> yes(3) true`] }
        : guidedCall({ guide, maxTokens, random, vocabulary: EVERY_LETTER }),
  });
}

async function run(method: RunMethod, settings: Partial<RunSettings> = {}, count = COUNT) {
  const model = randomModel(5);
  const request = sampleRequest(count);
  const events = await collectEvents(
    rerank({
      request,
      settings: { ...SAMPLE_SETTINGS, thoughtTokens: 12, ...settings, method },
      model,
      template: template('glassrank-1'),
      cancel: { aborted: false },
    }),
  );
  return { events, model, request };
}

const only = <T extends RunEventBody['type']>(events: readonly RunEventBody[], type: T) =>
  events.filter((event): event is Extract<RunEventBody, { type: T }> => event.type === type);

describe.each(PRESETS.map((each) => [each.id, each] as const))('%s', (_, each) => {
  const possible = STRATEGIES.filter((strategy) => canAnswer({ preset: each.question, asked: strategyOf(strategy).asks }));
  test('answers in at least one strategy', () => expect(possible.length).toBeGreaterThan(0));

  test.each(possible.flatMap((strategy) => MODES.map((mode) => [strategy.type, mode, strategy] as const)))(
    '%s, %s: every ranking is a permutation, every call has an outcome, and the cost is what was predicted',
    async (_type, answerMode, strategy) => {
      if (answerMode === 'first-token' && each.answer.type === 'scores') return;
      const { events, request } = await run(
        { preset: each, strategy, parser: each.parser, scaling: PLAIN_SCALING },
        { answerMode },
      );
      const docIds = request.candidates.map(({ docId }) => docId).sort();
      const ends = only(events, 'window-end');
      const [start] = only(events, 'run-start');
      const [end] = only(events, 'run-end');
      expect(end?.outcome).toEqual({ type: 'complete' });
      expect(only(events, 'window-start')).toHaveLength(ends.length);
      for (const event of events) {
        if ('ranking' in event) expect([...event.ranking].sort()).toEqual(docIds);
        if ('ties' in event && event.ties !== undefined) {
          for (const tie of event.ties) {
            const [first = docId('')] = tie;
            const at = event.ranking.indexOf(first);
            expect(event.ranking.slice(at, at + tie.length)).toEqual(tie);
          }
        }
      }
      if (answerMode !== 'free') for (const { outcome } of ends) expect(outcome).toEqual({ type: 'complete' });
      const [least = NaN, most = NaN] = start?.forecast?.calls ?? [];
      expect(ends.length).toBeGreaterThanOrEqual(least);
      expect(ends.length).toBeLessThanOrEqual(most);
      expect(end?.cost?.calls).toBe(ends.length);
      const written = ends.reduce((sum, { usage }) => sum + usage.completionTokens, 0);
      expect(written).toBeLessThanOrEqual(start?.forecast?.outputTokens[1] ?? NaN);
      const read = only(events, 'window-start').reduce((sum, { promptTokens }) => sum + promptTokens, 0);
      expect(read).toBeGreaterThanOrEqual(start?.forecast?.promptTokens[0] ?? NaN);
      expect(read).toBeLessThanOrEqual(start?.forecast?.promptTokens[1] ?? NaN);
    },
  );
});

describe('spending more', () => {
  const own: RunMethod = {
    preset: preset('glassrank-1'),
    strategy: { type: 'single' },
    parser: 'glassrank',
    scaling: PLAIN_SCALING,
  };

  test('samples are shown in other orders, fused, and told with agreement and spread', async () => {
    const { events } = await run({ ...own, scaling: { ...own.scaling, samples: 3, fuse: 'kemeny' } });
    const starts = only(events, 'window-start');
    expect(starts.map(({ sample }) => sample)).toEqual([0, 1, 2].map((index) => ({ index, of: 3 })));
    expect(new Set(starts.map(({ passages }) => passages.map(({ docId }) => docId).join(' '))).size).toBe(3);
    expect(starts[0]?.places).toBeUndefined();
    expect(starts[1]?.places).toHaveLength(COUNT);
    const [fused] = only(events, 'samples-fused');
    expect(fused).toMatchObject({ windows: [0, 1, 2], rule: 'kemeny' });
    expect(fused?.spread).toHaveLength(COUNT);
    expect(only(events, 'run-end')[0]?.cost?.calls).toBe(3);
  });

  test('the order of the first token is shown before the thought, from the same prompt', async () => {
    const { events, model } = await run({ ...own, scaling: { ...own.scaling, instantOrder: true } });
    const types = events.map(({ type }) => type);
    expect(types.indexOf('likelihoods')).toBeGreaterThan(types.indexOf('window-start'));
    expect(only(events, 'order-update')[0]?.from).toBe('first-token');
    expect(types.indexOf('order-update')).toBeLessThan(types.indexOf('reasoning-start'));
    expect(model.asked[0]?.messages).toEqual(model.calls[0]?.messages);
    expect(model.asked[0]?.continuations).toContain('[11]');
  });

  test('"Wait" sends a thought on that has closed itself, as often as asked, and says so', async () => {
    const { events, model } = await run({ ...own, scaling: { ...own.scaling, waits: 2 } }, { thoughtTokens: 400 });
    const waits = only(events, 'thought-wait').length;
    expect(waits).toBe(2);
    expect(model.calls[1]?.written?.endsWith('\nWait')).toBe(true);
    expect(only(events, 'window-end')[0]?.outcome).toEqual({ type: 'complete' });
  });

  test('a thought over its budget is cut back to its last sentence before the answer is asked for', async () => {
    const model = createScriptedModel({
      script: ({ guide, written }) => {
        const pieces: string[] = [];
        const say = (...texts: readonly string[]): void => {
          for (const text of texts) {
            if (guide === undefined || guide.complete) return;
            guide.push(text);
            pieces.push(text);
          }
        };
        if (written === undefined) say(' [2] fits.', ' And', ' then', ' [1]', ' is', ' about');
        else say('\n<answer>', '[2]', ' > ', '[1]', '</answer>');
        return { pieces };
      },
    });
    const events = await collectEvents(
      rerank({
        request: sampleRequest(2),
        settings: { ...SAMPLE_SETTINGS, thoughtTokens: 4, answerMode: 'constrained' },
        model,
        template: template('glassrank-1'),
        cancel: { aborted: false },
      }),
    );
    expect(model.calls[1]?.written).toBe(' [2] fits.</think>');
    expect(only(events, 'reasoning-end')).toEqual([{ type: 'reasoning-end', window: 0, end: 'forced', keptTo: 10 }]);
    expect(only(events, 'window-end')[0]).toMatchObject({ outcome: { type: 'complete' }, thought: 'forced' });
  });

  test('a thought whose order has come to rest is closed early', async () => {
    const model = createScriptedModel({
      script: ({ guide, written }) => {
        const pieces: string[] = [];
        const texts =
          written === undefined
            ? [' [2] fits.', ' [1] less.', ' So it is.', ' So it stays.', ' More.', ' Still more.']
            : ['\n<answer>', '[2]', ' > ', '[1]', ' > ', '[3]', '</answer>'];
        for (const text of texts) {
          if (guide === undefined || guide.complete) break;
          guide.push(text);
          pieces.push(text);
        }
        return { pieces };
      },
    });
    const events = await collectEvents(
      rerank({
        request: sampleRequest(3),
        settings: {
          ...SAMPLE_SETTINGS,
          thoughtTokens: 90,
          answerMode: 'constrained',
          method: { ...own, scaling: { ...own.scaling, earlyStop: { sentences: 2, top: 2 } } },
        },
        model,
        template: template('glassrank-1'),
        cancel: { aborted: false },
      }),
    );
    expect(model.calls[1]?.written).toBe(' [2] fits. [1] less. So it is. So it stays.</think>');
    expect(only(events, 'window-end')[0]).toMatchObject({ outcome: { type: 'complete' }, thought: 'settled' });
  });
});

describe('stopping by beliefs', () => {
  const texts = [' [1] fits.', ' [2]', ' less.', ' So', ' it is.', ' It', ' stays.', ' More.', ' And more.'];
  const stopped = async (believe: (call: number) => readonly number[]) => {
    const model = createScriptedModel({
      believe: (_, call) => believe(call),
      script: ({ guide, written = '' }) => {
        const pieces: string[] = [];
        const rest = written.includes('</think>')
          ? ['\n<answer>', '[2]', ' > ', '[1]', '</answer>']
          : [...texts, '</think>', '\n<answer>', '[1]', ' > ', '[2]', '</answer>'].slice(said);
        for (const text of rest) {
          if (guide === undefined || guide.complete) break;
          guide.push(text);
          pieces.push(text);
          said += 1;
        }
        return { pieces };
      },
    });
    let said = 0;
    const events = await collectEvents(
      rerank({
        request: sampleRequest(2),
        settings: {
          ...SAMPLE_SETTINGS,
          thoughtTokens: 90,
          answerMode: 'constrained',
          method: {
            preset: preset('glassrank-1'),
            strategy: { type: 'single' },
            parser: 'glassrank',
            scaling: { ...PLAIN_SCALING, earlyStop: { sentences: 1, top: 1, by: 'beliefs' } },
          },
        },
        model,
        template: template('glassrank-1'),
        cancel: { aborted: false },
      }),
    );
    expect(only(events, 'window-end')[0]).toMatchObject({ outcome: { type: 'complete' } });
    return { model, events };
  };

  test('closes once the best label has stayed the same for as many sentences as asked', async () => {
    const { model, events } = await stopped((call) => (call === 0 ? [-1, -2] : [-2, -1]));
    expect(only(events, 'likelihoods')).toHaveLength(3);
    expect(model.asked.map(({ written }) => written)).toEqual([
      ' [1] fits.</think>\n<answer>',
      ' [1] fits. [2] less.</think>\n<answer>',
      ' [1] fits. [2] less. So it is.</think>\n<answer>',
    ]);
    expect(only(events, 'window-end')[0]?.thought).toBe('settled');
  });

  test('lets a thought whose beliefs keep changing go on to its own end', async () => {
    const { events } = await stopped((call) => (call % 2 === 0 ? [-1, -2] : [-2, -1]));
    expect(
      only(events, 'reasoning-delta')
        .map(({ text }) => text)
        .join(''),
    ).toBe(texts.join(''));
  });
});

describe('what cannot be run says why', () => {
  test.each([
    [
      'a pointwise prompt in windows',
      { preset: preset('rank1'), strategy: { type: 'sliding', size: 4, stride: 2, passes: 1 } },
      /asks for relevance/,
    ],
    [
      'windows that go nowhere',
      { preset: preset('rank-k'), strategy: { type: 'sliding', size: 4, stride: 9, passes: 1 } },
      /stride/,
    ],
  ] as const)('%s', async (_name, { preset: asked, strategy }, message) => {
    const { events } = await run({ preset: asked, strategy, parser: 'glassrank', scaling: PLAIN_SCALING });
    const [end] = only(events, 'run-end');
    expect(end?.outcome).toMatchObject({ type: 'failed' });
    expect(JSON.stringify(end?.outcome)).toMatch(message);
  });
});
