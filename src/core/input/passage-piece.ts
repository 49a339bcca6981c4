/** A passage cut out of a plain text. `line` is 1-based. */
export interface PassagePiece {
  readonly text: string;
  readonly line: number;
}
