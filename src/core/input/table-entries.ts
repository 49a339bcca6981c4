import type { Place } from './place.ts';
import type { InputProblem } from './problems.ts';
import type { TableMapping } from './reading.ts';
import { guessMapping, guessTable, tableStyle } from './table-guess.ts';
import type { TableGuess } from './table-guess.ts';
import { eachTableRow } from './table-rows.ts';

/** A row of a table that is a corpus or a file of queries. `asks`: its text stands in a column of queries. */
interface TableEntry extends Place {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly asks?: boolean;
}

function mappingOf({ header, rows }: TableGuess): TableMapping {
  return guessMapping(header ? (rows[0] ?? []).map((cell) => cell.trim()) : [], rows.slice(header ? 1 : 0));
}

/** True for a table of nothing but names and texts: a corpus, or queries with their names. */
export function isEntryTable(text: string, name: string): boolean {
  const guess = guessTable(text, { name });
  if (guess === null) return false;
  const { text: passage, query, queryId, id, grade, score } = mappingOf(guess);
  if (grade !== null || score !== null) return false;
  const asks = query !== null && passage === null;
  return asks ? queryId !== null || id !== null : query === null && (id ?? queryId) !== null;
}

/** Visits the rows of a table that is a corpus or a file of queries. A visit that returns false ends the walk. */
export function eachTableEntry(input: {
  readonly text: string;
  readonly name: string;
  readonly visit: (found: TableEntry) => boolean | void;
  readonly problem: (problem: InputProblem) => void;
}): void {
  const { text, name, visit, problem } = input;
  const style = tableStyle(text, { name });
  const mapping = mappingOf(style);
  const asks = mapping.text === null && mapping.query !== null;
  const textAt = asks ? mapping.query : mapping.text;
  const idAt = asks ? (mapping.queryId ?? mapping.id) : (mapping.id ?? mapping.queryId);
  let first = style.header;
  eachTableRow({
    text,
    style,
    row: ({ cells, place }) => {
      if (first) {
        first = false;
        return undefined;
      }
      const of = (column: number | null): string => (column === null ? '' : (cells[column] ?? '').trim());
      if (textAt === null || cells.length <= textAt) {
        problem({ ...place(cells.length), code: 'no-text', candidate: null });
        return undefined;
      }
      const entry = { id: of(idAt), title: of(mapping.title), text: of(textAt), ...(asks ? { asks } : {}) };
      return visit({ ...entry, ...place(0) });
    },
    problem: ({ line, column, code }) => problem({ line, column, code: 'bad-quotes', quote: code }),
  });
}
