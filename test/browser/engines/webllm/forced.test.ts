import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { webLlmLoader } from '../../../../src/engines/webllm/load.ts';
import { MODEL_CATALOG } from '../../../../src/engines/webllm/catalog.ts';
import { probeAdapter } from '../../../../src/engines/webllm/adapter.ts';
import { createWebLlmModel } from '../../../../src/engines/webllm/model.ts';
import type { WebLlmModel } from '../../../../src/engines/webllm/model.ts';
import type { GenerationInput, ModelChunk } from '../../../../src/core/run/text-model.ts';
import { template } from '../../../../src/core/preset/built-in.ts';
import { isWholeAnswer } from '../../../support/answer-grammar.ts';
import { ownGuide } from '../../../support/own-guide.ts';

/** Real WebLLM, a real model of 1 MB, WebGPU on the CPU: what a guide leaves no choice about is read in chunks, and nothing else changes. */
const passages = [
  'Foxes sleep in the forest and hunt when it is cold. They eat small birds.',
  'Bees live in a hollow tree. They make sweet food from green leaves.',
  'Ducks swim on fresh water, and they fly south in winter.',
];
const evidence = passages.map((text) => ({
  text,
  quotable: Array.from(text.matchAll(/[^.]+\./gu), ({ 0: one, index }) => ({
    from: index + one.length - one.trimStart().length,
    to: index + one.length,
    lean: 0,
  })),
}));
const messagesOf = (query: string): GenerationInput['messages'] => [
  {
    role: 'user',
    content: `Query: ${query}\n${passages.map((text, place) => `[${place + 1}] (${9 - place}) ${text}`).join('\n')}\nRank the 3 passages for the query: ${query}`,
  },
];
const QUERIES = ['Where do ducks live?', 'What do bees make?', 'Which animals hunt?', 'Who sleeps in the forest?'];
const glassrank = template('glassrank-1');

let model: WebLlmModel;
/** Reads what must come one by one, by the kernels that what is picked is read by. */
let stepwise: WebLlmModel;
beforeAll(async () => {
  model = await start(createWebLlmModel);
  stepwise = await start((input) => createWebLlmModel({ ...input, leastChunk: Infinity }));
}, 240_000);
afterAll(async () => {
  await model.end();
  await stepwise.end();
});

async function start(startModel: typeof createWebLlmModel): Promise<WebLlmModel> {
  const adapter = await probeAdapter(Reflect.get(navigator, 'gpu'), isSecureContext);
  if (!adapter.ok) throw new Error(adapter.error.message);
  const loaded = await webLlmLoader({ catalog: MODEL_CATALOG, startModel })({
    modelId: 'test-tiny',
    options: { modelsUrl: new URL('/models/', location.href).href, library: 'software' },
    adapter: adapter.value,
    onEvent: () => {},
  });
  if (!loaded.ok) throw new Error(loaded.error.message);
  return loaded.value.model as WebLlmModel;
}

async function write(
  query: string,
  { by = model, ...input }: Partial<GenerationInput> & { readonly by?: WebLlmModel } = {},
  onPiece: (text: string) => void = () => {},
) {
  const opensThought = by.opensThought === true;
  const guide = ownGuide({ template: glassrank, count: 3, opensThought, thoughtTokens: 60, evidence });
  let text = '';
  let end: Extract<ModelChunk, { type: 'end' }> | undefined;
  const settings = { maxTokens: 200, temperature: 0, seed: 1, cancel: { aborted: false } };
  for await (const chunk of by.stream({ ...settings, messages: messagesOf(query), guide, ...input })) {
    if (chunk.type === 'end') end = chunk;
    if (chunk.type === 'text') {
      text += chunk.text;
      onPiece(text);
    }
  }
  if (end === undefined) throw new Error('no end');
  return { text, end };
}

describe('what must come', { timeout: 240_000 }, () => {
  test.each(QUERIES)('is read in chunks, and the text is that of one token after the other: %s', async (query) => {
    const steps = await write(query, { by: stepwise });
    const ahead = await write(query);
    expect(ahead.text).toBe(steps.text);
    expect(ahead.end.forcedTokens).toBe(steps.end.forcedTokens);
    expect(ahead.end.finish).toBe('stop');
    expect(ahead.end.forcedTokens).toBeGreaterThan(10);
    const answer = ahead.text.slice(ahead.text.indexOf('</think>') + '</think>'.length);
    const form = { open: glassrank.answerOpen, close: glassrank.answerClose, separator: glassrank.answerSeparator };
    expect(isWholeAnswer(answer, 3, form), ahead.text).toBe(true);
  });

  test('leaves a cache that likelihoods go on from as from any other', async () => {
    const query = QUERIES[0] ?? '';
    const ask = () =>
      model.likelihoods({
        messages: messagesOf(query),
        written: '</think>\n<answer>[2] > ',
        continuations: ['[1]', '[3]'],
        cancel: { aborted: false },
      });
    const fresh = await ask();
    await write(query);
    const after = await ask();
    for (const [place, value] of after.logProbs.entries()) expect(value).toBeCloseTo(fresh.logProbs[place] ?? NaN, 3);
  });

  test('is cut off by a stop in its middle, and the next generation is whole', async () => {
    const query = QUERIES[1] ?? '';
    const whole = await write(query);
    const cancel = { aborted: false };
    const cut = await write(query, { cancel }, (text) => {
      cancel.aborted = text.includes('"');
    });
    expect(cut.end.finish).toBe('abort');
    expect(whole.text.startsWith(cut.text)).toBe(true);
    expect((await write(query)).text).toBe(whole.text);
  });

  test('in samples with a temperature: the same seed writes the same, and every answer is whole', async () => {
    const query = QUERIES[2] ?? '';
    for (const seed of [1, 2, 3]) {
      const one = await write(query, { temperature: 1, seed });
      expect(one.end.finish).toBe('stop');
      expect((await write(query, { temperature: 1, seed })).text).toBe(one.text);
    }
  });
});
