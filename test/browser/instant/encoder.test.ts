import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectInstant } from '../../../src/instant/client.ts';
import type { InstantClient } from '../../../src/instant/client.ts';
import type { FirstStageAnswer } from '../../../src/instant/api.ts';
import type { LoadEvent } from '../../../src/engines/engine-client.ts';
import { docId } from '../../../src/core/request.ts';
import type { RankRequest } from '../../../src/core/request.ts';

const modelsUrl = new URL('/models/', location.href).href;

/** No passage that answers shares a word with its query. */
const QUERY = 'What should I do when my dog will not eat?';
const PASSAGES = [
  'What should a letter of complaint say, and what will the shop do with it? My friend should eat the cost.',
  'A puppy that refuses its food may be ill. Offer something warm and tasty, and see a vet after one day without a meal.',
  'The stock exchange closed early on Friday because of a broken cable.',
];

const requestOf = (query: string, passages: readonly string[]): RankRequest => ({
  query: { id: 'q', text: query },
  candidates: passages.map((text, place) => ({ docId: docId(`p${place + 1}`), text })),
});

async function answer(firstStage: InstantClient, request: RankRequest): Promise<FirstStageAnswer> {
  const result = await firstStage.order(request);
  if (!result.ok || result.value === null) throw new Error(`no answer: ${JSON.stringify(result)}`);
  return result.value;
}

describe('the first stage in its worker, with the encoder that is shipped', () => {
  const firstStage = connectInstant({ modelsUrl });
  const events: LoadEvent[] = [];
  beforeAll(async () => {
    const before = await answer(firstStage, requestOf(QUERY, PASSAGES));
    expect(before.order.method).toBe('bm25');
    expect(before.order.ranking[0]).toBe('p1');
    const loaded = await firstStage.load((event) => events.push(event));
    expect(loaded).toMatchObject({ ok: true, value: { device: 'wasm', note: null } });
  });
  afterAll(() => firstStage.end());

  it('puts the passage that answers first though it shares no word with the query', async () => {
    const { order, device, cut } = await answer(firstStage, requestOf(QUERY, PASSAGES));
    expect(order.method).toBe('bm25+minilm');
    expect(order.ranking[0]).toBe('p2');
    expect(order.ranking.toSorted()).toEqual(['p1', 'p2', 'p3']);
    expect(order.windowFrom).toEqual([0, 0, 0]);
    expect({ device, cut }).toEqual({ device: 'wasm', cut: [] });
  });

  it('names the passage whose end the encoder could not read', async () => {
    // One word between spaces, of more pieces than the encoder reads at once.
    const long = `Water boils at the temperature that is told by ${'1/2'.repeat(300)}`;
    const { cut } = await answer(firstStage, requestOf('when does water boil', [long, 'Water boils at a hundred degrees.']));
    expect(cut).toEqual(['p1']);
  });

  it('tells of every file it loads', () => {
    const ends = events.flatMap((event) => (event.type === 'file-end' ? [event.file] : []));
    expect(ends).toEqual(['config.json', 'onnx/model_quantized.onnx', 'tokenizer.json', 'tokenizer_config.json']);
  });
});

it('asked for WebGPU where there is none, the encoder runs on the processor and says why', async () => {
  const makeWorker = (): Worker => new Worker(new URL('./no-gpu.worker.ts', import.meta.url), { type: 'module' });
  const firstStage = connectInstant({ makeWorker, modelsUrl, device: 'webgpu' });
  const loaded = await firstStage.load();
  expect(loaded).toMatchObject({
    ok: true,
    value: {
      device: 'wasm',
      note: 'MiniLM runs on the processor: WebGPU could not be used (this browser has no WebGPU (navigator.gpu is missing)).',
    },
  });
  const { order, device } = await answer(firstStage, requestOf(QUERY, PASSAGES));
  expect({ first: order.ranking[0], device }).toEqual({ first: 'p2', device: 'wasm' });
  firstStage.end();
});
