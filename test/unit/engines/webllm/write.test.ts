import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createGuidedLogits } from '../../../../src/engines/webllm/guided.ts';
import { pickToken, writeTokens } from '../../../../src/engines/webllm/write.ts';
import { tokenTexts, createTokenReader } from '../../../../src/engines/webllm/tokens.ts';
import { template } from '../../../../src/core/preset/built-in.ts';
import { isWholeAnswer } from '../../../support/answer-grammar.ts';
import { ownGuide } from '../../../support/own-guide.ts';
import { seeded } from '../../../support/seeded.ts';
import type { CancelSignal, ModelChunk } from '../../../../src/core/run/text-model.ts';
import { createFakeCache, logitsAfter } from '../../../support/fake-cache.ts';

const glassrank = template('glassrank-1');
const form = { open: glassrank.answerOpen, close: glassrank.answerClose, separator: glassrank.answerSeparator };
const tiny = tokenTexts(JSON.parse(readFileSync('public/models/test-tiny/tokenizer.json', 'utf8')));
const END = 2;

/** Samples like a model: the best logit of those that are left. */
function sample(logits: Float32Array): number {
  return logits.reduce((best, value, id) => (value > (logits[best] ?? -Infinity) ? id : best), 0);
}

function noise(seed: number, length: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 28;
  });
}

