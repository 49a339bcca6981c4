import type { DocId } from '../../../core/doc-id.ts';

/** One passage of a chart of ranks. */
export interface RankLine {
  readonly docId: DocId;
  /** Its title, or its first words. */
  readonly name: string;
  /** 1-based, one a column. */
  readonly ranks: readonly number[];
  /** Whether a column's window had it in its prompt; one a column. */
  readonly judged: readonly boolean[];
  /** The rank that it shares with others in the last column; absent or null: it has its own. */
  readonly tied?: number | null;
}

/** Places risen from the first column to the last; negative when fallen. */
export function moveOf({ ranks }: RankLine): number {
  return (ranks[0] ?? 0) - (ranks.at(-1) ?? 0);
}
