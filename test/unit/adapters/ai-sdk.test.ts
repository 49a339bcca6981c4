import { AISDKError } from '@ai-sdk/provider';
import type { RerankingModelV3 } from '@ai-sdk/provider';
import type { RerankingModelV3 as RerankingModelV3Of4, RerankingModelV4 } from '@ai-sdk/provider-4';
import { rerank } from 'ai';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { isRerankFailure, rerankingModel, rerankingModelV4 } from '../../../src/adapters/ai-sdk.ts';
import type { RunAccount } from '../../../src/adapters/ai-sdk.ts';
import { checkLog } from '../../../src/core/log/check.ts';
import { viewAt } from '../../../src/core/log/cursor.ts';
import { recordRun } from '../../../src/core/log/file.ts';
import { preset } from '../../../src/core/preset/built-in.ts';
import { methodOf } from '../../../src/core/run/method.ts';
import { rerank as runRerank } from '../../../src/core/run/rerank.ts';
import { startSettings } from '../../../src/core/run/settings.ts';
import type { TextModel } from '../../../src/core/run/text-model.ts';
import type { EngineClient } from '../../../src/engines/engine-client.ts';
import { brokenChat, QUERY, rejection, scriptedChat, stuckChat, TEXTS } from './scripted-chat.ts';

/** Types of either version of the package take the models: this file does not compile where they do not. */
const ofVersion3: RerankingModelV3 = rerankingModel(scriptedChat());
const ofVersion3In4: RerankingModelV3Of4 = rerankingModel(scriptedChat());
const ofVersion4: RerankingModelV4 = rerankingModelV4(scriptedChat());
// @ts-expect-error a model of version 3 is none of version 4
const wrongVersion: RerankingModelV4 = rerankingModel(scriptedChat());

const accountIn = (metadata: unknown): RunAccount => (metadata as { readonly glassrank: RunAccount }).glassrank;

