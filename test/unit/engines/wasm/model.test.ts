import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkLog } from '../../../../src/core/log/check.ts';
import type { RunEvent, RunEventBody, RunSettings } from '../../../../src/core/log/event.ts';
import { placedPassages } from '../../../../src/core/preset/passage-places.ts';
import { preset, template } from '../../../../src/core/preset/built-in.ts';
import { presetPrompt } from '../../../../src/core/preset/prompt.ts';
import { docId } from '../../../../src/core/request.ts';
import type { RankRequest } from '../../../../src/core/request.ts';
import { rerank } from '../../../../src/core/run/rerank.ts';
import { startSettings } from '../../../../src/core/run/settings.ts';
import type { CancelSignal, ModelChunk } from '../../../../src/core/run/text-model.ts';
import type { CpuModel } from '../../../../src/engines/wasm/model.ts';
import { describeError } from '../../../../src/engines/webllm/describe-error.ts';
import { collectEvents } from '../../../support/collect-events.ts';
import { startCpuModel } from '../../../support/cpu-model.ts';
import lists from '../../../e2e/lists.json' with { type: 'json' };

/** The real engine in this process, with a real model of 1 MB, whatever else this machine does. */
const PATIENCE_MS = 120_000;
vi.setConfig({ testTimeout: PATIENCE_MS });
afterAll(() => vi.resetConfig());

let model: CpuModel;
beforeAll(async () => {
  ({ model } = await startCpuModel('test-tiny'));
}, PATIENCE_MS);

const RUNNING: CancelSignal = { aborted: false };
const glassrank = template('glassrank-1');
const requestOf = ({ query, passages }: (typeof lists)[number]): RankRequest => ({
  query: { id: 'q', text: query },
  candidates: passages.map((text, place) => ({ docId: docId(`d${place + 1}`), text, score: passages.length - place })),
});
const SETTINGS: RunSettings = { ...startSettings(glassrank), thoughtTokens: 20, priorWeight: 0 };

async function run(request: RankRequest, settings: RunSettings = SETTINGS, cancel: CancelSignal = RUNNING) {
  const events: RunEventBody[] = await collectEvents(
    rerank({ request, settings, model, template: glassrank, cancel, describeError }),
  );
  const log = events.map((event, seq) => ({ ...event, runId: 'r', seq, at: seq }) as RunEvent);
  expect(checkLog(log).flaw).toBe(null);
  const end = events.at(-1);
  if (end?.type !== 'run-end') throw new Error('the run has no end');
  const text = events
    .map((event) => (event.type === 'reasoning-delta' || event.type === 'answer-delta' ? event.text : ''))
    .join('');
  return { events, end, text };
}

const messages = [
  { role: 'user' as const, content: 'Query: capital of Australia\n[1] (9) Canberra.\n[2] (6) Sydney.\nRank the 2 passages.' },
];
const write = (more: object): Promise<ModelChunk[]> =>
  collectEvents(model.stream({ messages, maxTokens: 12, temperature: 0, seed: 1, cancel: RUNNING, ...more }));
const textOf = (chunks: readonly ModelChunk[]): string =>
  chunks.map((chunk) => (chunk.type === 'text' ? chunk.text : '')).join('');

describe('a run on the processor', () => {
  it.each(lists)('puts the list “$name” into a whole order, held to what the passages say', async (list) => {
    const request = requestOf(list);
    const { end, events } = await run(request);
    expect(end.outcome.type).toBe('complete');
    expect([...end.ranking].toSorted()).toEqual(request.candidates.map(({ docId: id }) => id));
    // Never repaired: it could not be written otherwise.
    const outcomes = events.flatMap((event) => (event.type === 'window-end' ? [event.outcome.type] : []));
    expect(outcomes).toEqual(['complete']);
  });

  it('writes the same text every time at temperature 0, and the same for a seed above it', async () => {
    const request = requestOf(lists[0] as (typeof lists)[number]);
    const { text } = await run(request);
    expect(text).not.toBe('');
    expect((await run(request)).text).toBe(text);
    const warm = { ...SETTINGS, temperature: 1, seed: 7 };
    expect((await run(request, warm)).text).toBe((await run(request, warm)).text);
  });

  it('closes a thought that is over its budget, and says so', async () => {
    const { end, events } = await run(requestOf(lists[2] as (typeof lists)[number]), { ...SETTINGS, thoughtTokens: 5 });
    expect(end.outcome.type).toBe('complete');
    expect(events.find((event) => event.type === 'reasoning-end')).toMatchObject({ end: 'forced' });
  });

  it('stops between two tokens', async () => {
    const cancel = { aborted: false };
    const seen: ModelChunk[] = [];
    for await (const chunk of model.stream({ messages, maxTokens: 200, temperature: 0, seed: 1, cancel })) {
      seen.push(chunk);
      cancel.aborted = true;
    }
    expect(seen.at(-1)).toMatchObject({ type: 'end', finish: 'abort' });
    expect(seen.length).toBeLessThanOrEqual(3);
  });
});

