import type { RowProblem } from '../measure/row-problem.ts';
import type { InputProblem } from './input-problem.ts';

/** A row's problem in words: what its file calls a number, what it does with a document twice, which of the two counts, how a line looks. */
export function toInputProblem(
  found: RowProblem,
  words: { readonly number: string; readonly again: string; readonly counts: 'first' | 'last'; readonly hint: string },
): InputProblem {
  const { line, column, code } = found;
  switch (code) {
    case 'wrong-fields': {
      const message = `${found.expected} columns were expected, found ${found.found}.`;
      return { line, column, code, message, facts: { expected: found.expected, found: found.found }, hint: words.hint };
    }
    case 'bad-number': {
      const message = `${JSON.stringify(found.written.slice(0, 40))} is no ${words.number}.`;
      return { line, column, code, message, facts: { written: found.written.slice(0, 40) }, hint: words.hint };
    }
    case 'duplicate': {
      const message = `Query ${found.qid} ${words.again} ${found.docid} a second time; ${words.counts === 'first' ? 'the first one' : 'this one'} counts.`;
      const facts = { query: found.qid, name: found.docid, counts: words.counts };
      return { line, column, code, message, facts, hint: 'Take one of the two lines out.' };
    }
  }
}
