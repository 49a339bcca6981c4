import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTokenReader, leastChunkOf, writtenTokens } from '../../../../src/engines/webllm/tokens.ts';
import { createFakeCache, logitsAfter } from '../../../support/fake-cache.ts';
import { createWordTokenizer } from '../../../support/word-tokenizer.ts';

const RUNNING = { aborted: false };

describe('createTokenReader', () => {
  test('after any readings, the logits are those of a fresh reading, and only what differs was computed', async () => {
    const sequence = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(sequence, { maxLength: 8 }),
        fc.integer({ min: 1, max: 7 }),
        fc.boolean(),
        async (sequences, chunk, drops) => {
          const cache = createFakeCache({ chunk, drops });
          const reader = createTokenReader(cache);
          let before: readonly number[] = [];
          for (const tokens of sequences) {
            const step = await reader.read(tokens, RUNNING);
            expect([...(step?.logits ?? [])]).toEqual([...logitsAfter(tokens)]);
            expect(cache.tokens).toEqual(tokens);
            expect(reader.held).toEqual(tokens);
            let common = 0;
            while (common < tokens.length && tokens[common] === before[common]) common += 1;
            const same = common === tokens.length && before.length === tokens.length;
            const keep = Math.min(common, tokens.length - 1);
            const goesOn = keep === before.length;
            expect(step?.computed).toBe(same ? 0 : drops || goesOn ? tokens.length - keep : tokens.length);
            before = tokens;
          }
        },
      ),
    );
  });

  test('a cancel stops between chunks; what was read is held and not read again', async () => {
    const cache = createFakeCache({ chunk: 2 });
    const reader = createTokenReader(cache);
    let looks = 0;
    const cancel = {
      get aborted() {
        looks += 1;
        return looks > 2;
      },
    };
    expect(await reader.read([1, 2, 3, 4, 5, 6], cancel)).toBeNull();
    expect(reader.held).toEqual([1, 2, 3, 4]);
    expect((await reader.read([1, 2, 3, 4, 5, 6], RUNNING))?.computed).toBe(2);
  });

  test('after a failure nothing is taken for held, and the next reading is whole', async () => {
    const cache = createFakeCache({ chunk: 2, failsAt: 2 });
    const reader = createTokenReader(cache);
    await expect(reader.read([1, 2, 3, 4], RUNNING)).rejects.toThrow('scripted failure');
    expect(reader.held).toEqual([]);
    const step = await reader.read([1, 2, 3, 4], RUNNING);
    expect(step?.computed).toBe(4);
    expect([...(step?.logits ?? [])]).toEqual([...logitsAfter([1, 2, 3, 4])]);
  });

  test('what somebody else has left is used when its length fits, and cleared when it does not', async () => {
    const cache = createFakeCache({ chunk: 8 });
    const reader = createTokenReader(cache);
    await cache.append([1, 2, 3]);
    reader.leave([1, 2, 3]);
    expect(reader.held).toEqual([1, 2, 3]);
    expect((await reader.read([1, 2, 3, 4], RUNNING))?.computed).toBe(1);
    reader.leave([1, 2]);
    expect(reader.held).toEqual([]);
    expect((await reader.read([1, 2, 3, 4], RUNNING))?.computed).toBe(4);
    reader.leave(null);
    expect((await reader.read([1, 2, 3, 4], RUNNING))?.computed).toBe(4);
  });

  test('an empty sequence is a bug', async () => {
    await expect(createTokenReader(createFakeCache({ chunk: 2 })).read([], RUNNING)).rejects.toThrow(/nothing/);
  });
});

const { encode, decode, ids } = createWordTokenizer(['a', 'b', '.', '\n', '.\n', 'ab', '<', '/', '>']);
const prompt = [100, 101];

describe('writtenTokens', () => {
  test('without a turn before, or with one after another prompt, the text is encoded by itself', () => {
    expect(writtenTokens({ prompt, written: 'ab.\n', lastTurn: [], encode, decode })).toEqual({
      tokens: ids('ab', '.\n'),
      own: 0,
    });
    expect(writtenTokens({ prompt, written: 'ab', lastTurn: [100, 7, ...ids('a', 'b')], encode, decode })).toEqual({
      tokens: ids('ab'),
      own: 0,
    });
    expect(writtenTokens({ prompt, written: '', lastTurn: [...prompt, ...ids('a')], encode, decode })).toEqual({
      tokens: [],
      own: 0,
    });
  });

  test('the model’s own tokens are kept, even where the tokenizer would cut the text in another way', () => {
    const lastTurn = [...prompt, ...ids('a', 'b', '.\n', 'a')];
    expect(writtenTokens({ prompt, written: 'ab.\n', lastTurn, encode, decode })).toEqual({
      tokens: ids('a', 'b', '.\n'),
      own: 3,
    });
    expect(writtenTokens({ prompt, written: 'ab.\n</>', lastTurn, encode, decode })).toEqual({
      tokens: ids('a', 'b', '.\n', '<', '/', '>'),
      own: 3,
    });
  });

  test('a border inside one of the model’s tokens gives up that token', () => {
    const lastTurn = [...prompt, ...ids('a', 'b', '.\n', 'a')];
    expect(writtenTokens({ prompt, written: 'ab.<', lastTurn, encode, decode })).toEqual({
      tokens: ids('a', 'b', '.', '<'),
      own: 2,
    });
  });

  test('a text that the model did not write so is encoded from where they part', () => {
    const lastTurn = [...prompt, ...ids('a', 'b')];
    expect(writtenTokens({ prompt, written: 'a.b', lastTurn, encode, decode })).toEqual({ tokens: ids('a', '.', 'b'), own: 1 });
  });

  test('characters spread over several tokens are compared whole', () => {
    // é as two tokens of one byte each.
    const bytes: Record<number, number> = { 1: 0xc3, 2: 0xa9, 3: 0x61 };
    const utf8 = new TextDecoder();
    const decodeBytes = (tokens: readonly number[]): string => utf8.decode(Uint8Array.from(tokens, (token) => bytes[token] ?? 0));
    const lastTurn = [...prompt, 1, 2, 3];
    const encodeNone = (): number[] => [9];
    expect(writtenTokens({ prompt, written: 'éa', lastTurn, encode: encodeNone, decode: decodeBytes })).toEqual({
      tokens: [1, 2, 3],
      own: 3,
    });
    expect(writtenTokens({ prompt, written: 'éb', lastTurn, encode: encodeNone, decode: decodeBytes })).toEqual({
      tokens: [1, 2, 9],
      own: 2,
    });
  });
});

test('two tokens are worth a chunk, but four on software libraries of before, which have no kernels for fewer', () => {
  expect(leastChunkOf('gpu.wasm', '')).toBe(2);
  expect(leastChunkOf('software.wasm', `\0asm// when: later${' '.repeat(28)}\n// Function: decode_kernel\n`)).toBe(2);
  expect(leastChunkOf('software.wasm', '\0asm// Function: decode_kernel\n')).toBe(4);
  expect(leastChunkOf('software.wasm', null)).toBe(4);
});
