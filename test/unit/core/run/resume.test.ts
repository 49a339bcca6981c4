import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkLog } from '../../../../src/core/log/check.ts';
import type { RunEvent, RunEventBody, RunSettings } from '../../../../src/core/log/event.ts';
import { reduceLog } from '../../../../src/core/log/view.ts';
import { PRESETS, template } from '../../../../src/core/preset/built-in.ts';
import { PLAIN_SCALING } from '../../../../src/core/run/method.ts';
import type { RunMethod } from '../../../../src/core/run/method.ts';
import { rerank } from '../../../../src/core/run/rerank.ts';
import { finishedPart, finishedWindows } from '../../../../src/core/run/resume.ts';
import type { TextModel } from '../../../../src/core/run/text-model.ts';
import { STRATEGY_TYPES } from '../../../../src/core/strategy/index.ts';
import type { StrategySpec } from '../../../../src/core/strategy/index.ts';
import { placeToGoOn, stampRun } from '../../../../src/engines/stamp-run.ts';
import { cases, deep } from '../../../support/profile.ts';
import { collectEvents } from '../../../support/collect-events.ts';
import { guidedCall, VOCABULARY } from '../../../support/guided-call.ts';
import { hashLikelihood } from '../../../support/hash-likelihood.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../support/sample-request.ts';
import { createScriptedModel, SCRIPTED_IDENTITY } from '../../../support/scripted-model.ts';
import { seeded } from '../../../support/seeded.ts';

// A run that is broken off after any event and goes on ends as the run that was not.

const REQUEST = sampleRequest(7);

const SPECS: readonly StrategySpec[] = [
  { type: 'sliding', size: 4, stride: 2, passes: 2 },
  { type: 'single' },
  { type: 'top-down', size: 4, cutoff: 2 },
  { type: 'certified-top', size: 4, top: 2, budget: 9 },
  { type: 'setwise', sort: 'heap', children: 2, top: 3 },
  { type: 'setwise', sort: 'bubble', children: 2, top: 2 },
  { type: 'pairwise', sort: 'heap', top: 2 },
  { type: 'tournament', groupSize: 3, tournaments: 2 },
  { type: 'groupwise', size: 4, rounds: 2 },
  { type: 'pointwise' },
];
const QUESTIONS: Readonly<Record<StrategySpec['type'], string>> = {
  sliding: 'order',
  single: 'order',
  'top-down': 'order',
  'certified-top': 'order',
  setwise: 'best',
  pairwise: 'best',
  tournament: 'select',
  groupwise: 'scores',
  pointwise: 'relevance',
};

const EVERY_LETTER = [...new Set([...VOCABULARY, ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))])];

/** A model at temperature 0: what it writes depends on what it reads alone. Counts the streams and questions that it is asked. */
function steadyModel(): TextModel & { readonly asked: () => number } {
  const seedOf = (text: string): number => Math.round(hashLikelihood(text, 'seed') * -1e9);
  const model = createScriptedModel({
    contextTokens: 100_000,
    reading: { score: (text) => hashLikelihood(text, 'read') },
    script: ({ guide, maxTokens, messages, written = '' }) => {
      const before = messages.map(({ content }) => content).join('\n') + written;
      const random = seeded(seedOf(before));
      return guide === undefined
        ? {
            pieces: [
              'x</think>',
              `<answer>[${1 + Math.floor(random() * 4)}] > [${1 + Math.floor(random() * 4)}] = [1]</answer> yes(3) true`,
            ],
          }
        : guidedCall({ guide, maxTokens, random, vocabulary: EVERY_LETTER });
    },
  });
  return { ...model, asked: () => model.calls.length + model.asked.length + model.read.length };
}

interface Asked {
  readonly settings: RunSettings;
  readonly model: TextModel;
}

