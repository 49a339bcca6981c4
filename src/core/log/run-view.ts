import type {
  ChatMessage,
  ModelIdentity,
  PromptBudget,
  PromptPassage,
  RunCost,
  RunEvent,
  RunForecast,
  RunOutcome,
  RunSettings,
  SkipResult,
  ThoughtEnd,
  WindowOutcome,
  WindowUsage,
} from './run-event.ts';
import type { DocId } from '../doc-id.ts';
import type { Question } from '../answer/question.ts';
import type { RankRequest } from '../rank-request.ts';
import type { Window } from '../window.ts';

/** reading: the prompt is being prefilled, nothing can be shown yet. ended: the window has its outcome. */
export type WindowPhase = 'reading' | 'thinking' | 'answering' | 'ended';

/** One model call as far as its events have come. All `…At` are milliseconds since the run started. */
export interface WindowView {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  /** Place of each passage in the ranking, in the order shown; null: the stretch from start to end. */
  readonly places: readonly number[] | null;
  readonly question: Question;
  /** How many a `select` is to name; null for other questions. */
  readonly take: number | null;
  readonly sample: { readonly index: number; readonly of: number } | null;
  readonly phase: WindowPhase;
  readonly passages: readonly PromptPassage[];
  readonly messages: readonly ChatMessage[];
  /** What the assistant's turn was made to begin with; empty: nothing. */
  readonly written: string;
  readonly promptTokens: number;
  /** Null in logs that did not record it. */
  readonly budget: PromptBudget | null;
  readonly reasoning: string;
  readonly thought: ThoughtEnd | null;
  /** UTF-16 units of the thought that the answer was given after; null: all of it. */
  readonly keptTo: number | null;
  /** UTF-16 offsets into the thought where "Wait" was put. */
  readonly waits: readonly number[];
  readonly likelihoods: Omit<
    Extract<RunEvent, { readonly type: 'likelihoods' }>,
    'type' | 'window' | 'runId' | 'seq' | 'at'
  > | null;
  readonly fused: Extract<RunEvent, { readonly type: 'samples-fused' }> | null;
  /** What came of "skip thinking" here; null when nobody asked. */
  readonly skip: SkipResult | null;
  readonly answer: string;
  readonly outcome: WindowOutcome | null;
  /** What the call gave each passage, in the order shown; null: no numbers. */
  readonly scores: readonly (number | null)[] | null;
  /** What a published system's own reading did silently. */
  readonly notes: readonly string[];
  readonly usage: WindowUsage | null;
  readonly startedAt: number;
  readonly firstTextAt: number | null;
  readonly thoughtEndedAt: number | null;
  readonly endedAt: number | null;
  /** The whole committed ranking as this window found it and, once ended, as it left it. */
  readonly before: readonly DocId[];
  readonly after: readonly DocId[] | null;
}

/** Where the order on screen comes from while a window is open; null when everything shown is committed. */
export type Tentative = { readonly window: number; readonly from: 'first-token' | 'reasoning' | 'answer' };

/** Everything the page shows of one run: a pure function of its event log up to some cursor. */
export interface RunView {
  readonly runId: string;
  readonly lastSeq: number;
  readonly lastAt: number;
  readonly request: RankRequest;
  readonly settings: RunSettings;
  readonly model: ModelIdentity;
  readonly plan: readonly Window[];
  readonly windows: readonly WindowView[];
  /** What stands on screen: the provisional order while a window thinks, else the committed one. Always the whole list. */
  readonly ranking: readonly DocId[];
  readonly committed: readonly DocId[];
  /** Groups of neighbours of `committed` that nothing told apart. */
  readonly ties: readonly (readonly DocId[])[];
  /** Null in logs that made none. */
  readonly forecast: RunForecast | null;
  readonly cost: RunCost | null;
  readonly tentative: Tentative | null;
  readonly outcome: RunOutcome | null;
}
