import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQrelsRows } from '../../../../src/core/measure/qrels.ts';
import { TREC_LAYOUT } from '../../../../src/core/measure/row-layout.ts';
import type { RowLayout } from '../../../../src/core/measure/row-layout.ts';
import { readRunRows } from '../../../../src/core/measure/trec-run.ts';
import type { RowProblem } from '../../../../src/core/measure/rows.ts';
import { splitFields } from '../../../../src/core/measure/rows.ts';

describe('splitFields', () => {
  it('cuts where C’s isspace does and nowhere else, and each field stands where it says', () => {
    const piece = fc.constantFrom('a', 'bc', ' ', '\t', '\v', '\u00A0', '\u3000', '\u2028', 'é', '😀', '.', '\r');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const row = pieces.join('');
        const { texts, starts } = splitFields(row);
        expect(texts).toEqual(row.split(/[ \t\v\f\r]+/).filter((text) => text !== ''));
        expect(texts.map((text, index) => row.slice(starts[index], (starts[index] ?? 0) + text.length))).toEqual(texts);
      }),
    );
  });
});

describe('readRunRows', () => {
  it('keeps the good rows in trec_eval’s order and tells the others at the field they are about', () => {
    const problems: RowProblem[] = [];
    const text =
      'q Q0 a 1 1 t\nq Q0 b 2 1 t\n\nq Q0 c 3\nq Q0 d 4 1 t more\n  q Q0 e 5 x t\nq Q0  a 6 9 t\nq Q0 f ? 2 t\n # a remark';
    const run = readRunRows(text, TREC_LAYOUT.run, (problem) => problems.push(problem));
    expect(run.get('q')?.map(({ docid, score, line, column }) => [docid, score, line, column])).toEqual([
      ['f', 2, 8, 6],
      ['d', 1, 5, 6],
      ['b', 1, 2, 6],
      ['a', 1, 1, 6],
    ]);
    expect(problems).toEqual([
      { line: 4, column: 9, code: 'wrong-fields', expected: 6, found: 4 },
      { line: 6, column: 12, code: 'bad-number', written: 'x', kept: false },
      { line: 7, column: 7, code: 'duplicate', qid: 'q', docid: 'a' },
    ]);
  });

  it('a score that is not a number stands last and is told; infinite ones are the first and the last', () => {
    const problems: RowProblem[] = [];
    const text = 'q Q0 a 1 nan t\nq Q0 b 2 -inf t\nq Q0 c 3 -INFINITY t\nq Q0 d 4 0x1p3 t\nq Q0 e 5 +Inf t\nq Q0 f 6 1e2 t';
    const run = readRunRows(text, TREC_LAYOUT.run, (problem) => problems.push(problem));
    expect(run.get('q')?.map(({ docid, score }) => [docid, score])).toEqual([
      ['e', Infinity],
      ['f', 100],
      ['d', 8],
      ['c', -Infinity],
      ['b', -Infinity],
      ['a', null],
    ]);
    expect(problems).toEqual([{ line: 1, column: 10, code: 'bad-number', written: 'nan', kept: true }]);
  });
});

describe('readQrelsRows', () => {
  const read = (text: string, layout: RowLayout): unknown[] => {
    const problems: RowProblem[] = [];
    const qrels = readQrelsRows(text, layout, (problem) => problems.push(problem));
    const grades = [...qrels].flatMap(([qid, judged]) => [...judged].map(([docid, grade]) => `${qid} ${docid} ${grade}`));
    return [grades, problems.map(({ line, column, code }) => [line, column, code])];
  };

  it('takes 1.0 and -1.00 for whole grades, and tells every other number', () => {
    expect(read('q 0 a 1.0\nq 0 b -1.00\nq 0 c 0.9\nq 0 d 1e0\nq 0 e 2x\nq 0 f 1 0\n', TREC_LAYOUT.qrels)).toEqual([
      ['q a 1', 'q b -1'],
      [
        [3, 7, 'bad-number'],
        [4, 7, 'bad-number'],
        [5, 7, 'bad-number'],
        [6, 9, 'wrong-fields'],
      ],
    ]);
  });

  it('of two grades for one pair the last counts, and the second is told', () => {
    expect(read('q 0 a 1\nq 0 a 2\n', TREC_LAYOUT.qrels)).toEqual([['q a 2'], [[2, 5, 'duplicate']]]);
  });
});
