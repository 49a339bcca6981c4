import { describe, expect, it } from 'vitest';
import { docId, firstStageScores } from '../../../src/core/request.ts';
import { listBm25 } from '../../../src/core/text/terms.ts';

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
