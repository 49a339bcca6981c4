import type { ProblemFacts } from './problem-facts.ts';

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
