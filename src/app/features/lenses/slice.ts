import type { ErrorInfo } from '../../../core/errors.ts';
import type { BeliefPlan } from '../../../core/experiment/lenses/belief.ts';
import type { LensName, RunsOfLens } from '../../../core/experiment/lenses/index.ts';
import type { ModelIdentity, RunEvent, RunSettings } from '../../../core/log/event.ts';
import type { WindowView } from '../../../core/log/view.ts';
import type { DocId, RankRequest } from '../../../core/request.ts';
import type { LikelihoodAnswer } from '../../../core/run/text-model.ts';
import { within } from '../../page/slice.ts';

export type { LensName, RunsOfLens };
/** Lenses that run the list again and again. */
export type RunsLens = keyof RunsOfLens;

/** Where the thought that is probed comes from. */
interface ProbedWindow {
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
  /** Nobody has pressed for it. */
  readonly byItself: boolean;
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

/** Which list a lens looks at. */
export type LensSource = 'input' | 'run';

export interface LensForm {
  readonly open: LensName;
  /** The list of the workbench's input, or that of the run on stage. Null: as offered, the run where there is one. */
  readonly source: LensSource | null;
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
    source: null,
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

/** What happens to the lenses. */
export type LensAction =
  | { readonly type: 'lens-edit'; readonly change: Partial<LensForm> }
  /** `byItself`: nobody has pressed for it. */
  | { readonly type: 'lens-begin'; readonly plan: LensPlan; readonly settings: RunSettings; readonly byItself?: boolean }
  | { readonly type: 'lens-model'; readonly lens: LensName; readonly model: ModelIdentity }
  | { readonly type: 'lens-run-begin'; readonly lens: RunsLens; readonly key: string }
  /** `events`: a whole log, run-end last. */
  | { readonly type: 'lens-run-end'; readonly lens: RunsLens; readonly key: string; readonly events: readonly RunEvent[] }
  | { readonly type: 'lens-answer'; readonly answer: LikelihoodAnswer; readonly tookMs: number }
  | { readonly type: 'lens-stop' }
  | { readonly type: 'lens-end'; readonly lens: LensName; readonly end: LensEnd };

/** The lens whose job is on; null: none. */
export function lensAtWork({ jobs }: Pick<LensesView, 'jobs'>): LensName | null {
  return (Object.keys(jobs) as LensName[]).find((lens) => ['running', 'stopping'].includes(jobs[lens]?.end.type ?? '')) ?? null;
}

/** The lenses' part of the page's reducer. One job at a time; what a job of before left is kept until its lens is started again. */
export function reduceLens(view: LensesView, action: LensAction): LensesView {
  switch (action.type) {
    case 'lens-edit':
      return { ...view, form: { ...view.form, ...action.change } };
    case 'lens-begin':
      return lensAtWork(view) === null ? { ...view, jobs: begun(view.jobs, action) } : view;
    case 'lens-model':
      return changed(view, action.lens, { model: action.model });
    case 'lens-run-begin':
      return changed(view, action.lens, { current: action.key });
    case 'lens-run-end': {
      const logs = view.jobs[action.lens]?.logs;
      if (logs === undefined || lensAtWork(view) !== action.lens) return view;
      return changed(view, action.lens, { current: null, logs: new Map([...logs, [action.key, action.events]]) });
    }
    case 'lens-answer': {
      const { belief } = view.jobs;
      if (belief === null) return view;
      return changed(view, 'belief', { answers: [...belief.answers, action.answer], tookMs: action.tookMs });
    }
    case 'lens-stop': {
      const lens = lensAtWork(view);
      return lens === null ? view : changed(view, lens, { end: { type: 'stopping' } });
    }
    case 'lens-end':
      return changed(view, action.lens, { end: action.end, ...(action.lens === 'belief' ? {} : { current: null }) });
  }
}

function begun(
  jobs: LensJobs,
  { plan, settings, byItself = false }: Omit<Extract<LensAction, { readonly type: 'lens-begin' }>, 'type'>,
): LensJobs {
  const end: LensEnd = { type: 'running' };
  if (plan.lens === 'belief')
    return { ...jobs, belief: { plan: plan.plan, probed: plan.probed, answers: [], tookMs: 0, byItself, model: null, end } };
  return { ...jobs, [plan.lens]: { runs: plan.runs, settings, logs: new Map(), current: null, model: null, end } };
}

/** Late words of a job that is over change nothing. */
function changed(view: LensesView, lens: LensName, change: object): LensesView {
  return lensAtWork(view) === lens ? { ...view, jobs: { ...view.jobs, [lens]: { ...view.jobs[lens], ...change } } } : view;
}

export const lensesSlice = within('lenses', LENSES_AT_REST, reduceLens);
