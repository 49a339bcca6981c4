import { describe, expect, test } from 'vitest';
import { writtenTokens } from '../../../../src/engines/webllm/tokens.ts';
import { createWordTokenizer } from '../../../support/word-tokenizer.ts';

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
