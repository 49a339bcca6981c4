import type { RowProblem } from './row-problem.ts';
import type { LineProblem } from './line-problem.ts';

/** A row's problem in words. `number`: what should stand where none does, as “a whole number”; `again`: what the file does with a document twice. */
export function toLineProblem(found: RowProblem, words: { readonly number: string; readonly again: string }): LineProblem {
  const { line, code } = found;
  switch (code) {
    case 'wrong-fields':
      return { line, code, message: `expected ${found.expected} columns, found ${found.found}` };
    case 'bad-number':
      return { line, code, message: `${JSON.stringify(found.written)} is not ${words.number}` };
    case 'duplicate':
      return { line, code, message: `query ${found.qid} ${words.again} ${found.docid} a second time` };
  }
}
