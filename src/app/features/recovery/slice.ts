import type { RunEvent } from '../../../core/log/event.ts';
import type { HistoryProblem } from '../../storage/database.ts';
import type { Slice } from '../../page/slice.ts';

/** A run that was going on when the page was left, or crashed. */
export interface LostRun {
  /** Null: nobody knows which; it began and nothing of it was kept. */
  readonly runId: string | null;
  /** Empty: nothing of it can be read. */
  readonly query: string;
  /** As far as it went; null: nothing of it was kept, or it cannot be read. */
  readonly log: readonly RunEvent[] | null;
  /** cut: what was kept of it is damaged from some place on. unreadable: all of it, or it is of another version of this page. */
  readonly trouble: 'none' | 'cut' | 'unreadable';
}

/** A step that broke the page off without a farewell, more than once in a row. */
export interface Crashes {
  readonly step: 'load' | 'run';
  readonly modelId: string;
  readonly times: number;
}

/** What is known of runs that did not come to their end. */
export interface RecoveryView {
  readonly lost: LostRun | null;
  readonly crashes: Crashes | null;
  /** Why the run that goes on is not written ahead, so that a crash would lose it; null: it is, or nothing has been finished yet. */
  readonly unkept: HistoryProblem | null;
}

export type RecoveryAction = { readonly type: 'recovery-tell'; readonly change: Partial<RecoveryView> };

export const recoverySlice: Slice<Readonly<Record<'recovery', RecoveryView>>, RecoveryAction> = {
  initial: { recovery: { lost: null, crashes: null, unkept: null } },
  reduce: (state, { type, change }) =>
    type === 'recovery-tell' ? { ...state, recovery: { ...state.recovery, ...change } } : undefined,
};
