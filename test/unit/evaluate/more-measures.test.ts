import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averagePrecision } from '../../../src/evaluate/average-precision.ts';
import { kendallTau } from '../../../src/evaluate/kendall-tau.ts';
import { kendallTauB } from '../../../src/evaluate/kendall-tau-b.ts';
import { meanMeasure } from '../../../src/evaluate/mean-measure.ts';
import { meanNdcg } from '../../../src/evaluate/mean-ndcg.ts';
import { ndcg } from '../../../src/evaluate/ndcg.ts';
import { parseQrels } from '../../../src/evaluate/parse-qrels.ts';
import { parseTrecRun } from '../../../src/evaluate/parse-trec-run.ts';
import { rankBiasedOverlap } from '../../../src/evaluate/rank-biased-overlap.ts';
import { recall } from '../../../src/evaluate/recall.ts';
import { reciprocalRank } from '../../../src/evaluate/reciprocal-rank.ts';
import agreement from '../../fixtures/measures/agreement.json' with { type: 'json' };
import binary from '../../fixtures/measures/ir-measures-binary.json' with { type: 'json' };
import printed from '../../fixtures/measures/ir-measures.json' with { type: 'json' };

type Judged = { ranking: readonly string[]; grades: ReadonlyMap<string, number> };

function measureOf(name: string): (query: Judged) => number {
  const [kind, cut] = name.split('@');
  const depth = cut === undefined ? Infinity : Number(cut);
  if (kind === 'RR') return (query) => reciprocalRank({ ...query, depth });
  return kind === 'R' ? (query) => recall({ ...query, depth }) : averagePrecision;
}

describe('the measures of relevant or not', () => {
  const qrels = parseQrels(printed.qrels);
  const run = parseTrecRun(printed.run);
  if (!qrels.ok || !run.ok) throw new Error('the stored files cannot be read');
  const rankings = new Map([...run.value].map(([qid, rows]) => [qid, rows.map(({ docid }) => docid)]));

  it.each(binary.values as [string, string, number][])('of %s, %s, are what ir_measures prints', (qid, name, value) => {
    const measure = measureOf(name);
    const ours =
      qid === 'all'
        ? meanMeasure({ rankings, qrels: qrels.value, measure }).value
        : measure({ ranking: rankings.get(qid) ?? [], grades: qrels.value.get(qid) ?? new Map() });
    expect(ours.toFixed(6)).toBe(value.toFixed(6));
  });

  it('the mean of any measure counts queries as mean nDCG does', () => {
    const mean = meanMeasure({ rankings, qrels: qrels.value, measure: (query) => ndcg({ ...query, depth: 10 }) });
    expect(mean).toEqual(meanNdcg({ rankings, qrels: qrels.value, depth: 10 }));
    expect(mean.missing).toContain('q5');
    expect(meanMeasure({ rankings, qrels: new Map(), measure: () => 1 }).value).toBe(0);
  });

  it('are 0 where nothing is relevant, take negative grades and unjudged documents for not relevant, count a repeat once', () => {
    const grades = new Map([
      ['a', -1],
      ['b', 0],
    ]);
    for (const name of ['RR@10', 'R@10', 'AP']) expect(measureOf(name)({ ranking: ['a', 'b', 'x'], grades })).toBe(0);
    const query = { ranking: ['x', 'x', 'c', 'c', 'd'], grades: new Map([...grades, ['c', 2], ['d', 1]]) };
    expect(reciprocalRank({ ...query, depth: 2 })).toBe(1 / 2);
    expect(recall({ ...query, depth: 2 })).toBe(1 / 2);
    expect(averagePrecision(query)).toBeCloseTo((1 / 2 + 2 / 3) / 2, 12);
    expect(reciprocalRank({ ...query, depth: 1 })).toBe(0);
  });
});

describe('agreement of two rankings', () => {
  it.each(agreement.cases.map((stored, index) => [index, stored] as const))(
    'case %i has the tau that scipy and the overlap that rbo print',
    (_, { one, other, p, tau, rbo_ext: overlap }) => {
      const ours = kendallTau(one, other);
      if (tau === null) expect(ours).toBeNull();
      else expect(ours).toBeCloseTo(tau, 9);
      expect(rankBiasedOverlap({ one, other, p })).toBeCloseTo(overlap, 9);
    },
  );

  it.each(agreement.tied.map((stored, index) => [index, stored] as const))(
    'scores with ties, case %i, have the tau-b that scipy prints',
    (_, { one, other, tau_b: tau }) => {
      const scores = (list: readonly number[]) => new Map(list.map((score, index) => [`d${index}`, score]));
      expect(kendallTauB(scores(one), scores(other))).toBeCloseTo(tau, 9);
    },
  );

  const documents = fc.integer({ min: 2, max: 40 }).map((length) => Array.from({ length }, (_, index) => `d${index}`));
  const twoOrders = documents.chain((list) =>
    fc.tuple(...[0, 1].map(() => fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }))),
  );

  it('is 1 for the same order, −1 tau for the reverse, the same both ways round, and within its range', () => {
    fc.assert(
      fc.property(twoOrders, fc.double({ min: 0.01, max: 0.99, noNaN: true }), ([one = [], other = []], p) => {
        expect(kendallTau(one, one)).toBe(1);
        expect(kendallTau(one, one.toReversed())).toBe(-1);
        expect(kendallTau(one, other)).toBe(kendallTau(other, one));
        expect(rankBiasedOverlap({ one, other: one, p })).toBeCloseTo(1, 9);
        const overlap = rankBiasedOverlap({ one, other, p }) ?? -1;
        expect(overlap).toBeCloseTo(rankBiasedOverlap({ one: other, other: one, p }) ?? -1, 12);
        expect(overlap).toBeGreaterThan(-1e-9);
        expect(overlap).toBeLessThan(1 + 1e-9);
        const places = (list: readonly string[]) => new Map(list.map((docid, place) => [docid, place]));
        expect(kendallTauB(places(one), places(other))).toBeCloseTo(kendallTau(one, other) ?? NaN, 9);
      }),
    );
  });

  it('is null where there is nothing to compare, and refuses a patience outside 0 to 1', () => {
    expect(kendallTau(['a'], ['a'])).toBeNull();
    expect(kendallTau(['a', 'b'], ['c', 'd'])).toBeNull();
    expect(
      kendallTauB(
        new Map([
          ['a', 1],
          ['b', 1],
        ]),
        new Map([
          ['a', 1],
          ['b', 2],
        ]),
      ),
    ).toBeNull();
    expect(rankBiasedOverlap({ one: [], other: ['a'], p: 0.9 })).toBeNull();
    expect(rankBiasedOverlap({ one: ['a'], other: ['b'], p: 0.9 })).toBe(0);
    for (const p of [0, 1, NaN, 2]) expect(() => rankBiasedOverlap({ one: ['a'], other: ['a'], p })).toThrow(RangeError);
  });
});
