import type { CellKey, CellResult } from '../../../core/experiment/experiment.ts';
import { cellName } from '../../../core/experiment/cell-name.ts';
import type { RunForecast } from '../../../core/log/run-event.ts';
import { MOST_CONFIGURATIONS } from './experiment-view.ts';
import type {
  ExperimentDraft,
  ExperimentShown,
  ExperimentView,
  KeptExperiment,
  LabCollection,
  LabTrouble,
  OpenExperiment,
} from './experiment-view.ts';

/** What can happen to experiments. */
export type ExperimentAction =
  | { readonly type: 'experiment-draft'; readonly change: Partial<ExperimentDraft> }
  | {
      readonly type: 'experiment-list';
      readonly kept: readonly KeptExperiment[];
      readonly siteBytes: number | null;
      readonly quotaBytes: number | null;
    }
  /** Null: none is on screen, a new one can be put together. */
  | { readonly type: 'experiment-open'; readonly open: OpenExperiment | null }
  | { readonly type: 'experiment-rename'; readonly id: string; readonly name: string }
  | { readonly type: 'experiment-collection'; readonly id: string; readonly collection: LabCollection; readonly stored: boolean }
  | { readonly type: 'experiment-begin' }
  | { readonly type: 'experiment-cell-begin'; readonly cell: CellKey }
  | {
      readonly type: 'experiment-progress';
      readonly calls: number;
      readonly tokens: number;
      readonly forecast: RunForecast | null;
    }
  | { readonly type: 'experiment-cell'; readonly id: string; readonly cell: CellResult }
  | { readonly type: 'experiment-halt'; readonly how: 'pause' | 'stop' }
  | { readonly type: 'experiment-end' }
  | { readonly type: 'experiment-trouble'; readonly trouble: LabTrouble | null }
  | { readonly type: 'experiment-show'; readonly change: Partial<ExperimentShown> };

const ENDED = { type: 'idle' } as const;

export function reduceExperiment(view: ExperimentView, action: ExperimentAction): ExperimentView {
  const { open, run } = view;
  switch (action.type) {
    case 'experiment-draft': {
      const draft = { ...view.draft, ...action.change };
      return { ...view, draft: { ...draft, configurations: draft.configurations.slice(0, MOST_CONFIGURATIONS) } };
    }
    case 'experiment-list':
      return { ...view, kept: action.kept, siteBytes: action.siteBytes, quotaBytes: action.quotaBytes };
    case 'experiment-open': {
      // A run belongs to the experiment on screen: another one waits until it has ended.
      if (run.type === 'running') return view;
      return { ...view, open: action.open, trouble: null, shown: { ...view.shown, qid: null, pair: null } };
    }
    case 'experiment-rename':
      return open?.plan.id === action.id ? { ...view, open: { ...open, plan: { ...open.plan, name: action.name } } } : view;
    case 'experiment-collection':
      return open?.plan.id === action.id
        ? { ...view, trouble: null, open: { ...open, collection: action.collection, stored: action.stored } }
        : view;
    case 'experiment-begin':
      return {
        ...view,
        trouble: null,
        run: { type: 'running', end: 'no', cell: null, calls: 0, tokens: 0, forecast: null },
      };
    case 'experiment-cell-begin':
      return run.type === 'running' ? { ...view, run: { ...run, cell: action.cell, calls: 0, tokens: 0, forecast: null } } : view;
    case 'experiment-progress': {
      const { calls, tokens, forecast } = action;
      return run.type === 'running' ? { ...view, run: { ...run, calls, tokens, forecast } } : view;
    }
    case 'experiment-cell': {
      if (open?.plan.id !== action.id) return view;
      const name = cellName(action.cell);
      const others = open.cells.filter((cell) => cellName(cell) !== name);
      const now = run.type === 'running' ? { ...run, cell: null } : run;
      return { ...view, run: now, open: { ...open, cells: [...others, action.cell] } };
    }
    case 'experiment-halt':
      if (run.type !== 'running' || run.end === 'stop') return view;
      return { ...view, run: { ...run, end: action.how } };
    case 'experiment-end':
      return { ...view, run: ENDED };
    case 'experiment-trouble':
      return { ...view, trouble: action.trouble };
    case 'experiment-show':
      return { ...view, shown: { ...view.shown, ...action.change } };
  }
}
