import { describe, expect, it } from 'vitest';
import { measure } from '../../../../src/core/measure/measures.ts';
import { agreementOfOrders } from '../../../../src/core/measure/agreement.ts';
import { curvePoints, FEW_QUERIES, isTooFew, queryDifferences, summarise } from '../../../../src/core/experiment/summary.ts';
import { docId } from '../../../../src/core/request.ts';
import { SAMPLE_PLAN, sampleCell } from './sample-experiment.ts';

const rr = measure('RR@10') ?? expect.fail();
const ap = measure('AP') ?? expect.fail();
const reversed = ['d3', 'd2', 'd1'].map(docId);
const qrels = new Map(['q1', 'q2', 'q3', 'q9'].map((qid) => [qid, new Map([['d1', 1]])]));
const firstStage = new Map(SAMPLE_PLAN.topics.map((qid) => [qid, ['d2', 'd1', 'd3']]));
const forecast = { calls: [1, 1], promptTokens: [100, 100], outputTokens: [0, 9] } as const;
const all = SAMPLE_PLAN.topics.flatMap((qid) => [
  sampleCell('a', qid, { forecast }),
  sampleCell('b', qid, { ranking: reversed, seconds: 1, completionTokens: 5, forecast }),
  sampleCell('c', qid, qid === 'q1' ? { outcome: { type: 'cancelled' }, ranking: reversed } : { seconds: 4 }),
]);
const summaryOf = (cells: typeof all) => summarise({ plan: SAMPLE_PLAN, cells, qrels, measures: [rr, ap], firstStage });
const whole = summaryOf(all);

describe('the summary of an experiment', () => {
  it('counts a missing topic as 0, a cancelled run with the order it left, and no unjudged query', () => {
    expect(whole).toMatchObject({ paired: 4, counted: 4, missing: 1, unjudged: 1, complete: true });
    const means = whole.configurations.map(({ means: [first] }) => [first?.measure, first?.mean]);
    expect(means).toEqual([
      ['RR@10', 3 / 4],
      ['RR@10', 1 / 4],
      ['RR@10', expect.closeTo((1 / 3 + 2) / 4, 12)],
    ]);
    expect(whole.firstStage?.[0]?.mean).toBe(1.5 / 4);
    expect(whole.configurations[0]?.means[0]).toMatchObject({ low: 0.25, high: 1 });
  });

  it('is called too thin from one judged query on and until there are enough; without judgements there is nothing to call so', () => {
    expect([0, 1, FEW_QUERIES - 1, FEW_QUERIES, 500].map((counted) => isTooFew({ counted }))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    expect(FEW_QUERIES).toBe(20);
    expect(isTooFew(whole)).toBe(true);
  });

  it('sums what each configuration cost, how its runs ended and how many kept their forecast', () => {
    const [a, b, c] = whole.configurations.map(({ cost }) => cost);
    expect(a).toMatchObject({
      cells: 4,
      calls: 4,
      promptTokens: 400,
      completionTokens: 40,
      seconds: 8,
      forecast: { made: 4, kept: 0 },
    });
    expect(b?.forecast).toEqual({ made: 4, kept: 4 });
    expect(c?.outcomes).toEqual({ complete: 3, cancelled: 1, failed: 0 });
    expect(c?.windows.complete).toBe(4);
  });

  it('tests each pair once on the same queries and says how alike the orders are', () => {
    const { pairs } = whole;
    expect(pairs.map(({ one, other }) => one + other)).toEqual(['ab', 'ac', 'bc']);
    // Three equal losses of 2/3, the missing topic none: 2 of 2³ signs reach as far.
    expect(pairs[0]?.tests[0]).toMatchObject({ measure: 'RR@10', p: 0.25, exact: true });
    expect(pairs[0]?.tests[0]?.difference).toBeCloseTo(-0.5, 12);
    expect(pairs[0]?.agreement.tau).toBe(-1);
    expect(pairs[1]?.agreement.tau).toBe(0.5);
    expect(pairs[1]?.agreement.overlap).toBeLessThan(1);
  });

  it('is over the queries that every configuration has finished, and takes missing topics in at the end only', () => {
    const early = summaryOf(all.filter(({ qid, configurationId }) => qid < 'q3' || configurationId === 'a'));
    expect(early).toMatchObject({ paired: 2, counted: 2, missing: 0, complete: false });
    expect(early.configurations[0]?.means[0]?.mean).toBe(1);
    const none = summaryOf([]);
    expect(none).toMatchObject({ paired: 0, counted: 0 });
    expect(none.configurations.map(({ means }) => means)).toEqual([[], [], []]);
    expect(none.pairs[0]).toEqual({ one: 'a', other: 'b', tests: [], agreement: { tau: null, overlap: null } });
  });

  it('takes the later of two results of one cell, and none that the plan does not know', () => {
    const again = [...all, sampleCell('b', 'q1'), sampleCell('x', 'q1'), sampleCell('a', 'other')];
    expect(summaryOf(again).configurations[1]?.means[0]?.mean).toBe((1 + 2 / 3) / 4);
  });
});

describe('agreement of two orders', () => {
  it('takes ties out of the scale and is 1 for the same ties', () => {
    const tied = { ranking: ['d1', 'd2', 'd3'].map(docId), ties: [['d1', 'd2'].map(docId)] };
    const plain = { ranking: ['d2', 'd1', 'd3'].map(docId), ties: [] };
    expect(agreementOfOrders(tied, tied).tau).toBeCloseTo(1, 12);
    expect(agreementOfOrders(tied, plain).tau).toBeCloseTo(2 / Math.sqrt(2 * 3), 12);
    expect(agreementOfOrders(plain, plain)).toEqual({ tau: 1, overlap: expect.closeTo(1, 9) as number });
  });
});

describe('per-query differences', () => {
  it('stand with the greatest loss first, for queries that both have finished', () => {
    const cells = all.filter(({ qid, configurationId }) => qid !== 'q2' || configurationId !== 'c');
    const differences = queryDifferences({ cells, qrels, measure: rr, one: 'a', other: 'c' });
    expect(differences.map(({ qid }) => qid)).toEqual(['q1', 'q3']);
    expect(differences[0]).toMatchObject({ one: 1, other: 1 / 3 });
  });
});

describe('the curve of quality against cost', () => {
  it('marks the points that no other beats for less', () => {
    const points = curvePoints(whole, 'RR@10');
    expect(points.map(({ configurationId, tokens, seconds }) => [configurationId, tokens, seconds])).toEqual([
      ['a', 110, 2],
      ['b', 105, 1],
      ['c', 110, 3.5],
    ]);
    expect(points.map(({ isBestForTokens, isBestForSeconds }) => [isBestForTokens, isBestForSeconds])).toEqual([
      [true, true],
      [true, true],
      [false, false],
    ]);
    expect(curvePoints(summaryOf([]), 'RR@10')).toEqual([]);
    expect(curvePoints(whole, 'P@1')).toEqual([]);
  });
});
