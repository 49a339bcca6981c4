import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkLog } from '../../../../src/core/log/check.ts';
import type { RunEvent, RunSettings } from '../../../../src/core/log/event.ts';
import { RUN_LOG_SCHEMA } from '../../../../src/core/log/version.ts';
import { reduceLog } from '../../../../src/core/log/view.ts';
import { preset, template } from '../../../../src/core/preset/built-in.ts';
import { readPreset } from '../../../../src/core/preset/preset.ts';
import { planRun } from '../../../../src/core/run/forecast.ts';
import { methodOf } from '../../../../src/core/run/method.ts';
import { startSettings } from '../../../../src/core/run/settings.ts';
import { canAnswer, defaultStrategy, STRATEGY_TYPES, strategyOf } from '../../../../src/core/strategy/index.ts';
import { listOf, of, run, stamped } from '../../../support/read-run.ts';

describe('the log of a run that reads', () => {
  const drawn = fc.record({
    instant: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 12 }),
    scores: fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 12, maxLength: 12 }),
    readingWeight: fc.double({ min: 0, max: 5, noNaN: true }),
    reading: fc.constantFrom('list' as const, 'apart' as const),
    answerMode: fc.constantFrom('reading' as const, 'constrained' as const, 'first-token' as const),
    samples: fc.constantFrom(1, 2),
  });

  test('is well-formed, whatever the scores, and every order in it is a permutation; cut anywhere it can be shown', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async ({ instant, scores, samples, ...settings }) => {
        const own = methodOf(preset('glassrank-2'));
        const method = { ...own, scaling: { ...own.scaling, samples } };
        const { events } = await run({ request: listOf(instant), scores, settings: { ...settings, method } });
        const log = stamped(events);
        expect(checkLog(JSON.parse(JSON.stringify(log)) as unknown[])).toMatchObject({ flaw: null, unknown: [] });
        expect(of(events, 'run-end')[0]?.outcome).toEqual({ type: 'complete' });
        for (let length = 1; length <= log.length; length += 1) {
          const view = reduceLog(log.slice(0, length));
          const window = view?.windows.at(-1);
          expect(new Set(view?.ranking)).toEqual(new Set(instant.map((_, place) => `d${place + 1}`)));
          if (window === undefined) continue;
          const { reading } = window;
          const read = reading?.passages.filter((one) => one !== null).length ?? 0;
          // The passage that is being read is the first that has not been.
          expect(reading?.now).toBe(read < window.passages.length ? read : null);
          const last = log[length - 1]?.type;
          if (last === 'passage-read' || last === 'reading-fused') expect(window.phase).toBe('reading');
        }
      }),
      { numRuns: 40 },
    );
  });

  test('is refused where passages are told out of turn, twice, or in a window that does not read them', async () => {
    const { events } = await run({ request: listOf([3, 2, 1]), scores: [1, 2, 3] });
    const log = stamped(events);
    const changed = (change: (event: RunEvent) => RunEvent): unknown[] => log.map(change);
    const wrong = [
      changed((event) => (event.type === 'passage-read' ? { ...event, position: 2 - event.position } : event)),
      changed((event) => (event.type === 'passage-read' ? { ...event, position: 0 } : event)),
      changed((event) => (event.type === 'passage-read' ? { ...event, window: 1 } : event)),
      changed((event) => (event.type === 'reading-fused' ? { ...event, fused: [null, 0, 0] as unknown as number[] } : event)),
    ];
    for (const one of wrong) expect(checkLog(one).flaw).not.toBeNull();
  });

  test('keeps its scores where it is made shorter, and is forecast within its bounds', async () => {
    for (const reading of ['list', 'apart'] as const)
      for (const answerMode of ['reading', 'constrained'] as const) {
        const request = listOf([4, 3, 2, 1]);
        const settings = { reading, answerMode, thoughtTokens: 0 };
        const whole = startSettings(settings);
        // oxlint-disable-next-line no-await-in-loop
        const { events, model } = await run({ request, scores: [1, 4, 2, 3], settings });
        const [start] = of(events, 'run-start');
        const plan = planRun({ request, settings: start?.settings ?? whole, model, template: template('glassrank-2') });
        const [least, most] = (plan.ok ? plan.value?.promptTokens : undefined) ?? [0, 0];
        const read = of(events, 'window-end')[0]?.usage.promptTokens ?? 0;
        expect(start?.forecast).toEqual(plan.ok ? plan.value : null);
        // The scripted writer counts nothing of its prompt; what was read for scores is counted.
        const written = answerMode === 'reading' ? 0 : (of(events, 'window-start')[0]?.promptTokens ?? 0) - 10;
        expect(read + written).toBeGreaterThanOrEqual(least);
        expect(read + written).toBeLessThanOrEqual(most);
      }
  });
});

