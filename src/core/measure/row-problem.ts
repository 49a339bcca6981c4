/** A row of a run or of judgements that cannot be read, or names a document again; 1-based place of the field it is about. */
export type RowProblem =
  | {
      readonly line: number;
      readonly column: number;
      readonly code: 'wrong-fields';
      readonly expected: number;
      readonly found: number;
    }
  /** `written` stands where a number should. */
  | { readonly line: number; readonly column: number; readonly code: 'bad-number'; readonly written: string }
  | { readonly line: number; readonly column: number; readonly code: 'duplicate'; readonly qid: string; readonly docid: string };
