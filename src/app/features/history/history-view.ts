import type { RunView } from '../../../core/log/run-view.ts';

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

export interface HistoryTrouble {
  readonly code: 'unavailable' | 'quota' | 'blocked' | 'newer' | 'missing' | 'failed' | 'unreadable';
  /** The history's own words, in English. */
  readonly message: string;
  readonly hint: string;
}

/** Two kept runs side by side. */
export interface ComparedRuns {
  readonly a: { readonly name: string; readonly run: RunView };
  readonly b: { readonly name: string; readonly run: RunView };
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
  readonly trouble: HistoryTrouble | null;
}

export const NO_HISTORY: HistoryView = {
  runs: null,
  bytes: 0,
  siteBytes: null,
  quotaBytes: null,
  chosen: [],
  compared: null,
  trouble: null,
};