/** The stamped log of a run, or the whole log of one that goes on from `log`. */
async function runLog({ settings, model }: Asked, log?: readonly RunEvent[]): Promise<readonly RunEvent[]> {
  const done = log === undefined ? null : finishedPart(log);
  const resume = done === null ? undefined : ({ log: done, reason: 'gpu-lost' } as const);
  const told: RunEvent[] = [];
  let clock = 0;
  await stampRun({
    runId: 'r',
    request: REQUEST,
    settings,
    model: SCRIPTED_IDENTITY,
    from: placeToGoOn(REQUEST, resume),
    run: () =>
      rerank({
        request: REQUEST,
        settings,
        model,
        template: template('glassrank-1'),
        cancel: { aborted: false },
        ...(resume === undefined ? {} : { resume }),
      }),
    describeError: (error) => {
      throw error;
    },
    now: () => (clock += 1),
    tell: (event) => told.push(event),
  });
  return [...(done ?? []), ...told];
}

/** What a log comes to, whatever the clock and however it was broken off. */
function cameTo(log: readonly RunEvent[]): unknown {
  return log
    .filter(({ type }) => type === 'window-start' || type === 'window-end' || type === 'run-end')
    .map(({ seq: _seq, at: _at, ...event }) => event);
}

function settingsFor(
  strategy: StrategySpec,
  change: Partial<RunSettings> = {},
  scaling: Partial<RunMethod['scaling']> = {},
): RunSettings {
  const preset = PRESETS.find(({ question }) => question === QUESTIONS[strategy.type]);
  if (preset === undefined) throw new Error(`no preset for ${strategy.type}`);
  const method: RunMethod = { preset, strategy, parser: preset.parser, scaling: { ...PLAIN_SCALING, ...scaling } };
  return { ...SAMPLE_SETTINGS, thoughtTokens: 6, reading: 'off', ...change, method };
}

test('every strategy is tried', () => {
  expect(new Set(SPECS.map(({ type }) => type))).toEqual(new Set(STRATEGY_TYPES));
});

describe.each(SPECS.map((spec) => [JSON.stringify(spec), spec] as const))('%s', (_, spec) => {
  test('broken off after any event, it goes on to the same windows and the same order, and asks no finished call again', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('constrained', 'free', 'first-token'),
        fc.constantFrom(1, 1, 3),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        async (answerMode, samples, where) => {
          if (answerMode === 'first-token' && spec.type === 'groupwise') return;
          const settings = settingsFor(spec, { answerMode }, { samples });
          const model = steadyModel();
          const whole = await runLog({ settings, model });
          expect(whole.at(-1)).toMatchObject({ type: 'run-end', outcome: { type: 'complete' } });
          const cut = whole.slice(0, 1 + Math.floor(where * (whole.length - 1)));
          const done = finishedPart(cut);
          if (done === null) {
            expect(finishedWindows(cut)).toBe(0);
            return;
          }
          const again = steadyModel();
          const gone = await runLog({ settings, model: again }, cut);
          expect(checkLog(gone).flaw).toBeNull();
          expect(cameTo(gone)).toEqual(cameTo(whole));
          expect(reduceLog(gone)?.resumed).toMatchObject([{ after: finishedWindows(cut), reason: 'gpu-lost' }]);
          const ended = finishedWindows(whole);
          if (finishedWindows(cut) < ended) expect(again.asked()).toBeGreaterThan(0);
          expect(again.asked()).toBeLessThan(model.asked());
        },
      ),
      { numRuns: cases(deep ? 200 : 15) },
    );
  }, 120_000);
});

