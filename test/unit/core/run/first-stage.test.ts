import { describe, expect, test } from 'vitest';
import { template } from '../../../../src/core/preset/built-in.ts';
import type { RunEventBody, RunSettings } from '../../../../src/core/log/event.ts';
import { docId } from '../../../../src/core/request.ts';
import type { FirstStageOrder } from '../../../../src/core/request.ts';
import { rerank } from '../../../../src/core/run/rerank.ts';
import type { GenerationInput } from '../../../../src/core/run/text-model.ts';
import { collectEvents } from '../../../support/collect-events.ts';
import { guidedCall } from '../../../support/guided-call.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../support/sample-request.ts';
import { createScriptedModel } from '../../../support/scripted-model.ts';
import type { ScriptedCall } from '../../../support/scripted-model.ts';
import { seeded } from '../../../support/seeded.ts';

/** Of `d1`…`d4`: the first is worst, the last is best. */
const FIRST_STAGE: FirstStageOrder = {
  method: 'bm25+minilm',
  ranking: ['d4', 'd3', 'd2', 'd1'].map(docId),
  scores: [-3, -1, 1, 3],
  windowFrom: [null, 8, null, 15],
};

async function run({
  firstStage = FIRST_STAGE,
  settings = {},
  script = () => ({ pieces: ['</think>\n<answer>'], finish: 'length' }),
}: {
  firstStage?: FirstStageOrder;
  settings?: Partial<RunSettings>;
  script?: (input: GenerationInput) => ScriptedCall;
} = {}) {
  const model = createScriptedModel({ script });
  const request = { ...sampleRequest(4), firstStage };
  const events = rerank({
    request,
    settings: { ...SAMPLE_SETTINGS, ...settings },
    model,
    template: template('glassrank-1'),
    cancel: { aborted: false },
  });
  return { events: await collectEvents(events), model, request };
}

const passagesOf = (events: readonly RunEventBody[]) =>
  events.flatMap((event) => (event.type === 'window-start' ? event.passages : []));
const endOf = (events: readonly RunEventBody[]): string => {
  const end = events.at(-1);
  return end?.type === 'run-end' ? end.ranking.join(' ') : '';
};

/** Takes the first token of the vocabulary that the guide's bias favours most, as a model without any opinion of its own. */
const BIAS_ALONE = ({ guide, maxTokens }: GenerationInput): ScriptedCall => {
  const vocabulary = [...'</think>\n<answer>[]1234 '].filter((each, place, all) => all.indexOf(each) === place);
  const pieces: string[] = [];
  while (guide?.complete === false && pieces.length < maxTokens) {
    const bias = guide.bias();
    const choices = vocabulary.filter(guide.allowed()).map((text) => ({ text, value: bias?.(text) ?? 0 }));
    const best = choices.reduce((one, other) => (other.value > one.value ? other : one));
    guide.push(best.text);
    pieces.push(best.text);
  }
  return { pieces };
};

describe('a request with a first stage', () => {
  test('starts from its order, and the request in the log stands as it was given', async () => {
    const { events, request } = await run();
    expect(passagesOf(events).map(({ docId: id }) => id)).toEqual(['d4', 'd3', 'd2', 'd1']);
    expect(endOf(events)).toBe('d4 d3 d2 d1');
    expect(events[0]).toMatchObject({ type: 'run-start', request });
  });

  test('shows its scores as buckets, not the candidates’ own', async () => {
    expect(passagesOf((await run()).events).map(({ bucket }) => bucket)).toEqual([9, 6, 3, 0]);
    const own = { ...FIRST_STAGE, ranking: ['d1', 'd2', 'd3', 'd4'].map(docId) };
    expect(passagesOf((await run({ firstStage: own })).events).map(({ bucket }) => bucket)).toEqual([0, 3, 6, 9]);
  });

  test('shows each passage from its best window on', async () => {
    const { events } = await run({ settings: { passageWords: 4 } });
    expect(passagesOf(events).map(({ text }) => text)).toEqual([
      '4 says something about',
      'something about the sky',
      'number 2 says something',
      'something about the sky',
    ]);
  });

  test('gives the model’s guide a prior of weight times z', async () => {
    const { model } = await run({ settings: { priorWeight: 2 } });
    const bias = model.calls[0]?.guide?.bias();
    // Scores 3, 1, -1, -3: the deviation is √5.
    const expected = [3, 1, -1, -3].map((score) => (2 * score) / Math.sqrt(5));
    for (const [place, value] of expected.entries()) expect(bias?.(`[${place + 1}]`)).toBeCloseTo(value, 12);
  });

  test.each(['constrained', 'locked'] as const)(
    'a model without an opinion answers in the prior’s order, when %s',
    async (answerMode) => {
      const firstStage = { ...FIRST_STAGE, scores: [2, -1, 3, 0] };
      const { events } = await run({
        firstStage,
        settings: { answerMode, priorWeight: 1, thoughtTokens: 0 },
        script: BIAS_ALONE,
      });
      expect(endOf(events)).toBe('d3 d1 d4 d2');
    },
  );

  test('weight 0 is no prior: the guide biases nothing', async () => {
    const { model } = await run({ settings: { priorWeight: 0 } });
    expect(model.calls[0]?.guide?.bias()).toBeNull();
  });

  test('a weight changes nothing but what the guide adds: the same picks give the same events', async () => {
    const script = ({ guide, maxTokens }: GenerationInput): ScriptedCall => {
      if (guide === undefined) throw new Error('a constrained run has a guide');
      return guidedCall({ guide, maxTokens, random: seeded(7) });
    };
    const [without, weighed] = await Promise.all([0, 3].map((priorWeight) => run({ settings: { priorWeight }, script })));
    expect(weighed?.events.slice(1)).toEqual(without?.events.slice(1));
  });

  test.each([
    ['ranking that lacks a passage', { ranking: ['d4', 'd3', 'd2'].map(docId) }, 'permutation'],
    ['ranking that names one twice', { ranking: ['d4', 'd3', 'd2', 'd2'].map(docId) }, 'permutation'],
    ['score too few', { scores: [1, 2, 3] }, 'finite score'],
    ['score that is no number', { scores: [1, 2, 3, Number.NaN] }, 'finite score'],
    ['window too few', { windowFrom: [null] }, 'window'],
  ] satisfies [string, Partial<FirstStageOrder>, string][])('a first stage with a %s is refused', async (_, change, message) => {
    const { events, model } = await run({ firstStage: { ...FIRST_STAGE, ...change } });
    expect(events.at(-1)).toMatchObject({
      type: 'run-end',
      outcome: { type: 'failed', error: { retry: false, message: expect.stringContaining(message) } },
    });
    expect(endOf(events).split(' ').sort()).toEqual(['d1', 'd2', 'd3', 'd4']);
    expect(model.calls).toHaveLength(0);
  });
});
