import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { webLlmLoader } from '../../../../src/engines/webllm/load.ts';
import { MODEL_CATALOG } from '../../../../src/engines/webllm/catalog.ts';
import { probeAdapter } from '../../../../src/engines/webllm/adapter.ts';
import type { WebLlmModel } from '../../../../src/engines/webllm/model.ts';
import type { GenerationInput, LikelihoodInput, Likelihoods, ModelChunk } from '../../../../src/core/run/text-model.ts';
import { deep, leftToDeep } from '../../../support/profile.ts';

/** Real WebLLM, a real model of 1 MB, WebGPU on the CPU; in the page itself. */
const modelsUrl = new URL('/models/', location.href).href;
const RUNNING = { aborted: false };
const messages = [
  {
    role: 'user' as const,
    content:
      'Query: capital of Australia\n[1] (9) Sydney is the largest city.\n[2] (6) Canberra is the capital of Australia.\n' +
      '[3] (3) Wellington is in New Zealand.\nRank the 3 passages for the query: capital of Australia',
  },
];
/** Longer than any library's prefill chunk of this model, shorter than its context. */
const long = [{ role: 'user' as const, content: messages[0]?.content.repeat(14) ?? '' }];

const devices: GPUDevice[] = [];
const adapterPrototype = (
  Reflect.get(globalThis, 'GPUAdapter') as { prototype: { requestDevice: (...input: unknown[]) => Promise<GPUDevice> } }
).prototype;
const { requestDevice } = adapterPrototype;
const models: WebLlmModel[] = [];
beforeAll(async () => {
  for (const name of await caches.keys()) await caches.delete(name);
  adapterPrototype.requestDevice = async function watched(...input) {
    const device = await requestDevice.apply(this, input);
    devices.push(device);
    return device;
  };
});
afterAll(() => {
  adapterPrototype.requestDevice = requestDevice;
});

async function start(library: string): Promise<WebLlmModel> {
  const adapter = await probeAdapter(Reflect.get(navigator, 'gpu'), isSecureContext);
  if (!adapter.ok) throw new Error(adapter.error.message);
  const loaded = await webLlmLoader({ catalog: MODEL_CATALOG })({
    modelId: 'test-tiny',
    options: { modelsUrl, library },
    adapter: adapter.value,
    onEvent: () => {},
  });
  if (!loaded.ok) throw new Error(loaded.error.message);
  const { model } = loaded.value;
  models.push(model as WebLlmModel);
  return model as WebLlmModel;
}

async function write(
  model: WebLlmModel,
  input: Partial<GenerationInput> = {},
): Promise<{ pieces: readonly string[]; text: string; end: ModelChunk & { type: 'end' } }> {
  const pieces: string[] = [];
  for await (const chunk of model.stream({ messages, maxTokens: 40, temperature: 0, seed: 1, cancel: RUNNING, ...input })) {
    if (chunk.type === 'end') return { pieces, text: pieces.join(''), end: chunk };
    if (chunk.type === 'text') pieces.push(chunk.text);
  }
  throw new Error('no end');
}

const likely = (
  model: WebLlmModel,
  input: Partial<LikelihoodInput> & Pick<LikelihoodInput, 'continuations'>,
): Promise<Likelihoods> => model.likelihoods({ messages, cancel: RUNNING, ...input });

/** The first answer's beginning, as a window's call asks for it. */
const ANSWER = '</think>\n<answer>';
const LABELS = ['[1]', '[2]', '[3]'];

function same(given: readonly number[], expected: readonly number[]): void {
  expect(given).toHaveLength(expected.length);
  for (const [index, value] of given.entries()) expect(Math.abs(value - (expected[index] ?? NaN))).toBeLessThan(1e-3);
}