describe('a run that goes on', () => {
  const sliding: StrategySpec = { type: 'sliding', size: 4, stride: 2, passes: 1 };
  const settings = settingsFor(sliding, { answerMode: 'constrained' });
  const broken = async (): Promise<readonly RunEvent[]> => {
    const whole = await runLog({ settings, model: steadyModel() });
    const second = whole.findIndex((event) => event.type === 'window-start' && event.window === 1);
    return whole.slice(0, second + 2);
  };
  const goOnWith = async (change: Partial<Parameters<typeof rerank>[0]>): Promise<readonly RunEventBody[]> => {
    const log = finishedPart(await broken());
    if (log === null) throw new Error('nothing was finished');
    return collectEvents(
      rerank({
        request: REQUEST,
        settings,
        model: steadyModel(),
        template: template('glassrank-1'),
        resume: { log, reason: 'page-left' },
        ...change,
      }),
    );
  };

  test('says so once, before anything that is new, and leaves the broken-off window out', async () => {
    const told = await goOnWith({});
    expect(told[0]).toEqual({ type: 'run-resumed', after: 1, reason: 'page-left' });
    expect(told[1]).toMatchObject({ type: 'window-start', window: 1 });
    expect(told.filter(({ type }) => type === 'run-start' || type === 'run-resumed')).toHaveLength(1);
  });

  test('may be broken off and go on as often as it takes: each time is in the log', async () => {
    const log = await broken();
    const once = await runLog({ settings, model: steadyModel() }, log);
    const again = once.findIndex(({ type }) => type === 'run-resumed');
    const twice = await runLog({ settings, model: steadyModel() }, once.slice(0, again + 3));
    expect(reduceLog(twice)?.resumed).toHaveLength(2);
    expect(cameTo(twice)).toEqual(cameTo(once));
  });

  test('with reading scores goes on to the same order', async () => {
    const own = {
      ...SAMPLE_SETTINGS,
      thoughtTokens: 6,
      windowSize: 4,
      windowStride: 2,
      answerMode: 'constrained',
      reading: 'list',
    } as const;
    const whole = await runLog({ settings: own, model: steadyModel() });
    const second = whole.findIndex((event) => event.type === 'window-start' && event.window === 1);
    expect(cameTo(await runLog({ settings: own, model: steadyModel() }, whole.slice(0, second + 3)))).toEqual(cameTo(whole));
  });

  test('names what answers from there on where the same weights run on something else', async () => {
    const model = steadyModel();
    const told = await goOnWith({ model: { ...model, identity: { ...model.identity, adapter: 'another' } } });
    expect(told[0]).toMatchObject({ type: 'run-resumed', model: { adapter: 'another' } });
  });

  test('does not go on with another model, and keeps the order that was committed', async () => {
    const model = steadyModel();
    const told = await goOnWith({ model: { ...model, identity: { ...model.identity, manifestSha256: 'f'.repeat(64) } } });
    const committed = (await broken()).findLast((event) => event.type === 'window-end');
    expect(told).toMatchObject([
      { type: 'run-end', outcome: { type: 'failed', error: { details: { problem: 'cannot-resume', differs: 'model' } } } },
    ]);
    expect(told[0]).toMatchObject({ ranking: committed?.ranking });
  });

  test('does not go on where the prompts of its finished windows would be others', async () => {
    const told = await goOnWith({ request: { ...REQUEST, query: { ...REQUEST.query, text: 'another query' } } });
    expect(told).toMatchObject([
      { type: 'run-end', outcome: { error: { details: { problem: 'cannot-resume', differs: 'prompt' } } } },
    ]);
  });

  test('that is stopped before anything is new keeps the order that was committed', async () => {
    const told = await goOnWith({ cancel: { aborted: true } });
    const committed = (await broken()).findLast((event) => event.type === 'window-end');
    expect(told).toMatchObject([{ type: 'run-end', outcome: { type: 'cancelled' }, ranking: committed?.ranking }]);
  });

  test('a run that was over, or has no finished window, is nothing to go on from', async () => {
    const whole = await runLog({ settings, model: steadyModel() });
    expect(finishedPart(whole)).toBeNull();
    expect(finishedPart(whole.slice(0, 3))).toBeNull();
    expect(finishedPart([])).toBeNull();
  });
});