describe('what a call costs', () => {
  it('is told in tokens as the model counts them', async () => {
    const chunks = await write({});
    const end = chunks.at(-1);
    expect(end).toMatchObject({
      type: 'end',
      finish: 'length',
      promptTokens: model.countPromptTokens(messages),
      completionTokens: 12,
    });
    expect(end?.type === 'end' && end.decodeTokensPerSecond > 0).toBe(true);
    expect(model.countTokens(textOf(chunks))).toBeGreaterThan(0);
  });

  it('is refused by name where the context has no room', async () => {
    const long = [{ role: 'user' as const, content: 'word '.repeat(6000) }];
    await expect(write({ messages: long })).rejects.toMatchObject({ info: { code: 'context-overflow' } });
  });

  it('goes on from what is written already', async () => {
    const whole = textOf(await write({}));
    const first = textOf(await write({ maxTokens: 5 }));
    const rest = await write({ written: first, maxTokens: 7 });
    expect(first + textOf(rest)).toBe(whole);
  });
});

describe('its beliefs', () => {
  const ask = (written: string, continuations: readonly string[]) =>
    model.likelihoods({ messages, written, continuations, cancel: RUNNING });

  it('are probabilities: of two steps the product, and no more than 1 together', async () => {
    const [both = NaN] = (await ask('<answer>', ['[1] > [2]'])).logProbs;
    const [first = NaN] = (await ask('<answer>', ['[1] >'])).logProbs;
    expect(both).toBeLessThanOrEqual(first + 1e-3);
    const labels = await ask('<answer>[', ['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(labels.logProbs.reduce((sum, value) => sum + Math.exp(value), 0)).toBeLessThanOrEqual(1.0001);
    expect(labels.logProbs.every((value) => Number.isFinite(value))).toBe(true);
  });

  it('cost nothing of what is held', async () => {
    await ask('<answer>', ['[1]']);
    const again = await ask('<answer>', ['[2]']);
    expect(again.computedTokens).toBeLessThan(5);
  });
});

describe('reading passage by passage', () => {
  const TOKENS = ['<|endoftext|>', '<|im_start|>'] as const;
  const asked = { ...preset('glassrank-2'), reading: { tokens: TOKENS, weight: 0.5 } };
  const candidates = (lists[2]?.passages ?? []).map((text, place) => ({ docId: docId(`d${place}`), text, windowFrom: null }));
  const prompt = presetPrompt({
    preset: asked,
    query: lists[2]?.query ?? '',
    candidates,
    buckets: candidates.map(() => 5),
    countTokens: (text) => text.length,
    fits: () => true,
  });
  const placed = prompt.ok ? placedPassages(prompt.value, asked) : null;

  it('tells a score at the end of each, the same whether it was read at once or not', async () => {
    if (placed === null) throw new Error('no prompt');
    const read = async (): Promise<readonly number[]> => {
      const chunks = await collectEvents(model.readPassages({ ...placed, tokens: TOKENS, cancel: RUNNING }));
      expect(chunks.at(-1)?.type).toBe('end');
      return chunks.flatMap((chunk) => (chunk.type === 'passage' ? [chunk.score] : []));
    };
    const scores = await read();
    expect(scores).toHaveLength(candidates.length);
    expect(scores.every((score) => Number.isFinite(score))).toBe(true);
    await write({});
    const again = await read();
    for (const [place, score] of scores.entries()) expect(again[place]).toBeCloseTo(score, 2);
  });

  it('is left out by name where the vocabulary lacks the tokens', async () => {
    if (placed === null) throw new Error('no prompt');
    const chunks = await collectEvents(model.readPassages({ ...placed, tokens: ['<|more|>', '<|less|>'], cancel: RUNNING }));
    expect(chunks).toEqual([{ type: 'left-out', reason: 'tokens' }]);
  });
});
