import { describe, expect, test } from 'vitest';
import { continuationTokens } from '../../../../src/engines/webllm/likelihoods.ts';
import { createWordTokenizer } from '../../../support/word-tokenizer.ts';

const { encode, decode, ids } = createWordTokenizer(['a', '>', '[', '>[', '1', '2', ']', ' yes', ' no']);
const before = [99, ...ids('a', '>')];
const cut = (continuations: readonly string[], joined = true, tokens: readonly number[] = before) =>
  continuationTokens({ before: tokens, continuations, joined, encode, decode });

describe('continuationTokens', () => {
  test('where nothing joins, the tokens before stand and each continuation has its own', () => {
    expect(cut([' yes', ' no'])).toEqual({ before, tokens: [ids(' yes'), ids(' no')], takenBack: null });
  });

  test('a token that would be joined with what follows is taken back, for all continuations alike', () => {
    expect(cut(['[1]', ' yes'])).toEqual({
      before: before.slice(0, -1),
      tokens: [ids('>[', '1', ']'), ids('>', ' yes')],
      takenBack: '>',
    });
  });

  test('a token that the model wrote itself, or that ends a turn, stands', () => {
    expect(cut(['[1]'], false)).toEqual({ before, tokens: [ids('[', '1', ']')], takenBack: null });
  });

  test('a token without text stands, and the only token is never taken back', () => {
    expect(cut(['[1]'], true, [99, 98]).before).toEqual([99, 98]);
    expect(cut(['[1]'], true, ids('>')).takenBack).toBeNull();
    expect(cut(['[1]'], true, [])).toEqual({ before: [], tokens: [ids('[', '1', ']')], takenBack: null });
  });

  test('an empty continuation is a bug', () => {
    expect(() => cut([''])).toThrow(/empty/);
  });
});
