import type { LogFileProblem } from '../../../core/log/file.ts';
import type { HistoryProblem } from '../../storage/database.ts';
import type { RunView } from '../../../core/log/view.ts';
import { within } from '../../page/slice.ts';

/** A kept run without its log, as the history lists it. */
export interface KeptRun {
  readonly id: string;
  readonly name: string;
  /** ISO 8601. */
  readonly savedAt: string;
  readonly query: string;
  readonly modelId: string;
  readonly passages: number;
  readonly outcome: 'complete' | 'cancelled' | 'failed' | 'running';
  readonly bytes: number;
}

/** Why nothing came of what was asked of the history. unreadable: the log of a kept run cannot be read; null: nothing says why. */
export type HistoryTrouble =
  | HistoryProblem
  /** A kept run whose log does not fit. `problem`: what is wrong with it first. */
  | { readonly code: 'unreadable'; readonly name: string; readonly problem: LogFileProblem | null };

/** Two kept runs side by side. */
export interface ComparedRuns {
  readonly a: { readonly name: string; readonly run: RunView };
  readonly b: { readonly name: string; readonly run: RunView };
}

/** Something that could not be shown, and was put out of the way. */
export interface SetAside {
  readonly id: string;
  readonly kind: 'run' | 'input';
  readonly name: string;
  /** ISO 8601. */
  readonly at: string;
  /** UTF-16 units of its text. */
  readonly size: number;
}

/** What was deleted and can be brought back: how many, and the name of the only one. */
export interface Removed {
  readonly count: number;
  readonly name: string;
}

/** The runs kept in this browser, as far as the page has read them. */
export interface HistoryView {
  /** Null until the list has been read. */
  readonly runs: readonly KeptRun[] | null;
  readonly bytes: number;
  /** All of the site, models too, and the browser's bound; null where it does not say. */
  readonly siteBytes: number | null;
  readonly quotaBytes: number | null;
  /** Ids of at most two runs chosen for comparison, in the order they were chosen. */
  readonly chosen: readonly string[];
  readonly compared: ComparedRuns | null;
  /** Runs that were deleted and can be brought back. */
  readonly removed: Removed | null;
  readonly aside: readonly SetAside[];
  readonly trouble: HistoryTrouble | null;
}

export const NO_HISTORY: HistoryView = {
  runs: null,
  bytes: 0,
  siteBytes: null,
  quotaBytes: null,
  chosen: [],
  compared: null,
  removed: null,
  aside: [],
  trouble: null,
};

/** What can happen to the history's view. */
export type HistoryAction =
  | {
      readonly type: 'history-list';
      readonly runs: readonly KeptRun[];
      readonly bytes: number;
      readonly siteBytes: number | null;
      readonly quotaBytes: number | null;
    }
  | { readonly type: 'history-trouble'; readonly trouble: HistoryTrouble | null }
  /** Deleted, or brought back (null). */
  | { readonly type: 'history-removed'; readonly removed: HistoryView['removed'] }
  | { readonly type: 'history-aside'; readonly aside: readonly SetAside[] }
  /** Chooses a run for comparison, or lets it go; of three the oldest choice goes. */
  | { readonly type: 'history-choose'; readonly id: string; readonly chosen: boolean }
  | { readonly type: 'history-compare'; readonly compared: ComparedRuns | null };

export function reduceHistory(view: HistoryView, action: HistoryAction): HistoryView {
  switch (action.type) {
    case 'history-list': {
      const { runs, bytes, siteBytes, quotaBytes } = action;
      const known = new Set(runs.map(({ id }) => id));
      const chosen = view.chosen.filter((id) => known.has(id));
      const kept = view.compared !== null && known.has(view.compared.a.run.runId) && known.has(view.compared.b.run.runId);
      return { ...view, runs, bytes, siteBytes, quotaBytes, chosen, compared: kept ? view.compared : null, trouble: null };
    }
    case 'history-trouble':
      return { ...view, trouble: action.trouble };
    case 'history-removed':
      return { ...view, removed: action.removed };
    case 'history-aside':
      return { ...view, aside: action.aside };
    case 'history-choose': {
      const others = view.chosen.filter((id) => id !== action.id);
      return { ...view, chosen: action.chosen ? [...others, action.id].slice(-2) : others };
    }
    case 'history-compare':
      return { ...view, compared: action.compared, trouble: null };
  }
}

export const historySlice = within('history', NO_HISTORY, reduceHistory);
