import { describe, expect, it } from 'vitest';
import { wordScores } from '../../../src/instant/order.ts';

const place = (scores: readonly number[]): number => scores.indexOf(Math.max(...scores));

describe('BM25 of a pasted list', () => {
  it('is greatest where the rare words of the query occur, and 0 where none does', () => {
    const scores = wordScores({
      query: 'descale a kettle',
      texts: ['Fill a kettle.', 'Vinegar will descale a kettle.', 'Trains run late.'],
    });
    expect(place(scores)).toBe(1);
    expect(scores[2]).toBe(0);
  });

  it('is BM25 with k1 0.9 and b 0.4, each term of the query once', () => {
    const texts = ['bee', 'wasp'];
    // idf ln(1 + (2 − 1 + 0.5) / (1 + 0.5)) = ln 2; the passage has average length, so the frequency part is 1.
    const expected = Math.log(2);
    expect(wordScores({ query: 'bee', texts })[0]).toBeCloseTo(expected, 6);
    expect(wordScores({ query: 'Bee bees BEE', texts })[0]).toBeCloseTo(expected, 6);
  });

  it('adds up over terms: matching two of them is not counted more than their sum', () => {
    const texts = ['alpha beta', 'gamma delta', 'alpha gamma'];
    const one = (query: string) => wordScores({ query, texts })[0] ?? Number.NaN;
    expect(one('alpha beta')).toBeCloseTo(one('alpha') + one('beta'), 6);
  });

  it('finds words in scripts that write no spaces', () => {
    const scores = wordScores({ query: '水的沸点', texts: ['今天天气很好', '水在一百度沸腾', '我喜欢音乐'] });
    expect(place(scores)).toBe(1);
    expect(scores[0]).toBe(0);
  });

  it('is all 0 for a query without words', () => {
    expect(wordScores({ query: '?!', texts: ['a', 'b'] })).toEqual([0, 0]);
  });
});
