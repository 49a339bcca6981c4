import type { Question } from '../answer/shape.ts';
import type { Window } from '../ranking.ts';
import { startingRanking } from '../ranking.ts';
import type { DocId, RankRequest } from '../request.ts';
import type { ModelNotice } from '../run/text-model.ts';
import { filledSettings } from '../run/settings.ts';
import { beginReading, readPassage } from './window-reading.ts';
import type { WindowReading } from './window-reading.ts';
import { giveOut, ownWindows, withChange, withWindow } from './window-list.ts';
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
} from './event.ts';

/** reading: the prompt is being prefilled, nothing can be shown yet. ended: the window has its outcome. */
export type WindowPhase = 'reading' | 'thinking' | 'answering' | 'ended';

/** A `ModelNotice` of one call. `at`: milliseconds since the run started. */
export interface WindowNotice extends ModelNotice {
  readonly at: number;
}

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
  /** Null: no scores are read here. */
  readonly reading: WindowReading | null;
  /** Why no scores are read although the prompt has them and they were wanted; null: they are, or nobody wanted them. */
  readonly readingLeftOut: EventOf<'reading-left-out'>['reason'] | null;
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
  /** What its answer says of who stands above whom, and what is certain since; null where no places are certified. */
  readonly preferences: Pick<EventOf<'preferences'>, 'order' | 'unsaid' | 'certified' | 'of'> | null;
  /** What came of "skip thinking" here; null when nobody asked. */
  readonly skip: SkipResult | null;
  /** What happened between engine and model on the way, in the order in which it did. */
  readonly notices: readonly WindowNotice[];
  readonly answer: string;
  /** Where thought and answer went on with a further thought after the answer had begun: UTF-16 units of both until then. */
  readonly furtherThoughts: readonly { readonly reasoning: number; readonly answer: number }[];
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
type Tentative = { readonly window: number; readonly from: EventOf<'order-update'>['from'] };

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
  /** Where it was broken off and went on, in the order in which it did. */
  readonly resumed: readonly Pick<EventOf<'run-resumed'>, 'after' | 'reason' | 'model'>[];
}

type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { readonly type: T }>;

function startRun(event: EventOf<'run-start'>): RunView {
  const order = startingRanking(event.request);
  return {
    runId: event.runId,
    lastSeq: event.seq,
    lastAt: event.at,
    request: event.request,
    // A log is kept as it was written; what an old one lacks is filled in here.
    settings: filledSettings(event.settings),
    model: event.model,
    plan: event.windows,
    windows: [],
    ranking: order,
    committed: order,
    ties: [],
    forecast: event.forecast ?? null,
    cost: null,
    tentative: null,
    outcome: null,
    resumed: [],
  };
}

function startWindow(view: RunView, event: EventOf<'window-start'>): RunView {
  const opened: WindowView = {
    index: event.window,
    start: event.start,
    end: event.end,
    places: event.places ?? null,
    question: event.question ?? 'order',
    take: event.take ?? null,
    sample: event.sample ?? null,
    phase: 'reading',
    passages: event.passages,
    messages: event.messages,
    written: event.written ?? '',
    promptTokens: event.promptTokens,
    budget: event.budget ?? null,
    reading: event.reads === undefined ? null : beginReading(event.reads, event.passages.length),
    readingLeftOut: null,
    reasoning: '',
    thought: null,
    keptTo: null,
    waits: [],
    likelihoods: null,
    fused: null,
    preferences: null,
    skip: null,
    notices: [],
    answer: '',
    furtherThoughts: [],
    outcome: null,
    scores: null,
    notes: [],
    usage: null,
    startedAt: event.at,
    firstTextAt: null,
    thoughtEndedAt: null,
    endedAt: null,
    before: view.committed,
    after: null,
  };
  return { ...view, windows: withWindow(view.windows, opened), ranking: view.committed, tentative: null };
}

/** Nothing is being read any more. */
function readNoMore(view: RunView): RunView {
  return {
    ...view,
    windows: view.windows.map((window) =>
      window.reading === null || window.reading.now === null ? window : { ...window, reading: { ...window.reading, now: null } },
    ),
  };
}

function changeWindow(view: RunView, index: number, change: (window: WindowView) => WindowView): RunView {
  return { ...view, windows: withChange(view.windows, index, change) };
}