describe('reading only', () => {
  const own = preset('glassrank-2');
  const strategies = STRATEGY_TYPES.filter((type) => canAnswer({ preset: own.question, asked: strategyOf({ type }).asks }));

  test.each(strategies)('serves the strategy %s: whole logs, permutations, nothing written', async (type) => {
    const instant = Array.from({ length: 13 }, (_, place) => 13 - place);
    const method = { ...methodOf(own), strategy: defaultStrategy(type, own) };
    const { model, events } = await run({
      request: listOf(instant),
      scores: instant.map((_, place) => (place * 5) % 7),
      settings: { answerMode: 'reading', method },
    });
    expect(of(events, 'run-end')[0]?.outcome).toEqual({ type: 'complete' });
    expect(new Set(of(events, 'run-end')[0]?.ranking).size).toBe(13);
    expect(checkLog(JSON.parse(JSON.stringify(stamped(events))) as unknown[]).flaw).toBeNull();
    expect(model.calls).toEqual([]);
    const [start] = of(events, 'run-start');
    const [least, most] = start?.forecast?.calls ?? [0, 0];
    expect(of(events, 'window-end').length).toBeGreaterThanOrEqual(least);
    expect(of(events, 'window-end').length).toBeLessThanOrEqual(most);
    const read = of(events, 'run-end')[0]?.cost?.promptTokens ?? 0;
    expect(read).toBeGreaterThanOrEqual(start?.forecast?.promptTokens[0] ?? Infinity);
    expect(read).toBeLessThanOrEqual(start?.forecast?.promptTokens[1] ?? 0);
  });
});

describe('settings and prompts of before', () => {
  test('a log without the settings of reading is a run that did not read', () => {
    const start: RunEvent = {
      type: 'run-start',
      schema: RUN_LOG_SCHEMA,
      request: listOf([1]),
      settings: {
        windowSize: 10,
        windowStride: 5,
        thoughtTokens: 0,
        passageWords: 40,
        priorWeight: 1,
        answerMode: 'locked',
        temperature: 0,
        seed: 0,
      } as unknown as RunSettings,
      model: { id: '', manifestSha256: '', library: '', template: 'glassrank-1', engine: '', adapter: '' },
      windows: [],
      runId: 'r',
      seq: 0,
      at: 0,
    };
    expect(checkLog([start]).flaw).toBeNull();
    expect(reduceLog([start])?.settings).toMatchObject({ reading: 'off', readingWeight: 0 });
  });

  test('a prompt of before the field has none, also one that a log brings without it', async () => {
    const { reading: _, ...older } = preset('glassrank-2');
    expect(readPreset(older)).toMatchObject({ ok: true, value: { reading: null } });
    const method = { ...methodOf(preset('glassrank-2')), preset: older as unknown as ReturnType<typeof preset> };
    const { model, events } = await run({ request: listOf([2, 1]), settings: { method } });
    expect(model.read).toEqual([]);
    expect(of(events, 'run-end')[0]?.outcome).toEqual({ type: 'complete' });
  });
});