describe('the AI SDK’s rerank() over a chat', () => {
  const warned = vi.fn<(told: { readonly warnings: readonly { readonly message?: string }[] }) => void>();
  beforeEach(() => {
    warned.mockReset();
    (globalThis as { AI_SDK_LOG_WARNINGS?: unknown }).AI_SDK_LOG_WARNINGS = warned;
  });
  const warnings = (): readonly (string | undefined)[] =>
    warned.mock.calls.flatMap(([told]) => told.warnings.map(({ message }) => message));

  it('gives every document once, in the model’s order, with falling scores from 1 that say they are ranks', async () => {
    const { model, asked } = scriptedChat();
    const result = await rerank({ model: rerankingModel({ model }), query: QUERY, documents: TEXTS });
    expect(result.ranking.map(({ originalIndex }) => originalIndex)).toEqual([1, 2, 0]);
    expect(result.rerankedDocuments).toEqual([TEXTS[1], TEXTS[2], TEXTS[0]]);
    expect(result.ranking.map(({ score }) => score)).toEqual([1, 2 / 3, 1 / 3]);
    expect(accountIn(result.providerMetadata)).toMatchObject({ outcome: 'complete', scores: 'ranks', calls: 1, warnings: [] });
    expect(accountIn(result.providerMetadata).scoresMean).toContain('not probabilities');
    expect(result.response).toMatchObject({ id: accountIn(result.providerMetadata).runId, modelId: 'scripted-chat' });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain(TEXTS[2]);
    expect(warned).not.toHaveBeenCalled();
  });

  it('holds the log and the trace in the metadata, as JSON that glassrank reads', async () => {
    const { model } = scriptedChat();
    const { providerMetadata } = await rerank({ model: rerankingModel({ model }), query: QUERY, documents: TEXTS });
    const account = accountIn(JSON.parse(JSON.stringify(providerMetadata)));
    expect(account).toEqual(accountIn(providerMetadata));
    expect(checkLog(account.log ?? []).flaw).toBeNull();
    expect(viewAt(account.log ?? [], { type: 'live' })?.committed).toEqual(['1', '2', '0']);
    expect(account.trace).toEqual([
      {
        passages: [0, 1, 2],
        thought: '[2] says "rusts in wet air", so [2] is first.',
        thoughtEnd: 'closed',
        answer: expect.stringContaining('[2] > [3] > [1]'),
        outcome: 'complete',
      },
    ]);
    expect(account.reasons?.[0]).toEqual({
      index: 1,
      sentence: '[2] says "rusts in wet air", so [2] is first.',
      quotes: [{ text: 'rusts in wet air', verbatim: true }],
    });
  });

  it('holds less where less is wanted', async () => {
    const sizes: number[] = [];
    for (const metadata of ['log', 'trace', 'outcome', 'none'] as const) {
      const { model } = scriptedChat();
      // oxlint-disable-next-line no-await-in-loop
      const result = await rerank({ model: rerankingModel({ model, metadata }), query: QUERY, documents: TEXTS });
      sizes.push(JSON.stringify(result.providerMetadata ?? '').length);
      if (metadata === 'none') expect(result.providerMetadata).toBeUndefined();
      else expect(accountIn(result.providerMetadata).outcome).toBe('complete');
      expect(result.ranking[0]?.originalIndex).toBe(1);
    }
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(new Set(sizes).size).toBe(4);
  });

  it.each([
    ['repaired', '<answer>[2] > [2] > [9]</answer>', [1, 0, 2], 'named twice'],
    ['unparsed', 'I would rather not.', [0, 1, 2], 'could not be read'],
  ])('tells of an answer that was %s, in the metadata and as a warning', async (outcome, answer, order, words) => {
    const { model } = scriptedChat(answer);
    const result = await rerank({ model: rerankingModel({ model }), query: QUERY, documents: TEXTS });
    expect(result.ranking.map(({ originalIndex }) => originalIndex)).toEqual(order);
    expect(accountIn(result.providerMetadata).outcome).toBe(outcome);
    expect(accountIn(result.providerMetadata).warnings.join(' ')).toContain(words);
    expect(warnings()).toEqual(accountIn(result.providerMetadata).warnings);
  });

  it('tells of an answer that was cut off', async () => {
    const cutOff = {
      ...scriptedChat().model,
      async *stream() {
        yield { type: 'text' as const, text: '<answer>[3] >' };
        const usage = { promptTokens: 1, completionTokens: 1, prefillTokensPerSecond: 0, decodeTokensPerSecond: 0 };
        yield { type: 'end' as const, finish: 'length' as const, ...usage };
      },
    };
    const result = await rerank({ model: rerankingModel({ model: cutOff }), query: QUERY, documents: TEXTS });
    expect(result.ranking.map(({ originalIndex }) => originalIndex)).toEqual([2, 0, 1]);
    expect(accountIn(result.providerMetadata)).toMatchObject({ outcome: 'truncated' });
    expect(warnings()[0]).toContain('cut off after 1 of 3');
  });

  it('says which documents were shown in part', async () => {
    const { model, asked } = scriptedChat('[1] > [2]');
    const documents = [Array.from({ length: 900 }, (_, place) => `word${place}`).join(' '), 'short'];
    const result = await rerank({ model: rerankingModel({ model }), query: QUERY, documents });
    expect(asked[0]).toContain('word399');
    expect(asked[0]).not.toContain('word400');
    expect(accountIn(result.providerMetadata).warnings).toEqual([
      'Shown in part, 400 words at most (settings.passageWords): 1 document.',
    ]);
    const whole = rerankingModel({ model, settings: { passageWords: 1000 } });
    expect(accountIn((await rerank({ model: whole, query: QUERY, documents })).providerMetadata).warnings).toEqual([]);
  });

  it('gives the first topN, with the scores that they have among all', async () => {
    const { model } = scriptedChat();
    const result = await rerank({ model: rerankingModel({ model }), query: QUERY, documents: TEXTS, topN: 2 });
    expect(result.ranking.map(({ originalIndex, score }) => [originalIndex, score])).toEqual([
      [1, 1],
      [2, 2 / 3],
    ]);
    const all = await rerank({ model: rerankingModel({ model }), query: QUERY, documents: TEXTS, topN: 99 });
    expect(all.ranking).toHaveLength(3);
  });

  it('reads documents that are objects, whole', async () => {
    const { model, asked } = scriptedChat();
    const documents = TEXTS.map((text, place) => ({ title: `Page ${place}`, text, tags: ['metal', place] }));
    const result = await rerank({ model: rerankingModel({ model }), query: QUERY, documents });
    expect(result.rerankedDocuments[0]).toBe(documents[1]);
    expect(asked[0]).toContain('Page 1: text: Iron rusts in wet air.');
    expect(asked[0]).toContain('tags: ["metal",1]');
    const plain = scriptedChat();
    await rerank({
      model: rerankingModel(plain),
      query: QUERY,
      documents: documents.map(({ title, text }) => ({ title, text })),
    });
    expect(plain.asked[0]).toContain('[2] Page 1: Iron rusts in wet air.');
    const own = scriptedChat();
    await rerank({
      model: rerankingModel({ ...own, textOf: ({ title }) => ({ text: String(title) }) }),
      query: QUERY,
      documents,
    });
    expect(own.asked[0]).not.toContain('Iron');
  });

  it('keeps documents apart that say the same, and asks nothing where there is nothing to order', async () => {
    const { model, asked } = scriptedChat();
    const same = await rerank({ model: rerankingModel({ model }), query: QUERY, documents: ['a', 'a', 'a'] });
    expect(same.ranking.map(({ originalIndex }) => originalIndex)).toEqual([1, 2, 0]);
    expect(asked).toHaveLength(1);
    const one = await rerank({ model: rerankingModel({ model }), query: QUERY, documents: ['a'] });
    expect(one.ranking).toEqual([{ originalIndex: 0, score: 1, document: 'a' }]);
    expect((await rerank({ model: rerankingModel({ model }), query: QUERY, documents: [] })).ranking).toEqual([]);
    const empty = await rerankingModel({ model }).doRerank({ query: QUERY, documents: { type: 'text', values: [] } });
    expect(empty).toMatchObject({ ranking: [], warnings: [] });
    expect(asked).toHaveLength(1);
  });

  it('ranks a long list in windows and tells the calls', async () => {
    const { model } = scriptedChat(() => '[1]');
    const documents = Array.from({ length: 25 }, (_, place) => `text ${place}`);
    const result = await rerank({ model: rerankingModel({ model, metadata: 'trace' }), query: QUERY, documents });
    expect(result.ranking.map(({ originalIndex }) => originalIndex).toSorted((a, b) => a - b)).toEqual(
      documents.map((_, i) => i),
    );
    expect(result.ranking.every(({ score }, place) => place === 0 || score < (result.ranking[place - 1]?.score ?? 0))).toBe(true);
    const { calls, trace, warnings: told } = accountIn(result.providerMetadata);
    expect(calls).toBe(4);
    expect(trace).toHaveLength(4);
    expect(told[0]).toMatch(/^The answer of call 1 of 4 was repaired, of 10 passages: 9 missing/);
  });

  it('takes a published method, and settings of one call', async () => {
    const { model, asked } = scriptedChat('[2] > [3] > [1]');
    const reranker = rerankingModel({ model, settings: { method: methodOf(preset('rankgpt')) } });
    await rerank({ model: reranker, query: QUERY, documents: TEXTS });
    expect(asked.at(-1)).toContain('Search Query: why does iron rust');
    await rerank({
      model: rerankingModel({ model }),
      query: QUERY,
      documents: TEXTS,
      providerOptions: { glassrank: { settings: { passageWords: 1 } } },
    });
    expect(asked.at(-1)).not.toContain('Iron rusts in wet air');
  });

  it.each([
    [{ settings: { passageWord: 1 } }, 'settings.passageWord'],
    [{ settings: { passageWords: -1 } }, 'settings.passageWords'],
    [{ top: 1 }, 'top'],
  ])('refuses the option %j of a call, and asks nothing', async (glassrank, named) => {
    const { model, asked } = scriptedChat();
    const call = rerank({ model: rerankingModel({ model }), query: QUERY, documents: TEXTS, providerOptions: { glassrank } });
    expect(await rejection(call)).toMatchObject({ code: 'bad-argument', message: expect.stringContaining(named) });
    expect(asked).toEqual([]);
  });
});

