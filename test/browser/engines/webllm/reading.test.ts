import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectEngine } from '../../../../src/engines/webllm/client.ts';
import { MODEL_CATALOG } from '../../../../src/engines/webllm/catalog.ts';
import { probeAdapter } from '../../../../src/engines/webllm/adapter.ts';
import { webLlmLoader } from '../../../../src/engines/webllm/load.ts';
import type { RunEvent, RunSettings } from '../../../../src/core/log/event.ts';
import { checkLog } from '../../../../src/core/log/check.ts';
import { placedPassages } from '../../../../src/core/preset/passage-places.ts';
import type { PlacedPassages } from '../../../../src/core/preset/passage-places.ts';
import { preset } from '../../../../src/core/preset/built-in.ts';
import type { Preset } from '../../../../src/core/preset/preset.ts';
import { presetPrompt } from '../../../../src/core/preset/prompt.ts';
import { docId } from '../../../../src/core/request.ts';
import type { RankRequest } from '../../../../src/core/request.ts';
import { methodOf } from '../../../../src/core/run/method.ts';
import type { PassageChunk, TextModel } from '../../../../src/core/run/text-model.ts';

/** Real WebLLM, a real model of 1 MB, WebGPU on the CPU. Its tokenizer lacks the two tokens of Glassrank 2, so the prompt names two that it has. */
const modelsUrl = new URL('/models/', location.href).href;
const RUNNING = { aborted: false };
const TOKENS = ['<|endoftext|>', '<|im_start|>'] as const;
const PRESET: Preset = { ...preset('glassrank-2'), reading: { tokens: TOKENS, weight: 0.5 } };
const texts = [
  'Sydney is the largest city of Australia.',
  'Canberra is the capital of Australia, a planned city.',
  'Wellington is the capital of New Zealand.',
  'The parliament meets in Canberra.',
];
const request: RankRequest = {
  query: { id: 'q', text: 'capital of Australia' },
  candidates: texts.map((text, place) => ({ docId: docId(`d${place + 1}`), text, score: 4 - place })),
};

/** The prompt of these passages, as a run writes it. */
function placed(shown: readonly string[]): PlacedPassages {
  const candidates = shown.map((text, place) => ({ docId: docId(`d${place}`), text, windowFrom: null }));
  const asked = { preset: PRESET, query: request.query.text, candidates, buckets: shown.map(() => 5) };
  const prompt = presetPrompt({ ...asked, countTokens: (text) => text.length, fits: () => true });
  const found = prompt.ok ? placedPassages(prompt.value, PRESET) : null;
  if (found === null) throw new Error('no prompt');
  return found;
}

let model: TextModel & { end(): Promise<void> };
beforeAll(async () => {
  const adapter = await probeAdapter(Reflect.get(navigator, 'gpu'), isSecureContext);
  if (!adapter.ok) throw new Error(adapter.error.message);
  const load = webLlmLoader({ catalog: MODEL_CATALOG });
  const options = { modelsUrl, library: 'software' };
  const loaded = await load({ modelId: 'test-tiny', options, adapter: adapter.value, onEvent: () => {} });
  if (!loaded.ok) throw new Error(loaded.error.message);
  model = loaded.value.model as typeof model;
}, 240_000);
afterAll(async () => model.end());

async function read(
  prompt: PlacedPassages,
  { tokens = TOKENS, cancel = RUNNING }: { tokens?: readonly [string, string]; cancel?: { readonly aborted: boolean } } = {},
): Promise<readonly PassageChunk[]> {
  const chunks: PassageChunk[] = [];
  for await (const chunk of model.readPassages?.({ ...prompt, tokens, cancel }) ?? []) chunks.push(chunk);
  return chunks;
}
const scoresOf = (chunks: readonly PassageChunk[]): readonly number[] =>
  chunks.flatMap((chunk) => (chunk.type === 'passage' ? [chunk.score] : []));

async function written(prompt: PlacedPassages, readAhead: boolean): Promise<{ text: string; promptTokens: number }> {
  let text = '';
  for await (const chunk of model.stream({
    messages: prompt.messages,
    maxTokens: 12,
    temperature: 0,
    seed: 1,
    cancel: RUNNING,
    readAhead,
  })) {
    if (chunk.type === 'text') text += chunk.text;
    if (chunk.type === 'end') return { text, promptTokens: chunk.promptTokens };
  }
  throw new Error('no end');
}