describe.each(['software', 'gpu'])('likelihoods and writing on with %s.wasm', { timeout: 240_000 }, (library) => {
  // A library for GPUs writes slowly where the CPU is the GPU: there these are for the deep profile, as most of its guard is.
  const slow = leftToDeep(library !== 'software');

  let model: WebLlmModel;
  let other: WebLlmModel;
  beforeAll(async () => {
    model = await start(library);
    // What is compared with a second model is left to the deep profile with `slow`.
    if (library === 'software' || deep) other = await start(library);
  }, 240_000);
  afterAll(async () => {
    for (const one of models.splice(0)) await one.end();
  });

  test('the probabilities of all texts of one token sum to 1 at most, and the greedy stream begins with the likeliest', async () => {
    const tokenizer = (await (await fetch('/models/test-tiny/tokenizer.json')).json()) as {
      model: { vocab: Record<string, number> };
    };
    const texts = Object.keys(tokenizer.model.vocab)
      .filter((text) => /^[\x21-\x7eĠ]+$/.test(text))
      .map((text) => text.replaceAll('Ġ', ' '))
      .filter((text) => model.countTokens(text) === 1);
    expect(texts.length).toBeGreaterThan(300);
    const { logProbs, promptTokens } = await likely(model, { continuations: texts });
    const sum = logProbs.reduce((total, value) => total + Math.exp(value), 0);
    expect(sum).toBeLessThan(1 + 1e-9);
    expect(sum).toBeGreaterThan(0.5);
    expect(promptTokens).toBe(model.countPromptTokens(messages));
    const best = texts[logProbs.indexOf(Math.max(...logProbs))];
    expect((await write(model, { maxTokens: 1 })).text).toBe(best);
    const { text } = await write(model, { written: '</think>\n', maxTokens: 1 });
    const after = await likely(model, { written: '</think>\n', continuations: texts });
    expect(texts[after.logProbs.indexOf(Math.max(...after.logProbs))]).toBe(text);
  });

  test('a probability is the product of its parts: log p(ab) = log p(a) + log p(b | a)', async () => {
    const { text } = await write(model, { maxTokens: 6 });
    const whole = await likely(model, { continuations: [text, `${text} the`, ' the'] });
    const rest = await likely(model, { written: text, continuations: [' the', 'x'] });
    const [a = NaN, ab = NaN] = whole.logProbs;
    expect(ab).toBeCloseTo(a + (rest.logProbs[0] ?? NaN), 3);
  });

  test('a label after the answer’s tag is as likely as the model writes it: its joined token counts', async () => {
    const labels = await likely(model, { written: ANSWER, continuations: LABELS });
    const total = labels.logProbs.reduce((sum, value) => sum + Math.exp(value), 0);
    // A model that was trained on such answers writes nearly nothing else there.
    expect(total).toBeGreaterThan(0.9);
    expect(total).toBeLessThan(1 + 1e-6);
  });

  test('what is held costs nothing, and the numbers are those of a model that holds nothing', slow, async () => {
    const fresh = await likely(other, { written: ANSWER, continuations: LABELS });
    expect(fresh.computedTokens).toBeGreaterThan(fresh.promptTokens - 2);
    await write(model, { maxTokens: 30 });
    const reused = await likely(model, { written: ANSWER, continuations: LABELS });
    same(reused.logProbs, fresh.logProbs);
    expect(reused.computedTokens).toBeLessThan(model.countTokens(ANSWER) + 4);
    const again = await likely(model, { written: ANSWER, continuations: LABELS });
    same(again.logProbs, fresh.logProbs);
    // The joined token, then each digit: after it the bracket closes.
    expect(again.computedTokens).toBeLessThan(3 + LABELS.length);
    // Beliefs along a thought: it is cut as the model wrote it, and a cut inside a token leaves no trace in how the next is cut.
    const { text } = await write(model, { maxTokens: 16 });
    const along = { written: text + ANSWER, continuations: LABELS };
    const straight = await likely(model, along);
    for (const at of [2, 4, 5, 9]) {
      await likely(model, { written: text.slice(0, at) + ANSWER, continuations: LABELS });
      const back = await likely(model, along);
      same(back.logProbs, straight.logProbs);
      expect(back.promptTokens).toBe(straight.promptTokens);
    }
    // Another prompt with the same beginning, and back.
    const changed = [{ role: 'user' as const, content: `${messages[0]?.content ?? ''}, please` }];
    const next = await likely(model, { messages: changed, continuations: LABELS });
    expect(next.computedTokens).toBeLessThan(20);
    same(next.logProbs, (await likely(other, { messages: changed, continuations: LABELS })).logProbs);
    same((await likely(model, { written: ANSWER, continuations: LABELS })).logProbs, fresh.logProbs);
  });

  // GPU libraries are slow on a CPU, and it is the same cache.
  test.skipIf(library !== 'software')(
    'a prompt longer than a prefill chunk is read in pieces, and gone back in by any length',
    async () => {
      const before = await likely(other, { messages: long, continuations: LABELS });
      expect(before.promptTokens).toBeGreaterThan(1100);
      for (const cut of [1, 15, 16, 17, 300]) {
        const { content = '' } = long[0] ?? {};
        const shorter = [{ role: 'user' as const, content: content.slice(0, -cut) }];
        const first = await likely(model, { messages: shorter, continuations: LABELS });
        const { logProbs, computedTokens } = await likely(model, { messages: long, continuations: LABELS });
        same(logProbs, before.logProbs);
        expect(computedTokens).toBeLessThan(cut + 30);
        expect(first.computedTokens).toBeGreaterThan(0);
      }
    },
  );

  test('a turn that is cut and gone on from is written as if it had never stopped', slow, async () => {
    const whole = await write(model, { maxTokens: 48 });
    expect(whole.pieces.length).toBeGreaterThan(12);
    for (const at of [1, 5, 12]) {
      const written = whole.pieces.slice(0, at).join('');
      for (const one of [model, other]) {
        const { text, end } = await write(one, { written, maxTokens: 48 - at });
        expect(written + text).toBe(whole.text);
        expect(end).toMatchObject({ promptTokens: whole.end.promptTokens + at, finish: whole.end.finish });
      }
    }
    // Cut inside a token: still exactly after the text that stands.
    const inside = await write(model, { written: whole.text.slice(0, -1), maxTokens: 48 });
    expect(inside.end.promptTokens).toBeGreaterThan(whole.end.promptTokens);
    // And WebLLM's own conversation begins anew after it.
    expect((await write(model, { maxTokens: 48 })).text).toBe(whole.text);
  });

  test('a completion is continued as plain text, as WebLLM does it', slow, async () => {
    const text = `<|im_start|>user\n${messages[0]?.content ?? ''}<|im_end|>\n<|im_start|>assistant\n<think>`;
    const plain = [{ role: 'user' as const, content: text }];
    expect(model.countPromptTokens(plain, true)).toBe(model.countTokens(text));
    const completed = await write(model, { messages: plain, completion: true });
    expect(completed.text).toBe((await write(other)).text);
    expect(completed.end).toMatchObject({ promptTokens: model.countTokens(text) });
    const sampled = { messages: plain, completion: true, temperature: 1.5, maxTokens: 20 };
    const one = await write(model, { ...sampled, seed: 7 });
    expect((await write(other, { ...sampled, seed: 7 })).text).toBe(one.text);
    expect((await write(model, { ...sampled, seed: 8 })).text).not.toBe(one.text);
  });

  test.skipIf(library !== 'software')(
    'a stop token ends it as stop, a full context as length, and a prompt without room is told before it is read',
    async () => {
      const stopped = await write(model, { written: `${ANSWER}[1] > [2] > [3]</answer>`, maxTokens: 40 });
      expect(stopped.end.finish).toBe('stop');
      const room = model.contextTokens - model.countPromptTokens(long);
      const filled = ' the'.repeat(room - 5);
      expect(model.countTokens(filled)).toBe(room - 5);
      const full = await write(model, { messages: long, written: filled, maxTokens: 40 });
      expect(full.end.completionTokens).toBeLessThan(8);
      const over = { messages: long, written: ' the'.repeat(room + 1) };
      await expect(likely(model, { ...over, continuations: ['a'] })).rejects.toMatchObject({
        info: { code: 'context-overflow' },
      });
      await expect(write(model, over)).rejects.toMatchObject({ info: { code: 'context-overflow' } });
    },
  );

  test('a cancel is seen between two readings, and what comes after it is right', slow, async () => {
    const expected = await likely(other, { written: ANSWER, continuations: LABELS });
    let looks = 0;
    const cancel = {
      get aborted() {
        looks += 1;
        return looks > 3;
      },
    };
    const cut = await likely(model, { messages: long, continuations: LABELS, cancel });
    expect(cut.logProbs.every((value) => Number.isNaN(value))).toBe(true);
    const written = await write(model, { written: ANSWER, cancel: { aborted: true } });
    expect(written).toMatchObject({ text: '', end: { finish: 'abort' } });
    same((await likely(model, { written: ANSWER, continuations: LABELS })).logProbs, expected.logProbs);
  });
});

describe('a lost GPU', { timeout: 240_000 }, () => {
  afterEach(async () => {
    for (const one of models.splice(0)) await one.end();
  });

  test('ends likelihoods that are being read, and all later calls at once', async () => {
    const model = await start('software');
    const pending = likely(model, { messages: long, continuations: LABELS });
    setTimeout(() => devices.at(-1)?.destroy());
    await expect(pending).rejects.toMatchObject({ info: { code: 'gpu-lost' } });
    await expect(likely(model, { continuations: LABELS })).rejects.toMatchObject({ info: { code: 'gpu-lost' } });
    await expect(write(model, { written: 'so' })).rejects.toMatchObject({ info: { code: 'gpu-lost' } });
  });
});