function applyEvent(view: RunView, event: Exclude<RunEvent, { readonly type: 'run-start' }>): RunView {
  switch (event.type) {
    case 'window-start':
      return startWindow(view, event);
    case 'passage-read':
      return changeWindow(view, event.window, (window) => readPassage(window, event));
    case 'reading-fused': {
      const { weight, instant, reading, fused } = event;
      return changeWindow(view, event.window, (window) =>
        window.reading === null
          ? window
          : { ...window, reading: { ...window.reading, now: null, fused: { weight, instant, reading, fused } } },
      );
    }
    case 'reading-left-out':
      return changeWindow(view, event.window, (window) => ({ ...window, reading: null, readingLeftOut: event.reason }));
    case 'reasoning-start':
      return changeWindow(view, event.window, (window) => {
        const again = window.answer === '' ? [] : [{ reasoning: window.reasoning.length, answer: window.answer.length }];
        return { ...window, phase: 'thinking', furtherThoughts: [...window.furtherThoughts, ...again] };
      });
    case 'reasoning-delta':
      return changeWindow(view, event.window, (window) => ({
        ...window,
        phase: 'thinking',
        reasoning: window.reasoning + event.text,
        firstTextAt: window.firstTextAt ?? event.at,
      }));
    case 'reasoning-end':
      return changeWindow(view, event.window, (window) => ({
        ...window,
        phase: 'answering',
        thought: event.end,
        keptTo: event.keptTo ?? null,
        thoughtEndedAt: event.at,
      }));
    case 'thought-skip':
      return changeWindow(view, event.window, (window) => ({ ...window, skip: event.result }));
    case 'thought-wait':
      return changeWindow(view, event.window, (window) => ({ ...window, waits: [...window.waits, window.reasoning.length] }));
    case 'model-notice': {
      const { code, attempt, of, waitMs, status, at } = event;
      const notice: WindowNotice = { code, attempt, of, waitMs, at, ...(status === undefined ? {} : { status }) };
      return changeWindow(view, event.window, (window) => ({ ...window, notices: [...window.notices, notice] }));
    }
    case 'likelihoods':
      return changeWindow(view, event.window, (window) => ({
        ...window,
        likelihoods: { of: event.of, logProbs: event.logProbs, computedTokens: event.computedTokens },
      }));
    case 'samples-fused':
      return changeWindow(view, event.window, (window) => ({ ...window, fused: event }));
    case 'preferences':
      return changeWindow(view, event.window, (window) => ({ ...window, preferences: event }));
    case 'answer-delta':
      return changeWindow(view, event.window, (window) => ({
        ...window,
        phase: 'answering',
        answer: window.answer + event.text,
        firstTextAt: window.firstTextAt ?? event.at,
      }));
    case 'order-update':
      return { ...view, ranking: event.ranking, tentative: { window: event.window, from: event.from } };
    case 'window-end':
      return {
        ...changeWindow(view, event.window, (window) => ({
          ...window,
          phase: 'ended',
          outcome: event.outcome,
          thought: event.thought,
          scores: event.scores ?? null,
          notes: event.notes ?? [],
          usage: event.usage,
          endedAt: event.at,
          after: event.ranking,
        })),
        ranking: event.ranking,
        committed: event.ranking,
        ties: event.ties ?? [],
        tentative: null,
      };
    case 'run-resumed':
      return { ...view, resumed: [...view.resumed, event] };
    case 'run-end':
      // What a broken-off window was leaning to is not a result: the list falls back to what was committed.
      return {
        ...readNoMore(view),
        ranking: event.ranking,
        committed: event.ranking,
        ties: event.ties ?? [],
        tentative: null,
        outcome: event.outcome,
        cost: event.cost ?? null,
      };
    default:
      // A log of a later version may tell of things that this one knows no picture for.
      event satisfies never;
      return view;
  }
}

/**
 * One step of the run's story. Events of another run, events already seen and events after run-end leave the view as it is
 * (same identity). Live view, replay and tests all use this one function.
 */
export function reduceRun(view: RunView | null, event: RunEvent): RunView | null {
  if (event.type === 'run-start') return view === null ? startRun(event) : view;
  if (view === null || event.runId !== view.runId || event.seq <= view.lastSeq || view.outcome !== null) return view;
  return { ...applyEvent(view, event), lastSeq: event.seq, lastAt: event.at };
}

/** The view after a whole log or any cut of it; null for a log that has not begun. */
export function reduceLog(log: readonly RunEvent[]): RunView | null {
  return reduceOn(null, log);
}

/** The view after more events, in time that grows with their number. */
export function reduceOn(before: RunView | null, events: Iterable<RunEvent>): RunView | null {
  let view = before === null ? null : { ...before, windows: ownWindows(before.windows) };
  let changed = false;
  for (const event of events) {
    const next = reduceRun(view, event);
    changed ||= next !== view;
    view = next === null || view !== null ? next : { ...next, windows: ownWindows(next.windows) };
  }
  if (view !== null) giveOut(view.windows);
  return changed ? view : before;
}

/**
 * The run-end of a run whose engine can no longer speak (worker died, or was ended on purpose). It keeps the log well-formed:
 * next `seq`, committed ranking, same run.
 */
export function closeLog(run: RunView, outcome: RunOutcome): RunEvent {
  return { type: 'run-end', runId: run.runId, seq: run.lastSeq + 1, at: run.lastAt, outcome, ranking: run.committed };
}
