import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQrelsRows } from '../../../../src/core/measure/qrels.ts';
import { readRunRows } from '../../../../src/core/measure/trec-run.ts';
import type { RowProblem } from '../../../../src/core/measure/rows.ts';
import { splitFields } from '../../../../src/core/measure/rows.ts';

describe('splitFields', () => {
  it('gives what trim and split give, and each field stands where it says', () => {
    const piece = fc.constantFrom('a', 'bc', ' ', '\t', '\u00A0', '\u3000', '\u2028', 'é', '😀', '.', '\r');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const row = pieces.join('');
        const { texts, starts } = splitFields(row);
        expect(texts).toEqual(row.trim() === '' ? [] : row.trim().split(/\s+/));
        expect(texts.map((text, index) => row.slice(starts[index], (starts[index] ?? 0) + text.length))).toEqual(texts);
      }),
    );
  });
});

describe('readRunRows', () => {
  it('keeps the good rows in trec_eval’s order and tells the others at the field they are about', () => {
    const problems: RowProblem[] = [];
    const text = 'q Q0 a 1 1 t\nq Q0 b 2 1 t\n\nq Q0 c 3\nq Q0 d 4 1 t more\n  q Q0 e 5 x t\nq Q0  a 6 9 t\nq Q0 f ? 2 t';
    const run = readRunRows(text, (problem) => problems.push(problem));
    expect(run.get('q')?.map(({ docid, score, line, column }) => [docid, score, line, column])).toEqual([
      ['f', 2, 8, 6],
      ['b', 1, 2, 6],
      ['a', 1, 1, 6],
    ]);
    expect(problems).toEqual([
      { line: 4, column: 9, code: 'wrong-fields', expected: 6, found: 4 },
      { line: 5, column: 14, code: 'wrong-fields', expected: 6, found: 7 },
      { line: 6, column: 12, code: 'bad-number', written: 'x' },
      { line: 7, column: 7, code: 'duplicate', qid: 'q', docid: 'a' },
    ]);
  });
});

describe('readQrelsRows', () => {
  const read = (text: string, strict: boolean): unknown[] => {
    const problems: RowProblem[] = [];
    const qrels = readQrelsRows({ text, strict, problem: (problem) => problems.push(problem) });
    const grades = [...qrels].flatMap(([qid, judged]) => [...judged].map(([docid, grade]) => `${qid} ${docid} ${grade}`));
    return [grades, problems.map(({ line, column, code }) => [line, column, code])];
  };

  it('takes three columns without a header and 1.0 for 1, unless it is strict', () => {
    expect(read('q a 1\nq b 2.0\n', false)).toEqual([['q a 1', 'q b 2'], []]);
    expect(read('q a 1\nq 0 b 2.0\n', true)).toEqual([
      [],
      [
        [1, 6, 'wrong-fields'],
        [2, 7, 'bad-number'],
      ],
    ]);
    expect(read('query-id\tcorpus-id\tscore\nq\ta\t1\n', true)).toEqual([['q a 1'], []]);
  });

  it('of two grades for one pair the last counts, and the second is told', () => {
    expect(read('q 0 a 1\nq 0 a 2\n', false)).toEqual([['q a 2'], [[2, 5, 'duplicate']]]);
  });
});