describe('where the AI SDK’s rerank() fails', () => {
  it('throws an AISDKError with code, next step and log, once', async () => {
    const { model, asked } = brokenChat();
    const seen: string[] = [];
    const onRun = ({ view }: { view: { outcome: { type: string } | null } }): void => void seen.push(view.outcome?.type ?? '');
    const error = await rejection(rerank({ model: rerankingModel({ model, onRun }), query: QUERY, documents: TEXTS }));
    expect(AISDKError.isInstance(error)).toBe(true);
    if (!isRerankFailure(error)) throw error;
    expect(error).toMatchObject({ code: 'engine-failed', retry: true, nextStep: expect.stringContaining('Repeat the call') });
    expect(error.message).toContain('HTTP 500 from the endpoint');
    expect(error.message).toContain(error.nextStep);
    expect(checkLog(error.log).flaw).toBeNull();
    expect(asked).toHaveLength(1);
    expect(seen).toEqual(['failed']);
  });

  it('says what to change where the settings do not fit the model', async () => {
    const { model, asked } = scriptedChat();
    const held = rerankingModel({ model, settings: { answerMode: 'locked' } });
    const error = await rejection(rerank({ model: held, query: QUERY, documents: TEXTS }));
    expect(error).toMatchObject({ code: 'engine-failed', retry: false, nextStep: expect.stringContaining('Change the setting') });
    expect(asked).toEqual([]);
  });

  it('refuses a topN that is no number of documents, and documents of two kinds', async () => {
    const model = rerankingModel(scriptedChat());
    for (const topN of [0, -1, 1.5, Number.NaN]) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await rejection(rerank({ model, query: QUERY, documents: TEXTS, topN }))).toMatchObject({ code: 'bad-argument' });
    }
    const mixed = ['text', { text: 'object' }] as unknown as string[];
    const error = await rejection(rerank({ model, query: QUERY, documents: mixed }));
    expect(AISDKError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ code: 'bad-document', message: expect.stringContaining('place 1') });
  });

  it('ends at once when it is aborted, also where the model never answers', async () => {
    const { model, begun } = stuckChat();
    const logs: (readonly { readonly type: string }[])[] = [];
    const abort = new AbortController();
    const reranker = rerankingModel({ model, onRun: ({ log }) => logs.push(log) });
    const call = rejection(rerank({ model: reranker, query: QUERY, documents: TEXTS, abortSignal: abort.signal }));
    await begun;
    abort.abort();
    expect(await call).toMatchObject({ name: 'AbortError' });
    expect(logs[0]?.at(-1)).toMatchObject({ type: 'run-end', outcome: { type: 'cancelled' }, ranking: ['0', '1', '2'] });
    const { model: other, asked } = scriptedChat();
    const late = rerankingModel({ model: other }).doRerank({
      query: QUERY,
      documents: { type: 'text', values: TEXTS },
      abortSignal: AbortSignal.abort(new Error('never mind')),
    });
    expect(await rejection(late)).toMatchObject({ message: 'never mind' });
    expect(asked).toEqual([]);
  });
});

