import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankLlmOrder } from '../../../src/rank/rank-llm-order.ts';
import { answerLike } from '../../support/arbitrary-answer.ts';

describe('rankLlmOrder', () => {
  it('keeps the first, drops the unknown, appends the missing', () => {
    expect(rankLlmOrder('[3] > [3] > [9] > [1]', 4)).toEqual([2, 0, 1, 3]);
    expect(rankLlmOrder('③ > ① and 2.', 3)).toEqual([2, 0, 1]);
  });

  it('reads the digits of an unfinished thought, as RankLLM does: the reason that Glassrank has parseOrder', () => {
    expect(rankLlmOrder('<think>Passage [4] in 2019 is about it, passage [1] not', 5)).toEqual([3, 0, 1, 2, 4]);
    expect(rankLlmOrder('<think>[4]</think>[2]', 4)).toEqual([1, 0, 2, 3]);
  });

  it('is a permutation for any text', () => {
    fc.assert(
      fc.property(fc.oneof(answerLike, fc.string()), fc.nat(12), (text, count) => {
        expect([...rankLlmOrder(text, count)].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, place) => place));
      }),
    );
  });
});
