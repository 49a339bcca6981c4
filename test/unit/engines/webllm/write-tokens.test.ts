import { describe, expect, test } from 'vitest';
import { createGuidedLogits, writeTokens } from '../../../../src/engines/webllm/write.ts';
import { createTokenReader } from '../../../../src/engines/webllm/tokens.ts';
import type { CancelSignal, ModelChunk } from '../../../../src/core/run/text-model.ts';
import { createFakeCache, logitsAfter } from '../../../support/fake-cache.ts';

const TEXTS = [...'abcdefg', null];
const STOP = 7;
const tokens = [1, 2, 3];

async function write({
  maxTokens = 5,
  temperature = 0,
  seed = 1,
  cancel = { aborted: false },
  contextTokens = 100,
  decode = (ids) => ids.map((id) => TEXTS[id] ?? '').join(''),
}: {
  maxTokens?: number;
  temperature?: number;
  seed?: number;
  cancel?: CancelSignal;
  contextTokens?: number;
  decode?: (ids: readonly number[]) => string;
} = {}) {
  const cache = createFakeCache({ chunk: 2 });
  const heard: number[] = [];
  const guided = createGuidedLogits(TEXTS, [STOP]);
  guided.begin(undefined, (token) => heard.push(token));
  const chunks: ModelChunk[] = [];
  const writing = writeTokens({
    tokens,
    input: { maxTokens, temperature, seed, cancel },
    reader: createTokenReader(cache),
    guided,
    stopTokens: [STOP],
    contextTokens,
    decode,
  });
  for await (const chunk of writing) chunks.push(chunk);
  const end = chunks.at(-1);
  if (end?.type !== 'end') throw new Error('no end');
  return { cache, heard, end, texts: chunks.flatMap((chunk) => (chunk.type === 'text' ? [chunk.text] : [])) };
}

/** What the fake model writes greedily. */
function greedy(): number[] {
  const written: number[] = [];
  for (;;) {
    const logits = logitsAfter([...tokens, ...written]);
    const best = logits.indexOf(Math.max(...logits));
    if (best === STOP || written.length > 60) return written;
    written.push(best);
  }
}

describe('writeTokens', () => {
  test('writes the likeliest tokens until the budget is used, and leaves the last one unread', async () => {
    const expected = greedy();
    expect(expected.length).toBeGreaterThan(2);
    const { texts, end, cache } = await write({ maxTokens: 2 });
    expect(texts).toEqual(expected.slice(0, 2).map((id) => TEXTS[id]));
    expect(end).toMatchObject({ finish: 'length', promptTokens: 3, completionTokens: 2 });
    expect(cache.tokens).toEqual([...tokens, ...expected.slice(0, 1)]);
  });

  test('a stop token ends it, is heard and not written', async () => {
    const { end, heard, texts } = await write({ maxTokens: 200, temperature: 1, seed: 3 });
    expect(end.finish).toBe('stop');
    expect(heard.at(-1)).toBe(STOP);
    expect(end.completionTokens).toBe(heard.length - 1);
    expect(texts).toHaveLength(heard.length - 1);
  });

  test('a full context ends it as length, and the cache never holds more than fits', async () => {
    const { end, cache } = await write({ contextTokens: 4, maxTokens: 50 });
    expect(end).toMatchObject({ finish: 'length', completionTokens: 2 });
    expect(cache.length).toBe(4);
  });

  test('the same seed draws the same, another one something else', async () => {
    const draw = async (seed: number): Promise<string> => (await write({ temperature: 5, maxTokens: 12, seed })).heard.join();
    const seeds = [11, 12, 13, 14, 15, 16];
    const once = await Promise.all(seeds.map(draw));
    expect(await Promise.all(seeds.map(draw))).toEqual(once);
    expect(new Set(once).size).toBeGreaterThan(3);
  });

  test('a cancel ends it as abort, before anything is written when it comes first', async () => {
    expect(await write({ cancel: { aborted: true } })).toMatchObject({ end: { finish: 'abort' }, texts: [] });
    let looks = 0;
    const later = {
      get aborted() {
        looks += 1;
        return looks > 6;
      },
    };
    const cut = await write({ cancel: later, maxTokens: 50 });
    expect(cut.end.finish).toBe('abort');
    expect(cut.texts.length).toBeLessThan(5);
  });

  test('a character of several tokens is given whole, and what never becomes whole at the end', async () => {
    const { texts, heard } = await write({ maxTokens: 3, decode: (ids) => (ids.length % 2 === 0 ? 'é' : '\u{fffd}') });
    expect(heard).toHaveLength(3);
    expect(texts).toEqual(['é', '\u{fffd}']);
  });
});