describe('the AI SDK’s rerank() over an engine of the page', () => {
  /** An engine client whose model is a chat: it asks for whole settings, gives events of the run that was named, and listens to the signal. */
  const connect = (model: TextModel) => {
    const run: EngineClient['run'] = ({ runId, request, settings, signal }) =>
      recordRun(runRerank({ request, settings, model, cancel: signal }), { runId, now: () => 0 });
    const defaults = startSettings({ answerMode: 'free', windowSize: 4, windowStride: 3 });
    return { engine: { run }, loaded: { identity: { ...model.identity, id: 'loaded' }, defaults } };
  };

  it('ranks with the model that was loaded, by its own settings and those that were chosen', async () => {
    const source = connect(scriptedChat().model);
    const result = await rerank({ model: rerankingModel(source), query: QUERY, documents: TEXTS });
    expect(result.ranking.map(({ originalIndex }) => originalIndex)).toEqual([1, 2, 0]);
    expect(result.response.modelId).toBe('scripted-chat');
    const { log } = accountIn(result.providerMetadata);
    expect(log?.[0]).toMatchObject({ type: 'run-start', settings: { windowSize: 4, windowStride: 3, passageWords: 40 } });
    const small = rerankingModel({ ...source, settings: { windowSize: 2 } });
    const two = accountIn((await rerank({ model: small, query: QUERY, documents: TEXTS })).providerMetadata);
    expect(two.log?.[0]).toMatchObject({ settings: { windowSize: 2, windowStride: 2 } });
  });

  it('throws where the engine breaks down, and cancels its run where the call is aborted', async () => {
    const broken = rerankingModel(connect(brokenChat().model));
    expect(await rejection(rerank({ model: broken, query: QUERY, documents: TEXTS }))).toMatchObject({ code: 'engine-failed' });
    const { model, begun } = stuckChat();
    const abort = new AbortController();
    const stuck = rerankingModel(connect(model));
    const ended = rejection(rerank({ model: stuck, query: QUERY, documents: TEXTS, abortSignal: abort.signal }));
    await begun;
    abort.abort();
    expect(await ended).toMatchObject({ name: 'AbortError' });
  });
});

it('the models say of which version they are', () => {
  expect([ofVersion3, ofVersion3In4, ofVersion4, wrongVersion].map(({ specificationVersion }) => specificationVersion)).toEqual([
    'v3',
    'v3',
    'v4',
    'v3',
  ]);
});
