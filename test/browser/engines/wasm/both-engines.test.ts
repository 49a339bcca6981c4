import startModule from '@wllama/wllama/src/single-thread/wllama.js';
import oneThread from '@wllama/wllama/src/single-thread/wllama.wasm?url';
import { beforeAll, afterAll, describe, expect, test } from 'vitest';
import { template } from '../../../../src/core/preset/built-in.ts';
import { docId } from '../../../../src/core/request.ts';
import type { RankRequest } from '../../../../src/core/request.ts';
import { rerank } from '../../../../src/core/run/rerank.ts';
import { startSettings } from '../../../../src/core/run/settings.ts';
import type { GenerationInput, TextModel } from '../../../../src/core/run/text-model.ts';
import { startLlama } from '../../../../src/engines/wasm/llama.ts';
import { cpuLoader } from '../../../../src/engines/wasm/load.ts';
import { probeAdapter } from '../../../../src/engines/webllm/adapter.ts';
import { MODEL_CATALOG } from '../../../../src/engines/webllm/catalog.ts';
import { describeError } from '../../../../src/engines/webllm/describe-error.ts';
import type { StartedLibrary } from '../../../../src/engines/webllm/calibrate.ts';
import { webLlmLoader } from '../../../../src/engines/webllm/load.ts';
import { leftToDeep } from '../../../support/profile.ts';
import lists from '../../../e2e/lists.json' with { type: 'json' };

/**
 * The same weights in both engines, WebGPU on the CPU and llama.cpp: three lists at temperature 0. llama.cpp rounds what it computes with to 8 bits, so that the two may
 * write different tokens where two logits lie close. How close is the tolerance: what may part them, and nothing else may.
 */
const TOLERANCE = 0.5;

/** What an engine wrote for one call, a token a piece, and what it was asked. */
interface Written {
  readonly input: GenerationInput;
  readonly pieces: string[];
}

let gpu: TextModel;
let processor: TextModel;
beforeAll(async () => {
  const adapter = await probeAdapter(Reflect.get(navigator, 'gpu'), isSecureContext);
  if (!adapter.ok) throw new Error(adapter.error.message);
  const asked = {
    modelId: 'test-tiny',
    options: { modelsUrl: new URL('/models/', location.href).href, library: 'software' },
    onEvent: () => {},
  };
  const onGpu = await webLlmLoader({ catalog: MODEL_CATALOG })({ ...asked, adapter: adapter.value });
  if (!onGpu.ok) throw new Error(onGpu.error.message);
  const onProcessor = await cpuLoader({
    catalog: MODEL_CATALOG,
    async startLlama(model) {
      const wasm = await (await fetch(oneThread)).arrayBuffer();
      return startLlama({ ...model, start: startModule, wasm });
    },
  })({ ...asked, adapter: { threads: 1, cores: 1, isolated: false } });
  if (!onProcessor.ok) throw new Error(onProcessor.error.message);
  gpu = onGpu.value.model;
  processor = onProcessor.value.model;
}, 240_000);
afterAll(() => (gpu as TextModel & StartedLibrary).end());

async function ranked(model: TextModel, request: RankRequest) {
  const calls: Written[] = [];
  const heard: TextModel = {
    ...model,
    async *stream(input) {
      const pieces: string[] = [];
      calls.push({ input, pieces });
      for await (const chunk of model.stream(input)) {
        if (chunk.type === 'text') pieces.push(chunk.text);
        yield chunk;
      }
    },
  };
  const glassrank = template('glassrank-1');
  const settings = { ...startSettings(glassrank), thoughtTokens: 40, priorWeight: 0 };
  let order: readonly string[] = [];
  for await (const event of rerank({
    request,
    settings,
    model: heard,
    template: glassrank,
    cancel: { aborted: false },
    describeError,
  }))
    if (event.type === 'run-end') {
      expect(event.outcome.type).toBe('complete');
      order = event.ranking;
    }
  return { calls, order };
}

/** How much likelier a model finds the one piece than the other, behind what both engines wrote. */
async function gap(model: TextModel, { input }: Written, before: string, pieces: readonly [string, string]): Promise<number> {
  const written = (input.written ?? '') + before;
  const { messages } = input;
  const found = await model.likelihoods?.({ messages, written, continuations: pieces, cancel: { aborted: false } });
  return (found?.logProbs[0] ?? NaN) - (found?.logProbs[1] ?? NaN);
}

describe('a list through both engines', () => {
  for (const [place, list] of lists.entries())
    test(
      `“${list.name}”: one text and one order, or they part where two logits lie within the tolerance`,
      leftToDeep(place > 0),
      async () => {
        const request: RankRequest = {
          query: { id: 'q', text: list.query },
          candidates: list.passages.map((text, place) => ({
            docId: docId(`d${place + 1}`),
            text,
            score: list.passages.length - place,
          })),
        };
        const one = await ranked(gpu, request);
        const other = await ranked(processor, request);
        const call = one.calls.findIndex(({ pieces }, place) => pieces.join('') !== other.calls[place]?.pieces.join(''));
        if (call === -1) {
          expect(other.order).toEqual(one.order);
          console.log(`${list.name}: the same text and order`);
          return;
        }
        const [mine, theirs] = [one.calls[call] as Written, other.calls[call] as Written];
        const at = mine.pieces.findIndex((piece, place) => piece !== theirs.pieces[place]);
        const before = mine.pieces.slice(0, at).join('');
        const pieces = [mine.pieces[at] ?? '', theirs.pieces[at] ?? ''] as const;
        const [onGpu, onProcessor] = [await gap(gpu, mine, before, pieces), await gap(processor, mine, before, pieces)];
        console.log(
          `${list.name}: part after ${before.length} characters, ${JSON.stringify(pieces)}: ${onGpu.toFixed(3)} apart on WebGPU, ${onProcessor.toFixed(3)} on the processor; ` +
            `${one.order.join() === other.order.join() ? 'the same order' : 'another order'}`,
        );
        // Each chose its own piece, and both find the two as likely, nearly.
        expect(onGpu).toBeGreaterThanOrEqual(0);
        expect(onProcessor).toBeLessThanOrEqual(0);
        expect(onGpu - onProcessor).toBeLessThanOrEqual(TOLERANCE);
      },
    );
});