describe('reading passage by passage with software.wasm', { timeout: 240_000 }, () => {
  const prompt = placed(texts);

  test('a score is the difference of the two tokens’ log-probabilities behind the passage, as likelihoods tell it', async () => {
    const scores = scoresOf(await read(prompt));
    expect(scores).toHaveLength(texts.length);
    const content = prompt.messages[prompt.message]?.content ?? '';
    for (const [place, { to }] of prompt.passages.entries()) {
      const plain = [{ role: 'user' as const, content: `<|im_start|>user\n${content.slice(0, to)}` }];
      const told = await model.likelihoods?.({ messages: plain, completion: true, continuations: TOKENS, cancel: RUNNING });
      const [higher = NaN, lower = NaN] = told?.logProbs ?? [];
      expect(Math.abs((scores[place] ?? NaN) - (higher - lower))).toBeLessThan(2e-3);
    }
  });

  test('what was read is not read again: writing on computes only what stands behind, and writes what it would have written', async () => {
    const plain = await written(prompt, false);
    const chunks = await read(prompt);
    const end = chunks.at(-1);
    const on = await written(prompt, true);
    expect(on).toEqual(plain);
    expect(end).toMatchObject({ type: 'end' });
    if (end?.type === 'end') {
      const sum = chunks.reduce((total, chunk) => total + (chunk.type === 'passage' ? chunk.tokens : 0), 0);
      expect(end.promptTokens).toBeLessThan(plain.promptTokens);
      expect(sum).toBeLessThan(end.promptTokens);
    }
    const again = await read(prompt);
    expect(scoresOf(again).map((score) => score.toFixed(3))).toEqual(scoresOf(chunks).map((score) => score.toFixed(3)));
  });

  test('a passage alone behind the query keeps its score whatever was read before it', async () => {
    const alone = async (text: string): Promise<number> => scoresOf(await read(placed([text])))[0] ?? NaN;
    const first: number[] = [];
    for (const text of texts) first.push(await alone(text));
    for (const place of [3, 1, 2, 0])
      expect(Math.abs((first[place] ?? NaN) - (await alone(texts[place] ?? '')))).toBeLessThan(1e-4);
    const chunks = await read(placed([texts[1] ?? '']));
    const end = chunks.at(-1);
    // The query is held from the passage before.
    if (end?.type === 'end') expect(end.computedTokens).toBeLessThan(end.promptTokens);
  });

  test('tokens that the vocabulary lacks, and a stop between two passages, are told as what they are', async () => {
    expect(await read(prompt, { tokens: ['<jupyter_script>', '<empty_output>'] })).toEqual([
      { type: 'left-out', reason: 'tokens' },
    ]);
    let passages = 0;
    const cancel = {
      get aborted() {
        return passages >= 2;
      },
    };
    const told: PassageChunk[] = [];
    for await (const chunk of model.readPassages?.({ ...prompt, tokens: TOKENS, cancel }) ?? []) {
      told.push(chunk);
      passages += 1;
    }
    expect(told.map(({ type }) => type)).toEqual(['passage', 'passage']);
    const after = scoresOf(await read(prompt));
    expect(after).toHaveLength(texts.length);
  });
});

describe('a run that reads, over the wire', { timeout: 240_000 }, () => {
  const settings = (change: Partial<RunSettings>): RunSettings =>
    ({
      windowSize: 10,
      windowStride: 5,
      thoughtTokens: 12,
      passageWords: 40,
      priorWeight: 2.5,
      reading: 'list',
      readingWeight: 0.5,
      rerankDepth: 1_000_000,
      answerMode: 'locked',
      temperature: 0,
      seed: 0,
      method: methodOf(PRESET),
      ...change,
    }) satisfies RunSettings;

  test('tells each passage as it is read, its order is read, and a stop while it reads ends it with the order it began with', async () => {
    const engine = connectEngine({ modelsUrl, library: 'software' });
    const loaded = await engine.load('test-tiny');
    if (!loaded.ok) throw new Error(loaded.error.message);
    const { identity } = loaded.value;
    const run = async (change: Partial<RunSettings>, stopAfter = Infinity): Promise<readonly RunEvent[]> => {
      const log: RunEvent[] = [];
      const started = engine.run({ model: identity, request, settings: settings(change) });
      for await (const event of started) {
        log.push(event);
        if (log.filter(({ type }) => type === 'passage-read').length === stopAfter) started.cancel();
      }
      expect(checkLog(JSON.parse(JSON.stringify(log)) as unknown[])).toMatchObject({ flaw: null, unknown: [] });
      return log;
    };
    const scores = (log: readonly RunEvent[]): readonly string[] =>
      log.flatMap((event) => (event.type === 'passage-read' ? [event.score.toFixed(2)] : []));
    const end = (log: readonly RunEvent[]) => log.at(-1) as Extract<RunEvent, { type: 'run-end' }>;

    const thought = await run({});
    expect(end(thought).outcome).toEqual({ type: 'complete' });
    expect(scores(thought)).toHaveLength(4);
    const only = await run({ answerMode: 'reading', reading: 'list' });
    expect(scores(only)).toEqual(scores(thought));
    const fused = only.flatMap((event) => (event.type === 'reading-fused' ? event.fused : []));
    const byScore = fused.map((_, place) => place).toSorted((one, other) => (fused[other] ?? 0) - (fused[one] ?? 0));
    expect(end(only).ranking).toEqual(byScore.map((place) => `d${place + 1}`));
    const apart = await run({ answerMode: 'reading', reading: 'apart' });
    expect(scores(apart)[0]).toBe(scores(only)[0]);

    const stopped = await run({}, 1);
    expect(end(stopped)).toMatchObject({ outcome: { type: 'cancelled' }, ranking: ['d1', 'd2', 'd3', 'd4'] });
    expect(scores(stopped).length).toBeLessThan(4);
    engine.end();
  });
});
