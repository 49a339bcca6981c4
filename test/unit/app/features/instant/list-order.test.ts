import { describe, expect, it } from 'vitest';
import { docId } from '../../../../../src/core/request.ts';
import type { RankRequest } from '../../../../../src/core/request.ts';
import { listOrder } from '../../../../../src/app/features/instant/controller.ts';
import * as en from '../../../../../src/app/words/en/index.ts';

const request: RankRequest = {
  query: { id: 'q1', text: 'rust' },
  candidates: [
    { docId: docId('a'), text: 'iron and rust', score: 1 },
    { docId: docId('b'), text: 'cold water', score: 3 },
    { docId: docId('c'), text: 'cold air', score: 3 },
  ],
};

describe('the order a list starts from when it is chosen', () => {
  it('goes by the list’s own scores, and equal ones keep the order given', () => {
    expect(listOrder(request, 'score')?.ranking).toEqual(['b', 'c', 'a']);
  });

  it('goes by BM25 over the list, whatever scores it came with, and is called so', () => {
    const order = listOrder(request, 'bm25');
    expect(order?.ranking).toEqual(['a', 'b', 'c']);
    expect(en.firstStage.method('bm25', request, order?.scores)).toBe('BM25 alone');
    expect(en.firstStage.method('bm25', request, listOrder(request, 'score')?.scores)).toBe('given scores alone');
  });

  it('is not to be had by scores where a passage has none', () => {
    const [first, ...rest] = request.candidates;
    if (first === undefined) throw new Error('no candidate');
    const { score: _score, ...bare } = first;
    expect(listOrder({ ...request, candidates: [bare, ...rest] }, 'score')).toBeNull();
  });
});
