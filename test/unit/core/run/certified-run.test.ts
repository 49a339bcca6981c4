import { describe, expect, test } from 'vitest';
import { checkLog } from '../../../../src/core/log/check.ts';
import type { RunEvent, RunEventBody } from '../../../../src/core/log/event.ts';
import { preset, template } from '../../../../src/core/preset/built-in.ts';
import { docId } from '../../../../src/core/request.ts';
import { PLAIN_SCALING } from '../../../../src/core/run/method.ts';
import type { Scaling } from '../../../../src/core/run/method.ts';
import { rerank } from '../../../../src/core/run/rerank.ts';
import type { StrategySpec } from '../../../../src/core/strategy/index.ts';
import { collectEvents } from '../../../support/collect-events.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../support/sample-request.ts';
import { createScriptedModel } from '../../../support/scripted-model.ts';

const COUNT = 9;
const TOP: StrategySpec = { type: 'certified-top', size: 3, top: 2, budget: 100 };

/** A run whose model answers a call about these passages, by their numbers in the list, with this text. */
async function run(
  answer: (numbers: readonly number[], call: number) => string,
  { strategy = TOP, scaling = {} }: { strategy?: StrategySpec; scaling?: Partial<Scaling> } = {},
) {
  const model = createScriptedModel({
    contextTokens: 100_000,
    script: ({ messages }, call) => {
      const text = messages.map(({ content }) => content).join('\n');
      const numbers = [...text.matchAll(/Passage number (\d+) says/gu)].map(([, number]) => Number(number));
      return { pieces: [' so', '</think>', `\n<answer>${answer(numbers, call)}</answer>`] };
    },
  });
  const method = {
    preset: preset('glassrank-1'),
    strategy,
    parser: 'glassrank' as const,
    scaling: { ...PLAIN_SCALING, ...scaling },
  };
  const events = await collectEvents(
    rerank({
      request: sampleRequest(COUNT),
      settings: { ...SAMPLE_SETTINGS, answerMode: 'free', method },
      model,
      template: template('glassrank-1'),
      cancel: { aborted: false },
    }),
  );
  const log = events.map((event, seq) => ({ ...event, runId: 'r', seq, at: seq }) as RunEvent);
  expect(checkLog(log).flaw).toBe(null);
  const told = events.filter((event): event is Extract<RunEventBody, { type: 'preferences' }> => event.type === 'preferences');
  const end = events.at(-1);
  if (end?.type !== 'run-end') throw new Error('the run has no end');
  return { events, told, end };
}

/** The last of the list is the best of it. */
const lastFirst = (numbers: readonly number[]): string =>
  numbers
    .map((number, at) => ({ number, label: `[${at + 1}]` }))
    .toSorted((one, other) => other.number - one.number)
    .map(({ label }) => label)
    .join(' > ');
const named = (...numbers: readonly number[]) => numbers.map((number) => docId(`d${number}`));

describe('a run that certifies its top', () => {
  test('tells with each answer its order and what is certain since, until the top is', async () => {
    const { events, told, end } = await run(lastFirst);
    expect(told[0]).toEqual({
      type: 'preferences',
      window: 0,
      order: [named(3), named(2), named(1)],
      certified: [],
      of: 2,
    });
    expect(told.at(-1)).toMatchObject({ certified: [named(9), named(8)], of: 2 });
    expect(told.slice(0, -1).every(({ certified }) => certified.length < 2)).toBe(true);
    expect(end.ranking.slice(0, 2)).toEqual(named(9, 8));
    const ends = events.filter(({ type }) => type === 'window-end');
    expect(told.map(({ window }) => window)).toEqual(ends.map((_, window) => window));
    for (const event of told)
      expect(events[events.indexOf(event) + 1]).toMatchObject({ type: 'window-end', window: event.window });
  });

  test('certifies nothing by answers that cannot be read, says which passages they left out, and ends', async () => {
    const { told, end } = await run(() => 'none of them');
    expect(end.outcome).toEqual({ type: 'complete' });
    expect(told.every(({ certified }) => certified.length === 0)).toBe(true);
    expect(told[0]?.unsaid).toEqual(named(1, 2, 3));
    expect(end.ranking).toEqual(named(...Array.from({ length: COUNT }, (_, at) => at + 1)));
  });

  test('rests on no passage that a repaired answer left out', async () => {
    const { told } = await run((numbers) => lastFirst(numbers).split(' > ').slice(0, 2).join(' > '));
    expect(told.every(({ unsaid, order }) => unsaid?.length === order.flat().length - 2 || order.flat().length === 2)).toBe(true);
    expect(told.at(-1)?.certified).toEqual([]);
  });

  test('of several samples tells the fused order once, and what no sample named', async () => {
    const { told, events } = await run((numbers, call) => (call % 2 === 0 ? lastFirst(numbers) : 'none'), {
      scaling: { samples: 2 },
    });
    expect(told.every(({ unsaid }) => unsaid === undefined)).toBe(true);
    expect(told.map(({ window }) => window)).toEqual(
      events.filter(({ type }) => type === 'samples-fused').map((_, at) => 2 * at + 1),
    );
  });

  test('says at the end of its budget how much is certain', async () => {
    const { told, end } = await run(lastFirst, { strategy: { type: 'certified-top', size: 3, top: 2, budget: 3 } });
    expect(end.outcome).toEqual({ type: 'complete' });
    expect(told).toHaveLength(3);
    expect(told.at(-1)).toMatchObject({ certified: [], of: 2 });
  });

  test('other strategies tell no preferences', async () => {
    const { told } = await run(lastFirst, { strategy: { type: 'sliding', size: 4, stride: 2, passes: 1 } });
    expect(told).toEqual([]);
  });
});
