import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { docId } from '../../../src/core/request.ts';
import { startingRanking } from '../../../src/core/ranking.ts';
import { zScores } from '../../../src/core/text/scores.ts';
import { sampleRequest } from '../../support/sample-request.ts';

const finite = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 2, maxLength: 20 });

describe('zScores', () => {
  test('are standard deviations of the population', () => {
    expect(zScores([1, 3])).toEqual([-1, 1]);
    const [low = 0, , high = 0] = zScores([2, 4, 6]);
    expect(high).toBeCloseTo(Math.sqrt(1.5), 12);
    expect(low).toBeCloseTo(-Math.sqrt(1.5), 12);
  });

  test('equal values, one value and none say nothing', () => {
    expect(zScores([0.1, 0.1, 0.1])).toEqual([0, 0, 0]);
    expect(zScores([7])).toEqual([0]);
    expect(zScores([])).toEqual([]);
  });

  test('of any finite values, however great or near, are finite, with mean 0 and deviation 1', () => {
    fc.assert(
      fc.property(finite, (values) => {
        const scores = zScores(values);
        const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
        const square = scores.reduce((sum, score) => sum + score ** 2, 0) / scores.length;
        expect(mean).toBeCloseTo(0, 9);
        expect(square).toBeCloseTo(new Set(values.map((value) => value + 0)).size === 1 ? 0 : 1, 9);
      }),
    );
  });
});

describe('startingRanking', () => {
  const request = sampleRequest(3);
  const firstStage = (ids: readonly string[]) => ({
    method: 'bm25' as const,
    ranking: ids.map(docId),
    scores: [1, 2, 3],
    windowFrom: [null, null, null],
  });

  test('is the first stage’s, else the candidates’ own', () => {
    expect(startingRanking({ ...request, firstStage: firstStage(['d3', 'd1', 'd2']) })).toEqual(['d3', 'd1', 'd2']);
    expect(startingRanking(request)).toEqual(['d1', 'd2', 'd3']);
  });

  test.each([[['d3', 'd1']], [['d3', 'd1', 'd1']], [['d3', 'd1', 'd4']], [['d1', 'd2', 'd3', 'd3']]])(
    'is the candidates’ own where the first stage’s is no permutation: %j',
    (ids) => {
      expect(startingRanking({ ...request, firstStage: firstStage(ids) })).toEqual(['d1', 'd2', 'd3']);
    },
  );
});
