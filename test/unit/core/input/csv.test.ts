import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellPlace, eachCsvRow } from '../../../../src/core/input/csv.ts';
import type { CsvRow } from '../../../../src/core/input/csv.ts';
import { cases } from '../../../support/profile.ts';

/** By require: its published types bring in those of the DOM. */
const Papa = createRequire(import.meta.url)('papaparse') as {
  parse(
    text: string,
    config: { readonly delimiter: string; readonly newline: string },
  ): { readonly data: readonly (readonly string[])[]; readonly errors: readonly unknown[] };
};

const piece = fc.constantFrom('a', 'bc', '"', '""', ',', ';', '\n', ' ', '"a,b"', '"x\ny"', '|', 'é');
const anyText = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

function rowsOf(text: string, delimiter: string): { readonly rows: readonly CsvRow[]; readonly problems: number } {
  const rows: CsvRow[] = [];
  let problems = 0;
  eachCsvRow({ text, delimiter, row: (row) => void rows.push(row), problem: () => (problems += 1) });
  return { rows, problems };
}

describe('rows of a table', () => {
  it('are those of Papa Parse wherever all quotes fit', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(',', ';', '\t', '|'), (text, delimiter) => {
        const { rows, problems } = rowsOf(text, delimiter);
        const theirs = Papa.parse(text, { delimiter, newline: '\n' });
        // Spaces between a closing quote and the text's end are a fault there.
        fc.pre(theirs.errors.length === 0);
        expect(problems).toBe(0);
        expect(rows.map(({ cells }) => cells)).toEqual(
          theirs.data.filter((cells) => !(cells.length === 1 && cells[0]?.trim() === '')),
        );
      }),
      { numRuns: cases(2000) },
    );
  });

  it('each begins where it says, as does each of its cells, and no line is lost', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { rows } = rowsOf(text, ',');
        for (const { line, start } of rows) expect(text.slice(0, start).split('\n').length).toBe(line);
        for (const row of rows) {
          for (const [cell, written] of row.cells.entries()) {
            const { line, column } = cellPlace({ text, delimiter: ',', row, cell });
            const lineStart =
              text
                .split('\n')
                .slice(0, line - 1)
                .join('\n').length + (line > 1 ? 1 : 0);
            const found = text.slice(lineStart + column - 1);
            expect(found.startsWith(row.plain || !found.startsWith('"') ? written : '"')).toBe(true);
          }
        }
        expect(rows.map(({ cells }) => cells.join('')).join('').length).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: cases(1000) },
    );
  });
});
