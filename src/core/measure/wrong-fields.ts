import type { RowProblem } from './row-problem.ts';
import type { Fields } from './split-fields.ts';

/** The problem of a row with more or fewer fields than `expected`, placed at the first field too many or where the row ends. */
export function wrongFields({ texts, starts }: Fields, line: number, expected: number): RowProblem {
  const end = (starts.at(-1) ?? 0) + (texts.at(-1)?.length ?? 0);
  return { line, column: (starts[expected] ?? end) + 1, code: 'wrong-fields', expected, found: texts.length };
}
