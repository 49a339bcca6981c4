import { describe, expect, test } from 'vitest';
import { continuationTokens, logSumExp, walkContinuations } from '../../../../src/engines/webllm/likelihoods.ts';
import { createWordTokenizer } from '../../../support/word-tokenizer.ts';
import fc from 'fast-check';
import { logitsAfter } from '../../../support/fake-cache.ts';

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

const read = async (tokens: readonly number[]): Promise<Float32Array> => logitsAfter(tokens);

function expected(before: readonly number[], tokens: readonly number[]): number {
  let sum = 0;
  for (const [index, token] of tokens.entries()) {
    const logits = logitsAfter([...before, ...tokens.slice(0, index)]);
    sum += (logits[token] ?? NaN) - Math.log(logits.reduce((total, value) => total + Math.exp(value), 0));
  }
  return sum;
}

describe('walkContinuations', () => {
  test('each likelihood is the sum over its tokens, and each distinct beginning is read once', async () => {
    const tokens = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(tokens, { maxLength: 12 }), async (continuations) => {
        const readings: string[] = [];
        const logProbs = await walkContinuations({
          before: [3, 1],
          continuations,
          read: (path) => {
            readings.push(path.join());
            return read(path);
          },
        });
        for (const [index, value] of logProbs.entries())
          expect(value).toBeCloseTo(expected([3, 1], continuations[index] ?? []), 5);
        const beginnings = continuations.flatMap((one) => one.map((_, at) => [3, 1, ...one.slice(0, at)].join()));
        expect(readings.toSorted()).toEqual([...new Set(beginnings)].toSorted());
      }),
    );
  });

  test('the likelihoods of all single tokens sum to 1', async () => {
    const logProbs = await walkContinuations({ before: [5], continuations: Array.from({ length: 8 }, (_, id) => [id]), read });
    expect(logProbs.reduce((sum, value) => sum + Math.exp(value), 0)).toBeCloseTo(1, 12);
  });

  test('with a set of first tokens, the first is taken as one of them', async () => {
    const begins = [2, 4];
    const [two = NaN, four = NaN] = await walkContinuations({ before: [5], continuations: [[2], [4]], begins, read });
    expect(Math.exp(two) + Math.exp(four)).toBeCloseTo(1, 12);
    const plain = await walkContinuations({ before: [5], continuations: [[2], [4]], read });
    expect(two - four).toBeCloseTo((plain[0] ?? NaN) - (plain[1] ?? NaN), 12);
  });

  test('what a cancel leaves out is NaN, what was there before it stays', async () => {
    let left = 2;
    const logProbs = await walkContinuations({
      before: [5],
      continuations: [[1], [2, 3], [4, 5, 6]],
      read: async (path) => (left-- > 0 ? logitsAfter(path) : null),
    });
    expect(logProbs.map((value) => Number.isNaN(value))).toEqual([false, false, true]);
    expect(logProbs[1]).toBeCloseTo(expected([5], [2, 3]), 5);
  });
});

describe('logSumExp', () => {
  test('holds for logits that overflow a plain sum, and for parts', () => {
    expect(logSumExp(Float32Array.of(1000, 1000))).toBeCloseTo(1000 + Math.LN2, 9);
    expect(logSumExp(Float32Array.of(-1e9, 2, 3), [1])).toBe(2);
    expect(logSumExp(Float32Array.of(1, 2), [])).toBe(-Infinity);
  });

  test('numbers that are none are told', () => {
    expect(() => logSumExp(Float32Array.of(1, NaN))).toThrow(/NaN logits/);
  });
});
