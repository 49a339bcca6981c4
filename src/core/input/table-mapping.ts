/** Which column (0-based) of a table holds what; null: none. `grade` is a relevance judgement. */
export interface TableMapping {
  readonly text: number | null;
  readonly title: number | null;
  readonly id: number | null;
  readonly score: number | null;
  readonly query: number | null;
  readonly queryId: number | null;
  readonly grade: number | null;
}