describe('createGuidedLogits', () => {
  test('what is looked up in a quote or citation is what asking about the whole vocabulary lets through', () => {
    const evidence = ['Foxes and owls hunt at night.', 'A fox “sleeps” by day; an owl too.'];
    const written = '[2] says "an owl too", so [1] is "Foxes and owls hunt';
    const shapes = { template: glassrank, count: 2, thoughtTokens: 400, opensThought: true, evidence };
    const masksOf = (hide: boolean): readonly string[] => {
      const guide = ownGuide(shapes);
      const guided = createGuidedLogits(tiny, [END]);
      guided.begin(
        hide ? new Proxy(guide, { get: (of, name) => (name === 'narrow' ? undefined : Reflect.get(of, name)) }) : guide,
      );
      let narrowed = 0;
      const masks = Array.from(written, (letter) => {
        if (guide.narrow?.() != null) narrowed += 1;
        const mask = guided.processLogits(new Float32Array(800)).join();
        guided.processSampledToken(tiny.indexOf(letter));
        return mask;
      });
      expect(narrowed).toBeGreaterThan(20);
      return masks;
    };
    expect(masksOf(false)).toEqual(masksOf(true));
  });

  test.each([0, 1, 7, 40])(
    'with the test model’s vocabulary and %i thought tokens, noise becomes a complete permutation and then stops',
    (thoughtTokens) => {
      for (let count = 1; count <= 12; count += 1) {
        const guided = createGuidedLogits(tiny, [END]);
        guided.begin(ownGuide({ template: glassrank, count, thoughtTokens, opensThought: true }));
        let output = '';
        for (let step = 0; step < 400; step += 1) {
          // The stop token would win every time if it were let.
          const logits = noise(step + 31 * count, 800);
          logits[END] = 100;
          const token = sample(guided.processLogits(logits));
          guided.processSampledToken(token);
          if (token === END) break;
          output += tiny[token];
        }
        const close = output.indexOf('</think>');
        expect(isWholeAnswer(output.slice(close + '</think>'.length), count, form), output).toBe(true);
      }
    },
  );

  test('without a guide the logits are left alone', () => {
    const guided = createGuidedLogits(['a', 'b'], [1]);
    guided.begin(undefined);
    const logits = Float32Array.of(1, 2, 3);
    expect([...guided.processLogits(logits)]).toEqual([1, 2, 3]);
    guided.processSampledToken(0);
  });

  test('who listens hears every token, with and without a guide, until the next generation begins', () => {
    const guided = createGuidedLogits([' a', null, '</s>'], [2]);
    const heard: number[] = [];
    guided.begin(undefined, (token) => heard.push(token));
    for (const token of [0, 1, 2]) guided.processSampledToken(token);
    guided.begin(ownGuide({ template: glassrank, count: 2, thoughtTokens: 9, opensThought: true }), (token) => heard.push(token));
    guided.processSampledToken(0);
    guided.begin(undefined);
    guided.processSampledToken(0);
    expect(heard).toEqual([0, 1, 2, 0]);
  });

  test('special tokens, padding and stop tokens are never left in a thought', () => {
    const guided = createGuidedLogits([' a', null, '</s>', ' b'], [2]);
    guided.begin(ownGuide({ template: glassrank, count: 2, thoughtTokens: 9, opensThought: true }));
    const left = guided.processLogits(Float32Array.of(1, 1, 1, 1, 1, 1));
    expect([...left].map((value) => value === 1)).toEqual([true, false, false, true, false, false]);
  });

  test.each([
    ['less', 1.9, '[1]'],
    ['more', 2.1, '[2]'],
  ])('logits that prefer [2] by %s than the prior pulls to [1] give %s → %s', (_, preference, expected) => {
    const texts = [' [', '1', '2', ']', '</s>', '1989', '</think>'];
    const guided = createGuidedLogits(texts, [4]);
    // Two standard deviations lie between them.
    const prior = [1, -1];
    const evidence = ['one', 'two'];
    guided.begin(ownGuide({ template: glassrank, count: 2, thoughtTokens: 9, opensThought: true, evidence, prior }));
    guided.processSampledToken(0);
    let written = '[';
    for (let step = 0; step < 2; step += 1) {
      // What the lock refuses stays refused, however much the model wants it.
      const token = sample(guided.processLogits(Float32Array.of(0, 0, preference, 0, 50, 50, 50)));
      guided.processSampledToken(token);
      written += texts[token];
    }
    expect(written).toBe(expected);
  });

  test('a prior changes the logits of identifiers alone', () => {
    const guided = createGuidedLogits([' a', '1', '2', '[1', ']', '</think>'], []);
    const options = { template: glassrank, count: 2, thoughtTokens: 9, opensThought: true } as const;
    guided.begin(ownGuide({ ...options, prior: [2, -3] }));
    expect([...guided.processLogits(new Float32Array(6))]).toEqual([0, 0, 0, 2, 0, 0]);
    guided.processSampledToken(3);
    expect([...guided.processLogits(new Float32Array(6))]).toEqual([0, 0, 0, 2, 2, 0]);
    guided.begin(ownGuide({ ...options, prior: [0, 0] }));
    guided.processSampledToken(3);
    expect([...guided.processLogits(new Float32Array(6))]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('WebLLM’s reset between begin and the first token does not forget the guide', () => {
    const guided = createGuidedLogits([' a', '</think>\n<answer>[1]</answer>', '</s>'], [2]);
    guided.begin(ownGuide({ template: glassrank, count: 1, thoughtTokens: 0, opensThought: true }));
    guided.resetState();
    expect(sample(guided.processLogits(Float32Array.of(9, 1, 9)))).toBe(1);
    guided.processSampledToken(1);
    expect(sample(guided.processLogits(Float32Array.of(9, 9, 1)))).toBe(2);
  });

  test('numbers that are none are a failure of the GPU, not a ranking', () => {
    const guided = createGuidedLogits(['a'], []);
    expect(() => guided.processLogits(Float32Array.of(Number.NaN))).toThrow(/NaN/);
  });

  test('a vocabulary that cannot write the answer fails with a message', () => {
    const guided = createGuidedLogits(['a', 'b'], []);
    guided.begin(ownGuide({ template: glassrank, count: 1, thoughtTokens: 0, opensThought: true }));
    expect(() => guided.processLogits(Float32Array.of(1, 2))).toThrow(/no token of the vocabulary/);
  });
});

describe('tokenTexts', () => {
  test('bytes become text, special tokens none, half characters U+FFFD', () => {
    const vocab = { '<s>': 0, Ġthe: 1, Ċ: 2, 'Ã©': 3, Ã: 4, '[': 5, '</think>': 6 };
    const added = [
      { id: 0, content: '<s>', special: true },
      { id: 6, content: '</think>', special: false },
      { id: 8, content: '<tool>', special: false },
    ];
    expect(tokenTexts({ model: { vocab }, added_tokens: added, decoder: { type: 'ByteLevel' } })).toEqual([
      null,
      ' the',
      '\n',
      'é',
      '\u{fffd}',
      '[',
      '</think>',
      null,
      '<tool>',
    ]);
  });

  test('the test model’s single-byte tokens cover all of ASCII', () => {
    const texts = new Set(tiny);
    for (let code = 0x20; code < 0x7f; code += 1) expect(texts.has(String.fromCodePoint(code))).toBe(true);
  });

  test('another kind of tokenizer is refused', () => {
    expect(() => tokenTexts({ model: { vocab: {} }, decoder: { type: 'Sequence', decoders: [{ type: 'Metaspace' }] } })).toThrow(
      /Metaspace/,
    );
  });
});

const logits = Float32Array.of(0, Math.log(3), -1e9, 0);

describe('pickToken', () => {
  test('at temperature 0 the likeliest is taken, of equals the first, and nothing is drawn', () => {
    const never = (): number => {
      throw new Error('drawn');
    };
    expect(pickToken(logits, 0, never)).toBe(1);
    expect(pickToken(Float32Array.of(1, 2, 2), 0, never)).toBe(1);
  });

  test('draws follow the probabilities, and what a guide refused never comes', () => {
    const random = seeded(5);
    const counts = [0, 0, 0, 0];
    for (let draw = 0; draw < 5000; draw += 1) {
      const token = pickToken(logits, 1, random);
      counts[token] = (counts[token] ?? 0) + 1;
    }
    for (const [token, share] of [0.2, 0.6, 0, 0.2].entries())
      expect(Math.abs((counts[token] ?? 0) / 5000 - share)).toBeLessThan(0.03);
    expect(counts[2]).toBe(0);
  });

  test('a low temperature takes the likeliest, the lowest ones too', () => {
    for (const temperature of [0.01, 1e-6, 1e-30]) expect(pickToken(logits, temperature, () => 0.999999)).toBe(1);
  });
});

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
