import type { ComparedRuns, HistoryTrouble, HistoryView, KeptRun } from './history-view.ts';

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
    case 'history-choose': {
      const others = view.chosen.filter((id) => id !== action.id);
      return { ...view, chosen: action.chosen ? [...others, action.id].slice(-2) : others };
    }
    case 'history-compare':
      return { ...view, compared: action.compared, trouble: null };
  }
}
