/** What one call says about its members, whatever it was asked. */
export interface CallResult {
  /** The call's members, each exactly once: best first, those of one group tied. */
  readonly groups: readonly (readonly number[])[];
  /** Comparable between calls, in the order of the call's members; null where none was given for one. Null for answers without scores. */
  readonly scores: readonly (number | null)[] | null;
}
