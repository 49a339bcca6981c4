/** A line of a qrels or run file that cannot be read. */
export interface LineProblem {
  /** 1-based. */
  readonly line: number;
  readonly code: 'wrong-fields' | 'bad-number' | 'duplicate';
  readonly message: string;
}
