import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvCell, toCsv } from '../../../../src/core/export/csv.ts';
import { docId } from '../../../../src/core/request.ts';
import { readStream } from '../read/read-stream.ts';
import { cases } from '../../../support/profile.ts';
import { hostileLog, hostileText, viewOf } from './hostile-run.ts';
import { tied } from './tied.ts';

/** By require: its published types bring in those of the DOM, and the pure rooms declare only what they use of it. */
const Papa = createRequire(import.meta.url)('papaparse') as {
  parse(
    text: string,
    config: { readonly delimiter: string; readonly newline: string; readonly skipEmptyLines?: 'greedy' },
  ): { readonly data: readonly (readonly string[])[]; readonly errors: readonly unknown[] };
};

/** Rows as a reader of RFC 4180 sees them, the BOM taken off as Excel does. */
function rowsOf(csv: string): readonly (readonly string[])[] {
  expect(csv.startsWith('\uFEFF')).toBe(true);
  const { data, errors } = Papa.parse(csv.slice(1), { delimiter: ',', newline: '\r\n', skipEmptyLines: 'greedy' });
  expect(errors).toEqual([]);
  return data;
}

const withoutMark = (cell: string): string => (/^'+[=+\-@\t\r\n＝＋－＠]/u.test(cell) ? cell.slice(1) : cell);

describe('CSV', () => {
  test('no text cell begins with what a spreadsheet would run, and one apostrophe less gives the text back', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const [row] = Papa.parse(`${csvCell(text)},x\r\n`, { delimiter: ',', newline: '\r\n' }).data;
        expect(row?.[1]).toBe('x');
        expect(row?.[0]).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/u);
        expect(withoutMark(row?.[0] ?? '')).toBe(text);
      }),
      { numRuns: cases(1000) },
    );
  });

  test.each(['=1+1', '+1', '-1', '@A1', '\t1', '\r1', '\n1', '＝1', "'=1"])('%j is neutralised', (text) => {
    expect([`'${text}`, `"'${text}"`]).toContain(csvCell(text));
  });

  test('a negative number stays a number', () => {
    expect(csvCell(-3)).toBe('-3');
  });

  test('whatever query, passages and model hold, the table has its rows and columns and their texts', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const rows = rowsOf(toCsv({ view: viewOf(hostileLog(text)), reasons: new Map([[docId(`a${text}`), text]]) }));
        expect(rows.map(({ length }) => length)).toEqual([11, 11, 11]);
        const cells = rows[1]?.map(withoutMark) ?? [];
        expect([cells[1], cells[2], cells[3], cells[7]]).toEqual([`a${text}`, text, text, text]);
      }),
      { numRuns: 300 },
    );
  });

  test('rank, first-stage rank and movement are those of the committed order', () => {
    const rows = rowsOf(toCsv({ view: viewOf(readStream('recorded-kettle')) }));
    expect(rows.slice(1).map((row) => [row[0], row[1], row[4], row[5]])).toEqual([
      ['1', 'p3', '3', '2'],
      ['2', 'p1', '1', '-1'],
      ['3', 'p2', '2', '-1'],
      ['4', 'p4', '4', '0'],
    ]);
  });

  test('passages that no settled window held say so in their row', () => {
    const rows = rowsOf(toCsv({ view: viewOf(readStream('stopped-in-second-window')) }));
    const unjudged = rows.filter((row) => row[9]?.includes('No settled window held'));
    expect(unjudged.length).toBeGreaterThan(0);
    expect(rows.slice(1).every((row) => row[9]?.includes('The run was cancelled'))).toBe(true);
  });
});

test('tied passages share their rank in the table of a CSV file, and its last column says so', () => {
  const rows = toCsv({ view: tied }).trim().split('\r\n').slice(1);
  expect(rows.map((row) => [row.split(',')[0], row.split(',')[1], row.split(',').at(-1)])).toEqual([
    ['1', 'd2', 'yes'],
    ['1', 'd3', 'yes'],
    ['3', 'd1', ''],
    ['4', 'd4', ''],
  ]);
});
