import type { AblationRun } from '../../../core/experiment/lenses/ablation-plan.ts';
import type { BeliefPlan } from '../../../core/experiment/lenses/belief-plan.ts';
import type { InjectionRun } from '../../../core/experiment/lenses/injection-plan.ts';
import type { PositionRun } from '../../../core/experiment/lenses/position-plan.ts';
import type { LikelihoodAnswer } from '../../../core/run/text-model.ts';
import type { ErrorInfo } from '../../../core/errors.ts';
import type { ModelIdentity, RunEvent, RunSettings } from '../../../core/log/run-event.ts';
import type { DocId } from '../../../core/doc-id.ts';
import type { RankRequest } from '../../../core/rank-request.ts';
import type { WindowView } from '../../../core/log/run-view.ts';

export const LENS_NAMES = ['belief', 'position', 'ablation', 'injection'] as const;
export type LensName = (typeof LENS_NAMES)[number];
/** Lenses that run the list again and again. */
export type RunsLens = Exclude<LensName, 'belief'>;

/** What the runs of each lens carry. */
export interface RunsOfLens {
  readonly position: PositionRun;
  readonly ablation: AblationRun;
  readonly injection: InjectionRun;
}

/** Where the thought that is probed comes from. */
export interface ProbedWindow {
  readonly runId: string;
  readonly request: RankRequest;
  readonly window: WindowView;
  /** The model that wrote it; another one may be asked. */
  readonly writtenBy: ModelIdentity;
  readonly grain: 'sentence' | 'segment';
}

/** A lens ready to be started. */
export type LensPlan =
  | { readonly lens: 'belief'; readonly plan: BeliefPlan; readonly probed: ProbedWindow }
  | { [Lens in RunsLens]: { readonly lens: Lens; readonly runs: readonly RunsOfLens[Lens][] } }[RunsLens];

/** stopping: told to, and not ended yet. no-model: none could be had; the page's notice says why. */
export type LensEnd =
  | { readonly type: 'running' | 'stopping' | 'done' | 'stopped' | 'no-model' }
  | { readonly type: 'failed'; readonly error: ErrorInfo };

interface Job {
  /** Null until the model is there. */
  readonly model: ModelIdentity | null;
  readonly end: LensEnd;
}

export interface RunsJob<Lens extends RunsLens> extends Job {
  readonly runs: readonly RunsOfLens[Lens][];
  readonly settings: RunSettings;
  /** Of the runs that ended, by key. */
  readonly logs: ReadonlyMap<string, readonly RunEvent[]>;
  /** Key of the run that is on. */
  readonly current: string | null;
}

export interface BeliefJob extends Job {
  readonly plan: BeliefPlan;
  readonly probed: ProbedWindow;
  readonly answers: readonly LikelihoodAnswer[];
  /** Milliseconds from the first question to the newest answer. */
  readonly tookMs: number;
}

/** What is known of each lens: its last job, running or over. */
export type LensJobs = { readonly belief: BeliefJob | null } & { readonly [Lens in RunsLens]: RunsJob<Lens> | null };

/** What a person changed of an injection text; the rest is as the page offers it. */
export interface InjectionEdit {
  /** Undefined: as offered. */
  readonly text?: string | undefined;
  readonly where?: 'before' | 'after';
  readonly chosen?: boolean;
}

export interface LensForm {
  readonly open: LensName;
  /** The list of the workbench's input, or that of the run on stage. */
  readonly source: 'input' | 'run';
  /** False: without the first stage's scores. */
  readonly scores: boolean;
  /** Null: as offered for the list's length. */
  readonly rotations: number | null;
  /** Null: as offered. */
  readonly dropped: readonly DocId[] | null;
  /** Passage that gets the injection; null: the last of the list. */
  readonly target: DocId | null;
  readonly texts: Readonly<Record<string, InjectionEdit>>;
  /** Window of the run on stage whose thought is probed; null: the last that thought. */
  readonly window: number | null;
  readonly grain: 'sentence' | 'segment';
}

export interface LensesView {
  readonly form: LensForm;
  readonly jobs: LensJobs;
}

export const LENSES_AT_REST: LensesView = {
  form: {
    open: 'belief',
    source: 'input',
    scores: false,
    rotations: null,
    dropped: null,
    target: null,
    texts: {},
    window: null,
    grain: 'sentence',
  },
  jobs: { belief: null, position: null, ablation: null, injection: null },
};
