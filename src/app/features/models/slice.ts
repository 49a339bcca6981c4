import type { ErrorInfo } from '../../../core/errors.ts';
import { measuredTogether } from '../../../engines/models/fit.ts';
import type { MeasuredMemory, Misfit } from '../../../engines/models/fit.ts';
import type { DamagedFile } from '../../../engines/models/install.ts';
import type { FoundMachine } from '../../../engines/models/machine.ts';
import type { InstallSource } from '../../../engines/models/plan.ts';
import type { InstallProgress } from '../../../engines/models/progress.ts';
import type { StoredModel } from '../../../engines/models/stored.ts';
import type { Language } from '../../words/index.ts';

// The page of models: what this machine is, what is stored, what is on its way. It knows nothing of queries and passages.

/** What is known of the GPU. `missing`: no model can run, and why. */
export type MachineState =
  | { readonly type: 'asking' }
  | { readonly type: 'missing'; readonly error: ErrorInfo }
  | ({ readonly type: 'found' } & FoundMachine);

/** Bytes as the browser estimates them; null: it does not tell. `persisted`: whether they are safe from being thrown away when disk space runs low. */
export interface StorageState {
  readonly usedBytes: number | null;
  readonly freeBytes: number | null;
  readonly persisted: boolean | null;
}

/** What is on its way, or was until it was stopped or failed. */
export interface Job {
  /** The id under which it is stored; until that is known, what was asked for. */
  readonly key: string;
  readonly kind: 'install' | 'check' | 'repair';
  readonly title: string;
  /** planning: asking what there is to fetch. paused: by the reader. misfit: memory was tried and is not there. */
  readonly step: 'measuring' | 'planning' | 'running' | 'paused' | 'failed' | 'misfit';
  /** Null until it is known what there is to do. */
  readonly progress: InstallProgress | null;
  /** Of `failed`. */
  readonly error: ErrorInfo | null;
  /** Of `misfit`. */
  readonly misfit: Misfit | null;
  /** What goes on when it is asked to; null for a check, which begins anew. */
  readonly source: InstallSource | null;
}

/** A model that was begun and is not whole: from this visit or an earlier one. */
export interface BegunModel {
  readonly id: string;
  readonly title: string;
  readonly heldBytes: number;
  /** Null: it came from a folder, which has to be given again, or nobody remembers where it came from. */
  readonly source: InstallSource | null;
}

/** What came of a check. */
export interface CheckResult {
  readonly damaged: readonly DamagedFile[];
  readonly repaired: boolean;
}

export interface ModelsState {
  readonly language: Language;
  readonly machine: MachineState;
  /** An upload that is being tried; null: none. */
  readonly measuring: { readonly heldBytes: number; readonly neededBytes: number } | null;
  /** Tokens that models are fetched to be loaded with, and that memory is reckoned for. */
  readonly contextTokens: number;
  /** Null while they are read. */
  readonly stored: readonly StoredModel[] | null;
  /** Ids of records that cannot be read. */
  readonly unreadable: readonly string[];
  readonly begun: readonly BegunModel[];
  readonly storage: StorageState;
  readonly jobs: readonly Job[];
  readonly checks: Readonly<Record<string, CheckResult>>;
  /** Title of the model that was stored last in this visit. */
  readonly finished: string | null;
  /** Id of the model whose deletion waits for a yes. */
  readonly removing: string | null;
  /** As it is typed. */
  readonly address: string;
  /** What was wrong with the folder or address that was given last. */
  readonly ownTrouble: ErrorInfo | null;
  /** Of storage: what was asked for could not be done. */
  readonly trouble: ErrorInfo | null;
}

export type ModelsAction =
  | { readonly type: 'language'; readonly language: Language }
  | { readonly type: 'machine'; readonly machine: MachineState }
  | { readonly type: 'measuring'; readonly measuring: ModelsState['measuring'] }
  | { readonly type: 'measured'; readonly memory: MeasuredMemory }
  | { readonly type: 'context'; readonly contextTokens: number }
  | {
      readonly type: 'shelf';
      readonly stored: readonly StoredModel[];
      readonly unreadable: readonly string[];
      readonly begun: readonly BegunModel[];
    }
  | { readonly type: 'storage'; readonly storage: StorageState }
  /** Begins, or takes the place of one of the same key. */
  | { readonly type: 'job'; readonly job: Job }
  | { readonly type: 'job-change'; readonly key: string; readonly change: Partial<Job> }
  | { readonly type: 'job-end'; readonly key: string }
  | { readonly type: 'checked'; readonly id: string; readonly result: CheckResult }
  | { readonly type: 'finished'; readonly title: string }
  | { readonly type: 'removing'; readonly id: string | null }
  | { readonly type: 'address'; readonly address: string }
  | { readonly type: 'own-trouble'; readonly error: ErrorInfo | null }
  | { readonly type: 'trouble'; readonly error: ErrorInfo | null };

export const LEAST_CONTEXT = 4096;

export function initialModels(language: Language, address: string): ModelsState {
  return {
    language,
    machine: { type: 'asking' },
    measuring: null,
    contextTokens: LEAST_CONTEXT,
    stored: null,
    unreadable: [],
    begun: [],
    storage: { usedBytes: null, freeBytes: null, persisted: null },
    jobs: [],
    checks: {},
    finished: null,
    removing: null,
    address,
    ownTrouble: null,
    trouble: null,
  };
}

export function reduceModels(state: ModelsState, action: ModelsAction): ModelsState {
  switch (action.type) {
    case 'language':
      return { ...state, language: action.language };
    case 'machine':
      return { ...state, machine: action.machine };
    case 'measuring':
      return { ...state, measuring: action.measuring };
    case 'measured': {
      if (state.machine.type !== 'found') return state;
      const { machine } = state.machine;
      return {
        ...state,
        machine: { ...state.machine, machine: { ...machine, memory: measuredTogether(machine.memory, action.memory) } },
      };
    }
    case 'context':
      return { ...state, contextTokens: action.contextTokens };
    case 'shelf': {
      const { stored, unreadable, begun } = action;
      const ids = new Set(stored.map(({ id }) => id));
      const checks = Object.fromEntries(Object.entries(state.checks).filter(([id]) => ids.has(id)));
      return { ...state, stored, unreadable, begun, checks };
    }
    case 'storage':
      return { ...state, storage: action.storage };
    case 'job':
      return { ...state, jobs: [...state.jobs.filter(({ key }) => key !== action.job.key), action.job] };
    case 'job-change':
      return { ...state, jobs: state.jobs.map((job) => (job.key === action.key ? { ...job, ...action.change } : job)) };
    case 'job-end':
      return { ...state, jobs: state.jobs.filter(({ key }) => key !== action.key) };
    case 'checked':
      return { ...state, checks: { ...state.checks, [action.id]: action.result } };
    case 'finished':
      return { ...state, finished: action.title };
    case 'removing':
      return { ...state, removing: action.id };
    case 'address':
      return { ...state, address: action.address, ownTrouble: null };
    case 'own-trouble':
      return { ...state, ownTrouble: action.error };
    case 'trouble':
      return { ...state, trouble: action.error };
  }
}

/** Whether it goes on by itself. */
export function isBusy({ step }: Job): boolean {
  return step === 'measuring' || step === 'planning' || step === 'running';
}

/** The machine as models are held against it; null: none runs here, or it is not known yet. */
export function machineOf({ machine }: Pick<ModelsState, 'machine'>): FoundMachine['machine'] | null {
  return machine.type === 'found' ? machine.machine : null;
}
