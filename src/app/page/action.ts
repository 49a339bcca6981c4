import type { InputChoices, InputFile, Judgements, SourceFormat } from '../../core/input/reading.ts';
import type { AnswerMode, RunMethod } from '../../core/run/method.ts';
import type { AdapterSummary, LoadedModel, LoadEvent } from '../../engines/engine-client.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import type { RunEvent, RunSettings } from '../../core/log/event.ts';
import type { Result } from '../../core/request.ts';
import type { AppState, InputOrigin, PageView } from './state.ts';
import type { ExportNotice } from '../features/export/slice.ts';
import type { FirstStageAction, StartFrom } from '../features/instant/slice.ts';
import type { InputNotice } from '../../core/input/dropped.ts';
import type { OpenedNote } from '../../core/log/invocations.ts';
import type { Preferences } from './preferences.ts';
import type { CompareAction } from '../features/compare/slice.ts';
import type { LensAction } from '../features/lenses/slice.ts';
import type { HistoryAction } from '../features/history/slice.ts';
import type { ReplayAction } from '../features/timeline/slice.ts';

/** Everything that can happen to the page. Noun-verb, as the events of the wire. */
export type AppAction =
  | FirstStageAction
  | ReplayAction
  | LensAction
  | HistoryAction
  | CompareAction
  | { readonly type: 'start-from-choose'; readonly startFrom: StartFrom }
  | { readonly type: 'query-edit'; readonly text: string }
  | { readonly type: 'passages-edit'; readonly text: string }
  /** A sample, a dropped file or a paste that carries its own query. `query` null keeps the one typed. */
  | { readonly type: 'input-fill'; readonly query: string | null; readonly passages: string; readonly origin: InputOrigin | null }
  /** Files that are read together; they take the place of what was typed, which undo brings back. */
  | { readonly type: 'files-fill'; readonly files: readonly InputFile[]; readonly origin: InputOrigin | null }
  | { readonly type: 'file-remove'; readonly name: string }
  | { readonly type: 'choices-edit'; readonly change: Partial<Pick<InputChoices, 'roles' | 'table' | 'cut'>> }
  | { readonly type: 'input-clear' }
  | { readonly type: 'input-undo' }
  | { readonly type: 'input-refuse'; readonly notice: InputNotice }
  | { readonly type: 'input-notice-dismiss' }
  | { readonly type: 'format-choose'; readonly format: SourceFormat | null }
  | { readonly type: 'request-choose'; readonly index: number; readonly query: string }
  | { readonly type: 'settings-edit'; readonly change: Partial<RunSettings> }
  | { readonly type: 'settings-reset' }
  /** Null: the model's own prompt in sliding windows. */
  | { readonly type: 'method-choose'; readonly method: RunMethod | null; readonly answerMode?: AnswerMode }
  | { readonly type: 'model-choose'; readonly modelId: string }
  | { readonly type: 'probe-end'; readonly result: Result<AdapterSummary, ErrorInfo> }
  | { readonly type: 'load-begin'; readonly loadId: string; readonly thenRun: boolean }
  | { readonly type: 'load-event'; readonly loadId: string; readonly event: LoadEvent }
  | { readonly type: 'load-end'; readonly loadId: string; readonly result: Result<LoadedModel, ErrorInfo> }
  | { readonly type: 'load-cancel' }
  | { readonly type: 'run-begin'; readonly runId: string }
  | { readonly type: 'run-event'; readonly event: RunEvent }
  | { readonly type: 'run-stop' }
  | { readonly type: 'run-overdue'; readonly runId: string }
  /** The engine is gone (lost or ended on purpose): its model is no longer in memory. */
  | { readonly type: 'engine-gone' }
  /** The run could not even begin. */
  | { readonly type: 'run-refuse'; readonly error: ErrorInfo }
  | { readonly type: 'error-dismiss' }
  /** Workbench, Compare or Lenses. */
  | { readonly type: 'page-view-choose'; readonly view: PageView }
  /** Compare or Lenses take the model, or leave it. */
  | { readonly type: 'model-lend'; readonly to: AppState['lent'] }
  | { readonly type: 'view-choose'; readonly showing: 'input' | 'run' }
  /** What a log just opened lacks; follows its log-open. */
  | { readonly type: 'opened-notes'; readonly notes: readonly OpenedNote[]; readonly qrels: Judgements | null }
  | { readonly type: 'export-end'; readonly notice: ExportNotice | null }
  | { readonly type: 'preference-choose'; readonly change: Partial<Preferences> };
