import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTrecRun } from '../../../../src/core/measure/trec-run.ts';
import { formatTrecRun } from '../../../../src/core/measure/write-trec-run.ts';
import { measure, measureQueries, measures } from '../../../../src/core/measure/measures.ts';
import type { Measure } from '../../../../src/core/measure/measures.ts';
import { parseQrels } from '../../../../src/core/measure/qrels.ts';
import printed from '../../../fixtures/measures/ir-measures.json' with { type: 'json' };

function read<Value>(result: { ok: true; value: Value } | { ok: false; error: unknown }): Value {
  if (!result.ok) expect.fail(JSON.stringify(result.error));
  return result.value;
}

function named(name: string): Measure {
  return measure(name) ?? expect.fail(`${name} is not known`);
}

describe('nDCG', () => {
  const qrels = read(parseQrels(printed.qrels));
  const run = read(parseTrecRun(printed.run));
  const rankings = new Map([...run].map(([qid, rows]) => [qid, rows.map(({ docid }) => docid)]));

  it.each(printed.values as [string, string, number][])('of %s, %s, is what ir_measures prints', (qid, name, value) => {
    const { values, mean } = measureQueries({ rankings, qrels, measure: named(name) });
    expect((qid === 'all' ? mean : values.get(qid))?.toFixed(6)).toBe(value.toFixed(6));
  });

  it('worked by hand: grades 3, 0, 2 of an ideal 3, 2, 1', () => {
    const grades = new Map([
      ['a', 3],
      ['b', 2],
      ['c', 1],
      ['d', 0],
    ]);
    const dcg = 3 / Math.log2(2) + 2 / Math.log2(4);
    const ideal = 3 / Math.log2(2) + 2 / Math.log2(3) + 1 / Math.log2(4);
    expect(measures.nDCG(['a', 'x', 'b'], grades, { k: 10 })).toBeCloseTo(dcg / ideal, 12);
    expect(measures.nDCG(['a', 'b', 'c'], grades, { k: 10 })).toBe(1);
  });

  it('is 0 without relevant documents and counts a repeated document once', () => {
    expect(measures.nDCG(['a'], new Map([['a', 0]]), { k: 10 })).toBe(0);
    expect(measures.nDCG([], new Map(), { k: 10 })).toBe(0);
    expect(measures.nDCG(['a', 'a'], new Map([['a', 1]]), { k: 10 })).toBe(1);
  });
});

describe('parseQrels', () => {
  it('reads TREC judgements with tabs, CRLF, a byte order mark and negative grades', () => {
    expect(parseQrels('\uFEFFq1 0 d1 2\r\nq1\t0\td2\t-1\n\nq2 Q0 d1 0')).toEqual({
      ok: true,
      value: new Map([
        [
          'q1',
          new Map([
            ['d1', 2],
            ['d2', -1],
          ]),
        ],
        ['q2', new Map([['d1', 0]])],
      ]),
    });
  });

  it('reads the three columns of BEIR by their header', () => {
    expect(read(parseQrels('query-id\tcorpus-id\tscore\nq1\td1\t1\n'))).toEqual(new Map([['q1', new Map([['d1', 1]])]]));
  });

  it('names every line that cannot be read', () => {
    const result = parseQrels('q1 0 d1 1\nq1 0 d2\nq1 0 d3 high\nq1 0 d1 2\nq1 0 d4 1.5');
    expect(result.ok ? [] : result.error.map(({ line, code }) => [line, code])).toEqual([
      [2, 'wrong-fields'],
      [3, 'bad-number'],
      [4, 'duplicate'],
      [5, 'bad-number'],
    ]);
  });
});

describe('parseTrecRun', () => {
  it('orders by score, equal scores by docid descending, whatever the rank column says', () => {
    const run = read(parseTrecRun('q1 Q0 a 1 0.5 t\nq1 Q0 b 2 1e3 t\nq1 Q0 c 3 0.5 t\n'));
    expect(run.get('q1')?.map(({ docid }) => docid)).toEqual(['b', 'c', 'a']);
  });

  it('names every line that cannot be read', () => {
    const result = parseTrecRun(
      'q1 Q0 a 1 0.5\nq1 Q0 b 1 x t\nq1 Q0 c 1 1 t\nq1 Q0 c 2 0 t\nq1 Q0 d 1 Infinity t\nq1 Q0 e 1 1,5 t',
    );
    expect(result.ok ? [] : result.error.map(({ line, code }) => [line, code])).toEqual([
      [1, 'wrong-fields'],
      [2, 'bad-number'],
      [4, 'duplicate'],
      [6, 'bad-number'],
    ]);
  });
});

describe('formatTrecRun', () => {
  it('writes ranks from 1 and strictly decreasing scores down to 1', () => {
    expect(formatTrecRun({ qid: 'q1', ranking: ['b', 'a', 'c'], tag: 'glassrank' })).toBe(
      'q1 Q0 b 1 3 glassrank\nq1 Q0 a 2 2 glassrank\nq1 Q0 c 3 1 glassrank\n',
    );
    expect(formatTrecRun({ qid: 'q1', ranking: [], tag: 't' })).toBe('');
  });

  it('is read back with the same names in the same order, whatever the names hold, and other readers find one column each', () => {
    const mark = fc.constantFrom(
      'a',
      ' ',
      '%',
      '%20',
      '%=',
      '%=a%20b',
      '\t',
      '\n',
      '\r\n',
      '\u0000',
      '#',
      '\uFEFF',
      '"',
      '\u3000',
      '\u00A0',
      '\u202E',
      '😀',
      '-',
      "'",
    );
    const name = fc.array(mark, { maxLength: 5 }).map((marks) => marks.join(''));
    fc.assert(
      fc.property(name, fc.uniqueArray(name, { minLength: 1, maxLength: 8 }), fc.string(), (qid, ranking, tag) => {
        const written = formatTrecRun({ qid, ranking, tag });
        const rows = [...read(parseTrecRun(written))];
        expect(rows.map(([found, list]) => [found, list.map(({ docid }) => docid)])).toEqual([[qid, ranking]]);
        expect(
          written
            .split('\n')
            .slice(0, -1)
            .map((line) => line.split(/\s+/u).length),
        ).toEqual(ranking.map(() => 6));
      }),
    );
  });

  it('leaves every name as it is that can stand in a column: `a%20b` is no `a b`', () => {
    const names = ['a%20b', 'a b', 'http://x.org/a%2Fb?c', '-', '50%', '%41', '#1'];
    const written = formatTrecRun({ qid: 'q', ranking: names, tag: 'a tag' });
    expect(written.split('\n').map((line) => line.split(' ')[2])).toEqual(['a%20b', '%=a%20b', ...names.slice(2), undefined]);
    expect(written.split('\n')[0]?.split(' ').at(-1)).toBe('a_tag');
  });
});
