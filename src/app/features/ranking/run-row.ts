import { createContext } from 'react';
import type { ComponentType, Context } from 'react';
import type { RankedRow } from '../../../core/read/row.ts';

type RowPart = ComponentType<{ readonly row: RankedRow }>;

/** What the row of a run has beside that of a list: it comes with the run's own script, and no row needs it before. */
interface RunRow {
  /** Why it stands where it does. */
  readonly Why: RowPart;
  /** The same in one line, or how far its judging has come. */
  readonly Reason: RowPart;
  /** How far its reading has come. */
  readonly Read: RowPart;
  /** What its place is made of. */
  readonly Parts: RowPart;
  readonly Mentions: RowPart;
}

export const RunRowContext: Context<RunRow | null> = createContext<RunRow | null>(null);
