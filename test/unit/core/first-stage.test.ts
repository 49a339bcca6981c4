import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { docId, firstStageScores } from '../../../src/core/request.ts';
import { listBm25, listIdf, queryTerms } from '../../../src/core/text/terms.ts';
import { scoreBuckets } from '../../../src/core/text/scores.ts';

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

describe('scoreBuckets', () => {
  it('spreads from 0 for the lowest to 9 for the highest', () => {
    expect(scoreBuckets([10, 0, 5, 9.99, 1])).toEqual([9, 0, 4, 9, 0]);
    expect(scoreBuckets([-2, -1])).toEqual([0, 9]);
  });

  it('is 5 everywhere when all scores are equal', () => {
    expect(scoreBuckets([3, 3])).toEqual([5, 5]);
    expect(scoreBuckets([0])).toEqual([5]);
    expect(scoreBuckets([])).toEqual([]);
  });

  it('keeps the order of any scores and stays within 0 to 9', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 2 }), (scores) => {
        const buckets = scoreBuckets(scores);
        expect(buckets.every((bucket) => Number.isInteger(bucket) && bucket >= 0 && bucket <= 9)).toBe(true);
        const sorted = scores.map((score, place) => ({ score, bucket: buckets[place] ?? -1 })).sort((a, b) => a.score - b.score);
        for (const [place, { bucket }] of sorted.entries()) expect(bucket).toBeGreaterThanOrEqual(sorted[place - 1]?.bucket ?? 0);
      }),
    );
  });

  it('refuses what is no number', () => {
    expect(() => scoreBuckets([1, Number.NaN])).toThrow(RangeError);
  });
});

describe('firstStageScores', () => {
  const query = { id: 'q', text: 'fox' };

  it('takes the scores that came with the list when every candidate has one', () => {
    const candidates = [
      { docId: docId('a'), text: 'fox', score: 1 },
      { docId: docId('b'), text: 'dog', score: 2 },
    ];
    expect(firstStageScores({ query, candidates })).toEqual([1, 2]);
  });

  it('computes BM25 over title and text when one score is missing or not finite', () => {
    const candidates = [
      { docId: docId('a'), title: 'Fox', text: 'red', score: 1 },
      { docId: docId('b'), text: 'a dog', score: Number.NaN },
    ];
    expect(firstStageScores({ query, candidates })).toEqual(listBm25({ query: 'fox', texts: ['Fox: red', 'a dog'] }));
  });
});
