import { describe, expect, it } from 'vitest';
import { listBm25, listIdf, queryTerms } from '../../../../src/core/text/terms.ts';

describe('queryTerms', () => {
  it('lower-cases, splits at everything but letters and digits, and drops a plural s', () => {
    expect(queryTerms('What makes GLASS-boxes, gas & 3 cats’ bus-lines shine?')).toEqual([
      'what',
      'make',
      'glass',
      'boxe',
      'gas',
      '3',
      'cat',
      'bus',
      'line',
      'shine',
    ]);
  });

  it('keeps order and repeats, and knows every script', () => {
    expect(queryTerms('кот КОТ 猫 گربه‌ها ÉTÉS')).toEqual(['кот', 'кот', '猫', 'گربه', 'ها', 'été']);
    expect(queryTerms('')).toEqual([]);
    expect(queryTerms('\0 \uD800 …')).toEqual([]);
  });
});

describe('listIdf and listBm25', () => {
  const texts = ['the red fox', 'the dog', 'the the fox runs far away'];

  it('weighs by this list alone', () => {
    const idf = listIdf(texts);
    expect(idf.get('the')).toBeCloseTo(Math.log(1 + 0.5 / 3.5), 12);
    expect(idf.get('fox')).toBeCloseTo(Math.log(1 + 1.5 / 2.5), 12);
    expect(idf.get('red')).toBeCloseTo(Math.log(1 + 2.5 / 1.5), 12);
    expect(idf.get('cat')).toBeUndefined();
  });

  it('scores as BM25 worked by hand: k1 0.9, b 0.4, average length 11/3', () => {
    const fox = Math.log(1 + 1.5 / 2.5);
    const the = Math.log(1 + 0.5 / 3.5);
    const length = (terms: number): number => 0.9 * (0.6 + (0.4 * terms) / (11 / 3));
    const scores = listBm25({ query: 'The fox, the foxs!', texts });
    expect(scores[0]).toBeCloseTo((the * 1.9) / (1 + length(3)) + (fox * 1.9) / (1 + length(3)), 12);
    expect(scores[1]).toBeCloseTo((the * 1.9) / (1 + length(2)), 12);
    expect(scores[2]).toBeCloseTo((the * 2 * 1.9) / (2 + length(6)) + (fox * 1.9) / (1 + length(6)), 12);
  });

  it('gives zeros and no NaN where there is nothing to count', () => {
    expect(listBm25({ query: 'x', texts: ['', ''] })).toEqual([0, 0]);
    expect(listBm25({ query: '', texts })).toEqual([0, 0, 0]);
    expect(listBm25({ query: 'x', texts: [] })).toEqual([]);
  });
});
