import type { ErrorInfo } from '../../../core/errors.ts';
import type { CellKey, CellResult, Configuration, ExperimentPlan, ExperimentProblem } from '../../../core/experiment/plan.ts';
import type { Judgements } from '../../../core/input/reading.ts';
import type { RunForecast } from '../../../core/log/event.ts';
import type { RankRequest } from '../../../core/request.ts';
import type { Slice } from '../../page/slice.ts';
import { within } from '../../page/slice.ts';
import type { HistoryTrouble, Removed } from '../history/slice.ts';

/** More would neither fit side by side nor leave p values that mean much. */
export const MOST_CONFIGURATIONS = 6;

/** An experiment that is being put together. */
export interface ExperimentDraft {
  /** Empty: named after its collection. */
  readonly name: string;
  /** The workbench's list, or every query that its input holds. */
  readonly scope: 'list' | 'collection';
  readonly configurations: readonly Configuration[];
  readonly depth: number;
  /** The first so many queries; null: all. */
  readonly queries: number | null;
}

/** The texts and judgements that an experiment runs on. */
export interface CompareCollection {
  readonly sha256: string;
  /** Of the plan's topics, by qid. */
  readonly requests: ReadonlyMap<string, RankRequest>;
  readonly qrels: Judgements | null;
}

/** The experiment on screen. */
export interface OpenExperiment {
  readonly plan: ExperimentPlan;
  readonly cells: readonly CellResult[];
  /** Null: its texts are not at hand, so nothing more can be run. */
  readonly collection: CompareCollection | null;
  /** False: the texts were too large to keep, and must be chosen again after a reload. */
  readonly stored: boolean;
  /** Lines of an opened file that were left out. */
  readonly problems: readonly ExperimentProblem[];
}

/** A kept experiment without its results. */
export interface KeptExperiment {
  readonly id: string;
  readonly name: string;
  /** ISO 8601. */
  readonly savedAt: string;
  readonly cells: number;
  readonly planned: number;
  /** 0: its texts are not kept. */
  readonly requestBytes: number;
  /** Why this version cannot open it; null: it can. */
  readonly problem: ExperimentProblem | null;
}

/** pause: the run goes on to the end of its query. stop: it ends at once, and that query is run again later. */
type CompareRun =
  | { readonly type: 'idle' }
  | {
      readonly type: 'running';
      readonly end: 'no' | 'pause' | 'stop';
      /** Null before the first cell and between two. */
      readonly cell: CellKey | null;
      readonly calls: number;
      readonly tokens: number;
      readonly forecast: RunForecast | null;
    };

/** What went wrong with the comparison itself. `no-logs`: there is room for figures only. */
export type CompareTrouble =
  | { readonly type: 'history'; readonly trouble: HistoryTrouble }
  | { readonly type: 'plan'; readonly problem: ExperimentProblem }
  | { readonly type: 'engine'; readonly error: ErrorInfo | null }
  | { readonly type: 'said'; readonly code: 'no-collection' | 'other-collection' | 'no-log' | 'no-logs' | 'unreadable-log' };

/** What of the results is looked at. */
export interface ExperimentShown {
  readonly measure: string;
  readonly qid: string | null;
  /** Configuration ids; null: the plan's first two. */
  readonly pair: readonly [one: string, other: string] | null;
  readonly cost: 'tokens' | 'seconds';
}

export interface CompareState {
  readonly draft: ExperimentDraft;
  /** Null until the list has been read. */
  readonly kept: readonly KeptExperiment[] | null;
  readonly siteBytes: number | null;
  readonly quotaBytes: number | null;
  readonly open: OpenExperiment | null;
  readonly run: CompareRun;
  /** How much of a large file that is being opened has been read, 0 to 1; null: none is. */
  readonly opening: number | null;
  /** Experiments that were deleted and can be brought back. */
  readonly removed: Removed | null;
  readonly trouble: CompareTrouble | null;
  readonly shown: ExperimentShown;
}

export const COMPARE_AT_REST: CompareState = {
  draft: { name: '', scope: 'list', configurations: [], depth: 100, queries: null },
  kept: null,
  siteBytes: null,
  quotaBytes: null,
  open: null,
  run: { type: 'idle' },
  opening: null,
  removed: null,
  trouble: null,
  shown: { measure: 'nDCG@10', qid: null, pair: null, cost: 'tokens' },
};

/** What can happen to experiments. */
export type CompareAction =
  | { readonly type: 'experiment-draft'; readonly change: Partial<ExperimentDraft> }
  | {
      readonly type: 'experiment-list';
      readonly kept: readonly KeptExperiment[];
      readonly siteBytes: number | null;
      readonly quotaBytes: number | null;
    }
  /** A large file is being read; null: no more. */
  | { readonly type: 'experiment-opening'; readonly share: number | null }
  /** Null: none is on screen, a new one can be put together. */
  | { readonly type: 'experiment-open'; readonly open: OpenExperiment | null }
  | { readonly type: 'experiment-rename'; readonly id: string; readonly name: string }
  | {
      readonly type: 'experiment-collection';
      readonly id: string;
      readonly collection: CompareCollection;
      readonly stored: boolean;
    }
  /** Deleted, or brought back (null). */
  | { readonly type: 'experiment-removed'; readonly removed: Removed | null }
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
  | { readonly type: 'experiment-trouble'; readonly trouble: CompareTrouble | null }
  | { readonly type: 'experiment-show'; readonly change: Partial<ExperimentShown> };

const ENDED = { type: 'idle' } as const;

export function reduceCompare(view: CompareState, action: CompareAction): CompareState {
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
    case 'experiment-opening':
      return { ...view, opening: action.share };
    case 'experiment-removed':
      return { ...view, removed: action.removed };
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
      const { configurationId, qid } = action.cell;
      const others = open.cells.filter((cell) => cell.qid !== qid || cell.configurationId !== configurationId);
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

export const compareSlice: Slice<{ readonly compare: CompareState }, CompareAction> = {
  ...within('compare', COMPARE_AT_REST, reduceCompare),
  mayWait: (action) => action.type === 'experiment-progress' || (action.type === 'experiment-opening' && action.share !== null),
};
