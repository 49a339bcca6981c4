import type { InputChoices, InputFile, Judgements, SourceFormat } from '../../core/input/reading.ts';
import type { AdapterSummary, LoadedModel } from '../../engines/engine-client.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import type { RunEvent, RunSettings } from '../../core/log/event.ts';
import type { Cursor } from '../../core/log/cursor.ts';
import type { CompareState } from '../features/compare/slice.ts';
import { COMPARE_AT_REST } from '../features/compare/slice.ts';
import type { ExportNotice } from '../features/export/slice.ts';
import { NO_FIRST_STAGE } from '../features/instant/slice.ts';
import type { FirstStageView, StartFrom } from '../features/instant/slice.ts';
import type { HistoryView } from '../features/history/slice.ts';
import { NO_HISTORY } from '../features/history/slice.ts';
import type { InputNotice } from '../../core/input/dropped.ts';
import type { LensesView } from '../features/lenses/slice.ts';
import { LENSES_AT_REST } from '../features/lenses/slice.ts';
import type { OpenedNote } from '../../core/log/invocations.ts';
import type { Preferences } from './preferences.ts';
import { DEFAULT_PREFERENCES } from './preferences.ts';
import type { LoadView } from '../features/run/load.ts';
import { PAUSED } from '../features/timeline/slice.ts';
import type { LogOrigin, Playback } from '../features/timeline/slice.ts';
import type { RunView } from '../../core/log/view.ts';

/** Where the text came from; null when typed. */
export type InputOrigin =
  | { readonly type: 'sample'; readonly credit: string }
  | { readonly type: 'files'; readonly names: readonly string[] };

/** What the person wrote, pasted or dropped. `format` null = guess. */
export interface InputDraft {
  readonly query: string;
  /** Not read while there are files. */
  readonly passages: string;
  /** Dropped files that are read together, or one too long to be edited; else empty. */
  readonly files: readonly InputFile[];
  readonly format: SourceFormat | null;
  /** What was chosen against the guess beside the format. */
  readonly choices: Pick<InputChoices, 'roles' | 'table' | 'cut'>;
  /** Which request of a many-request paste is used; 0-based. */
  readonly requestIndex: number;
  readonly origin: InputOrigin | null;
}

/** The GPU as far as it is known. */
export type Probe =
  | { readonly type: 'asking' }
  | { readonly type: 'found'; readonly adapter: AdapterSummary }
  | { readonly type: 'missing'; readonly error: ErrorInfo };

/** no: running freely. asked: the engine was told. overdue: it has not answered within the grace time. */
export type StopState = 'no' | 'asked' | 'overdue';

/** What the page is doing. The last run's log and view live beside it, so no phase can lose them. */
export type Phase =
  | { readonly type: 'idle' }
  | { readonly type: 'loading'; readonly loadId: string; readonly load: LoadView; readonly thenRun: boolean }
  | { readonly type: 'ready' }
  | { readonly type: 'running'; readonly runId: string; readonly stop: StopState }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly during: 'load' | 'run'; readonly error: ErrorInfo };

/** The page's views: one list; configurations compared; the model looked into. */
export type PageView = 'workbench' | 'compare' | 'lenses';

export interface AppState {
  readonly view: PageView;
  readonly phase: Phase;
  readonly probe: Probe;
  readonly modelId: string;
  /** The model that is in GPU memory now. */
  readonly model: LoadedModel | null;
  /** What the last finished load fetched, for "where did the bytes come from". */
  readonly lastLoad: LoadView | null;
  readonly input: InputDraft;
  /** What the input held before a sample, file or clear replaced it. */
  readonly replaced: InputDraft | null;
  /** A sample, file or link that could not be read, or not as it stands. */
  readonly inputNotice: InputNotice | null;
  /** Only what was changed from the model's defaults. */
  readonly settings: Partial<RunSettings>;
  readonly firstStage: FirstStageView;
  readonly startFrom: StartFrom;
  readonly log: readonly RunEvent[];
  /** The whole log's view; what the cursor shows of it is `selectShown`. */
  readonly run: RunView | null;
  /** Where the log came from when no run of this page wrote it; else null. */
  readonly opened: LogOrigin | null;
  /** What an opened log lacks. */
  readonly openedNotes: readonly OpenedNote[];
  /** The judgements that came with the input of the run on stage. */
  readonly qrels: Judgements | null;
  /** What came of the last export. */
  readonly exported: ExportNotice | null;
  readonly history: HistoryView;
  readonly compare: CompareState;
  /** Which view beside the workbench is using the model; its runs and the workbench's queue with each other. */
  readonly lent: 'compare' | 'lenses' | null;
  readonly lenses: LensesView;
  readonly preferences: Preferences;
  readonly cursor: Cursor;
  readonly playback: Playback;
  /** Which list stands on the right: the passages as read, or the last run. */
  readonly showing: 'input' | 'run';
}

export const EMPTY_DRAFT: InputDraft = {
  query: '',
  passages: '',
  files: [],
  format: null,
  choices: {},
  requestIndex: 0,
  origin: null,
};

/** A page as it opens. */
export function initialState(start: {
  readonly modelId: string;
  readonly input: InputDraft;
  readonly settings: Partial<RunSettings>;
  readonly startFrom?: StartFrom;
  readonly preferences?: Preferences;
  readonly view?: PageView;
}): AppState {
  return {
    view: start.view ?? 'workbench',
    phase: { type: 'idle' },
    probe: { type: 'asking' },
    modelId: start.modelId,
    model: null,
    lastLoad: null,
    input: start.input,
    replaced: null,
    inputNotice: null,
    settings: start.settings,
    firstStage: NO_FIRST_STAGE,
    startFrom: start.startFrom ?? 'instant',
    log: [],
    run: null,
    opened: null,
    openedNotes: [],
    qrels: null,
    exported: null,
    history: NO_HISTORY,
    compare: COMPARE_AT_REST,
    lent: null,
    lenses: LENSES_AT_REST,
    preferences: start.preferences ?? DEFAULT_PREFERENCES,
    cursor: { type: 'live' },
    playback: PAUSED,
    showing: 'input',
  };
}
