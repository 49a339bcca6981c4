import type { CsvRow } from './csv.ts';
import type { PassagePiece } from './cut.ts';

/** 1-based line and column (UTF-16 units). */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** For one text: from a UTF-16 offset to its place. Looks the line ends up once, so that many places of a large file cost little. */
export function placeFinder(text: string): (offset: number) => Place {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

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

/** One passage per line; blank lines do not count. */
export function parseLines(text: string): readonly PassagePiece[] {
  return text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [{ text: line.trim(), line: index + 1 }]));
}
