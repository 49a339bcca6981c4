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
