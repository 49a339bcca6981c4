import type { CellKey, CellResult, Configuration, ExperimentPlan } from '../../../core/experiment/experiment.ts';
import type { ExperimentProblem } from '../../../core/experiment/experiment-problem.ts';
import type { Judgements } from '../../../core/input/input-reading.ts';
import type { ErrorInfo } from '../../../core/errors.ts';
import type { RunForecast } from '../../../core/log/run-event.ts';
import type { RankRequest } from '../../../core/rank-request.ts';
import type { HistoryTrouble } from '../history/history-view.ts';

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
export interface LabCollection {
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
  readonly collection: LabCollection | null;
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
}

/** pause: the run goes on to the end of its query. stop: it ends at once, and that query is run again later. */
export type LabRun =
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

/** What went wrong with the lab itself. `no-logs`: there is room for figures only. */
export type LabTrouble =
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

export interface ExperimentView {
  readonly draft: ExperimentDraft;
  /** Null until the list has been read. */
  readonly kept: readonly KeptExperiment[] | null;
  readonly siteBytes: number | null;
  readonly quotaBytes: number | null;
  readonly open: OpenExperiment | null;
  readonly run: LabRun;
  readonly trouble: LabTrouble | null;
  readonly shown: ExperimentShown;
}

export const NO_EXPERIMENT: ExperimentView = {
  draft: { name: '', scope: 'list', configurations: [], depth: 100, queries: null },
  kept: null,
  siteBytes: null,
  quotaBytes: null,
  open: null,
  run: { type: 'idle' },
  trouble: null,
  shown: { measure: 'nDCG@10', qid: null, pair: null, cost: 'tokens' },
};
