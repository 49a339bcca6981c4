/**
 * What became of an answer, as far as its text tells (that it was cut off only the caller knows). Same form as the run log's `WindowOutcome`.
 * repaired with three empty lists: nothing was left out, but something was guessed or dropped, and the reading's `notes` say what.
 */
export type AnswerOutcome =
  | { readonly type: 'complete' }
  | {
      readonly type: 'repaired';
      /** 1-based identifiers that the answer should have named and did not. */
      readonly missing: readonly number[];
      readonly duplicate: readonly number[];
      /** As written. */
      readonly unknown: readonly string[];
    }
  /** Nothing could be read; the passages keep the order they came in. */
  | { readonly type: 'unparsed'; readonly reason: string };
