import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kendallTau, kendallTauB, rankBiasedOverlap } from '../../../../src/core/measure/agreement.ts';
import { measure, measureQueries } from '../../../../src/core/measure/measures.ts';
import type { Measure } from '../../../../src/core/measure/measures.ts';
import { parseQrels } from '../../../../src/core/measure/qrels.ts';
import { parseTrecRun } from '../../../../src/core/measure/trec-run.ts';
import agreement from '../../../fixtures/measures/agreement.json' with { type: 'json' };
import binary from '../../../fixtures/measures/ir-measures-binary.json' with { type: 'json' };
import printed from '../../../fixtures/measures/ir-measures.json' with { type: 'json' };
import trecEval from '../../../fixtures/measures/trec-eval-10.json' with { type: 'json' };

function named(name: string): Measure {
  return measure(name) ?? expect.fail(`${name} is not known`);
}

function read(files: { readonly qrels: string; readonly run: string }) {
  const qrels = parseQrels(files.qrels);
  const run = parseTrecRun(files.run);
  if (!qrels.ok || !run.ok) throw new Error('the stored files cannot be read');
  return {
    qrels: qrels.value,
    rankings: new Map(Array.from(run.value, ([qid, rows]) => [qid, rows.map(({ docid }) => docid)] as const)),
  };
}

describe('the measures of relevant or not', () => {
  const judged = read(printed);

  it.each(binary.values as [string, string, number][])('of %s, %s, are what ir_measures prints', (qid, name, value) => {
    const { values, mean } = measureQueries({ ...judged, measure: named(name) });
    expect((qid === 'all' ? mean : values.get(qid))?.toFixed(6)).toBe(value.toFixed(6));
  });

  it('are 0 where nothing is relevant, take negative grades and unjudged documents for not relevant, count a repeat once', () => {
    const grades = new Map([
      ['a', -1],
      ['b', 0],
    ]);
    for (const name of ['RR@10', 'R@10', 'AP', 'P@10', 'nDCG@10'])
      expect(named(name).of({ ranking: ['a', 'b', 'x'], grades })).toBe(0);
    const query = { ranking: ['x', 'x', 'c', 'c', 'd'], grades: new Map([...grades, ['c', 2], ['d', 1]]) };
    expect(named('RR@2').of(query)).toBe(1 / 2);
    expect(named('R@2').of(query)).toBe(1 / 2);
    expect(named('P@2').of(query)).toBe(1 / 2);
    expect(named('AP').of(query)).toBeCloseTo((1 / 2 + 2 / 3) / 2, 12);
    expect(named('AP(rel=2)').of(query)).toBe(1 / 2);
    expect(named('RR@1').of(query)).toBe(0);
  });
});

describe('every measure of trec_eval', () => {
  const judged = read(trecEval);
  const names = [...new Set((trecEval.values as [string, string, number][]).map(([, name]) => name))];

  it.each(names)(
    '%s gives its digits: ties, missing topics, topics without relevant documents, negative grades, close scores, names beyond ASCII',
    (name) => {
      const { values, mean, missing, unjudged } = measureQueries({ ...judged, measure: named(name) });
      const theirs = (trecEval.values as [string, string, number][]).filter((row) => row[1] === name);
      expect(theirs).toHaveLength(judged.qrels.size + 1);
      for (const [qid, , value] of theirs)
        expect([qid, (qid === 'all' ? mean : values.get(qid))?.toFixed(4)]).toEqual([qid, value.toFixed(4)]);
      expect(missing).toEqual(['missing-1', 'missing-2']);
      expect(unjudged).toEqual(['unjudged']);
    },
  );
});

describe('measure', () => {
  it('prints the name it was asked by, and knows no other names', () => {
    for (const name of ['nDCG@10', 'RR@10', 'RR', 'AP', 'R@100', 'P@10', 'AP(rel=2)', 'RR(rel=2)@10'])
      expect(measure(name)?.name).toBe(name);
    for (const name of [
      '',
      'ndcg@10',
      'nDCG',
      'nDCG@0',
      'nDCG@-1',
      'nDCG@1.5',
      'nDCG(rel=2)@10',
      'R',
      'P',
      'AP@10',
      'AP(rel=0)',
      'RR@10 ',
    ])
      expect(measure(name)).toBeNull();
  });

  it('lies between 0 and 1 for any list and grades', () => {
    const docids = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    const grades = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.integer({ min: -2, max: 4 }));
    fc.assert(
      fc.property(docids, grades, (ranking, dictionary) => {
        const query = { ranking, grades: new Map(Object.entries(dictionary)) };
        for (const name of ['nDCG@3', 'RR@2', 'AP', 'R@3', 'P@3', 'P(rel=2)@1']) {
          const value = named(name).of(query);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
        }
      }),
    );
  });

  it('is 0 on average where nothing is judged', () => {
    expect(measureQueries({ rankings: new Map([['q', ['a']]]), qrels: new Map(), measure: named('AP') })).toEqual({
      values: new Map(),
      mean: 0,
      missing: [],
      unjudged: ['q'],
    });
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
