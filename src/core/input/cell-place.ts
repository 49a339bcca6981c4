import type { CsvRow } from './csv.ts';
import type { Place } from './place-finder.ts';

/** Where a cell of a row begins; of a cell the row lacks, where the row ends. Walks the row: for problems, not for every cell. */
export function cellPlace(input: {
  readonly text: string;
  readonly delimiter: string;
  readonly row: Pick<CsvRow, 'line' | 'start' | 'plain'>;
  readonly cell: number;
}): Place {
  const { text, delimiter, row, cell } = input;
  let { line, start: at } = row;
  let lineStart = at;
  for (let passed = 0; passed < cell; passed += 1) {
    if (text[at] === '"' && !row.plain) {
      for (at += 1; at < text.length && (text[at] !== '"' || text[at + 1] === '"'); at += 1) {
        if (text[at] === '"') at += 1;
        if (text[at] !== '\n') continue;
        line += 1;
        lineStart = at + 1;
      }
    }
    while (at < text.length && text[at] !== '\n' && !text.startsWith(delimiter, at)) at += 1;
    if (!text.startsWith(delimiter, at)) break;
    at += delimiter.length;
  }
  return { line, column: at - lineStart + 1 };
}
