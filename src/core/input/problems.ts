import type { RowProblem } from '../measure/rows.ts';

/** What a problem's message names, so that it can be said in another language. A problem without facts is told by its code alone. */
export interface ProblemFacts {
  /** Marks of which one should stand there, or how many columns. Empty: any value. */
  readonly expected?: readonly string[] | number;
  /** What stands there instead; null where the text ends. */
  readonly found?: string | number | null;
  /** As it stands in the input, cut to 40 characters. */
  readonly written?: string;
  /** Of a document, or a candidate's place from 1. */
  readonly name?: string | number;
  readonly query?: string;
  /** Which of two equal names is used. */
  readonly counts?: 'first' | 'last' | 'both';
  readonly mebibytes?: number;
}

/** Something in the input that cannot be read as it stands, with its place and the next step. */
export interface InputProblem {
  /** Name of the file it stands in; left out for a paste. */
  readonly file?: string;
  /** 1-based line and column (UTF-16 units) in the text as given. */
  readonly line: number;
  readonly column: number;
  readonly code:
    | 'empty-input'
    | 'bad-json'
    | 'not-a-request'
    | 'no-candidates'
    | 'no-text'
    | 'bad-number'
    | 'no-list-marker'
    | 'too-deep'
    | 'wrong-fields'
    | 'bad-quotes'
    | 'duplicate'
    | 'empty-passage'
    | 'missing-text'
    | 'missing-query'
    | 'no-corpus'
    | 'no-run'
    | 'too-large';
  /** What is wrong, for a person, in English. */
  readonly message: string;
  readonly facts?: ProblemFacts;
  /** What to do about it. */
  readonly hint: string;
}

/** Collects problems while a file is read: a million bad lines are all counted, the first `limit` are kept. */
interface ProblemLog {
  readonly add: (problem: InputProblem) => void;
  readonly problems: readonly InputProblem[];
  readonly total: () => number;
}

export function problemLog(limit = 200): ProblemLog {
  const problems: InputProblem[] = [];
  let total = 0;
  return {
    problems,
    total: () => total,
    add: (problem) => {
      total += 1;
      if (problems.length < limit) problems.push(problem);
    },
  };
}

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
