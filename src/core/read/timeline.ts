import { oncePer } from '../once.ts';
import type { RunEvent } from '../log/event.ts';
import { startingRanking } from '../ranking.ts';
import type { DocId } from '../request.ts';
import type { CallHead } from './calls.ts';
import { selectCall } from './calls.ts';

/**
 * Where a token count comes from. counted: the engine's own. shared: the engine's count for the window, shared out by the text's length. pieces:
 * the number of text events, fewer than the tokens where several came within two frames and crossed as one.
 */
export type TokenSource = 'counted' | 'shared' | 'pieces';

/** A stretch of a log. Milliseconds since the run's start; `fromIndex` and `toIndex` are indexes of events, both within it. */
export interface TimelineSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly fromIndex: number;
  readonly toIndex: number;
}

export interface TimelinePhase extends TimelineSpan {
  readonly phase: 'reading' | 'thinking' | 'answering';
  readonly tokens: number;
  readonly tokensFrom: TokenSource;
}

/** A passage that was read for its score: from the end of the one before it, or the window's start. */
export interface TimelineRead extends TimelineSpan {
  readonly docId: DocId;
  /** 1-based, in the window's prompt. */
  readonly identifier: number;
  readonly tokens: number;
}

export interface OrderChange {
  readonly index: number;
  readonly atMs: number;
  /** commit: the window's end changed the order that stood before it. */
  readonly from: 'passages' | 'reasoning' | 'answer' | 'commit';
}

export interface TimelineWindow extends TimelineSpan {
  readonly window: number;
  /** Positions `[start, end)` of the list, 0-based. */
  readonly start: number;
  readonly end: number;
  /** What the call asked of whom. */
  readonly head: CallHead;
  readonly ended: boolean;
  /** In their order in time; one without an event is left out. */
  readonly phases: readonly TimelinePhase[];
  /** Written tokens. */
  readonly tokens: number;
  readonly tokensFrom: TokenSource;
  /** Of the tokens written, those that the form left no choice about: read in chunks. Null: not told. */
  readonly forced: number | null;
  readonly changes: readonly OrderChange[];
  /** Passages in the order in which they were read; empty where no scores of them were. */
  readonly reads: readonly TimelineRead[];
}

export interface Timeline {
  readonly events: number;
  readonly totalMs: number;
  readonly windows: readonly TimelineWindow[];
}

interface Draft {
  readonly span: { fromMs: number; toMs: number; fromIndex: number; toIndex: number };
  readonly opened: Extract<RunEvent, { readonly type: 'window-start' }>;
  readonly phases: Map<TimelinePhase['phase'], { span: TimelineSpan; pieces: number; characters: number }>;
  readonly changes: OrderChange[];
  readonly reads: TimelineRead[];
  /** Order at the window's start, to see whether its end changed it. */
  readonly before: string;
  /** Order on screen. */
  shown: string;
  written: number | null;
  forced: number | null;
  ended: boolean;
}

function stretch(span: TimelineSpan | undefined, index: number, atMs: number): TimelineSpan {
  return { fromMs: span?.fromMs ?? atMs, fromIndex: span?.fromIndex ?? index, toMs: atMs, toIndex: index };
}

function addTo(draft: Draft, phase: TimelinePhase['phase'], { index, event }: { index: number; event: RunEvent }): void {
  const known = draft.phases.get(phase);
  const text = event.type === 'reasoning-delta' || event.type === 'answer-delta' ? event.text : null;
  draft.phases.set(phase, {
    span: stretch(known?.span, index, event.at),
    pieces: (known?.pieces ?? 0) + (text === null ? 0 : 1),
    characters: (known?.characters ?? 0) + (text?.length ?? 0),
  });
}

function finish(draft: Draft): TimelineWindow {
  const { opened, span, written } = draft;
  const all = [...draft.phases.values()];
  const characters = all.reduce((sum, phase) => sum + phase.characters, 0);
  const pieces = all.reduce((sum, phase) => sum + phase.pieces, 0);
  return {
    ...span,
    window: opened.window,
    start: opened.start,
    end: opened.end,
    head: selectCall({
      question: opened.question ?? 'order',
      passages: opened.passages,
      take: opened.take ?? null,
      places: opened.places ?? null,
      start: opened.start,
      end: opened.end,
      sample: opened.sample ?? null,
    }),
    ended: draft.ended,
    phases: [...draft.phases].map(([phase, { span: place, pieces: count, characters: length }]): TimelinePhase => {
      if (phase === 'reading') return { ...place, phase, tokens: opened.promptTokens, tokensFrom: 'counted' };
      return written === null || characters === 0
        ? { ...place, phase, tokens: count, tokensFrom: 'pieces' }
        : { ...place, phase, tokens: Math.round((written * length) / characters), tokensFrom: 'shared' };
    }),
    tokens: written ?? pieces,
    tokensFrom: written === null ? 'pieces' : 'counted',
    forced: draft.forced,
    changes: [...draft.changes],
    reads: [...draft.reads],
  };
}

/** A log gone through so far. Closed windows are finished once; only the newest may still grow. */
interface Progress {
  readonly closed: TimelineWindow[];
  open: Draft | null;
  order: string;
  totalMs: number;
  events: number;
  /** The event gone through last: another log of the same beginning has another one there. */
  last: RunEvent | undefined;
}

function close(progress: Progress): void {
  if (progress.open !== null) progress.closed.push(finish(progress.open));
  progress.open = null;
}

function take(progress: Progress, index: number, event: RunEvent): void {
  progress.totalMs = Math.max(progress.totalMs, event.at);
  if (event.type === 'run-start') progress.order = startingRanking(event.request).join('\n');
  if (event.type === 'window-start') {
    close(progress);
    const span = { fromMs: event.at, toMs: event.at, fromIndex: index, toIndex: index };
    const before = progress.order;
    progress.open = {
      span,
      opened: event,
      phases: new Map(),
      changes: [],
      reads: [],
      before,
      shown: before,
      written: null,
      forced: null,
      ended: false,
    };
    addTo(progress.open, 'reading', { index, event });
    return;
  }
  const { open } = progress;
  if (open === null) return;
  open.span.toMs = event.at;
  open.span.toIndex = index;
  switch (event.type) {
    case 'passage-read': {
      addTo(open, 'reading', { index, event });
      const { docId } = open.opened.passages[event.position] ?? {};
      const before = open.reads.at(-1) ?? { toMs: open.span.fromMs, toIndex: open.span.fromIndex };
      const span = { fromMs: before.toMs, fromIndex: before.toIndex, toMs: event.at, toIndex: index };
      if (docId !== undefined) open.reads.push({ ...span, docId, identifier: event.position + 1, tokens: event.tokens });
      break;
    }
    case 'reasoning-start':
      // The prompt has been read when the first word comes.
      addTo(open, 'reading', { index, event });
      addTo(open, 'thinking', { index, event });
      break;
    case 'reasoning-delta':
    case 'reasoning-end':
      addTo(open, 'thinking', { index, event });
      break;
    case 'answer-delta':
      if (!open.phases.has('thinking') && !open.phases.has('answering')) addTo(open, 'reading', { index, event });
      addTo(open, 'answering', { index, event });
      break;
    case 'order-update': {
      const shown = event.ranking.join('\n');
      // While passages are read an order is told after each of them, also where nothing moved.
      if (event.from === 'passages' && shown === open.shown) break;
      open.shown = shown;
      open.changes.push({ index, atMs: event.at, from: event.from === 'first-token' ? 'answer' : event.from });
      break;
    }
    case 'likelihoods':
      // Asked for at once, they cost the reading of the prompt and nothing else.
      if (!open.phases.has('thinking') && !open.phases.has('answering')) addTo(open, 'reading', { index, event });
      break;
    case 'window-end': {
      // Where no answer was written its time belongs to what came before.
      addTo(open, [...open.phases.keys()].at(-1) ?? 'answering', { index, event });
      open.ended = true;
      open.written = event.usage.completionTokens;
      open.forced = event.usage.forcedTokens ?? null;
      const after = event.ranking.join('\n');
      if (after !== open.before) open.changes.push({ index, atMs: event.at, from: 'commit' });
      progress.order = after;
      close(progress);
      break;
    }
    default:
      break;
  }
}

/** By a log's first event, and not once for each log: a log that grows (a new array for each event) is gone on with, not gone through anew. */
const progresses = new WeakMap<RunEvent, Progress>();

function progressOf(log: readonly RunEvent[], first: RunEvent): Progress {
  const known = progresses.get(first);
  if (known !== undefined && known.events <= log.length && log[known.events - 1] === known.last) return known;
  const begun: Progress = { closed: [], open: null, order: '', totalMs: 0, events: 0, last: undefined };
  progresses.set(first, begun);
  return begun;
}

function build(log: readonly RunEvent[]): Timeline {
  const [first] = log;
  if (first === undefined) return { events: 0, totalMs: 0, windows: [] };
  const progress = progressOf(log, first);
  for (let index = progress.events; index < log.length; index += 1) {
    const event = log[index];
    if (event !== undefined) take(progress, index, event);
    progress.last = event;
  }
  progress.events = log.length;
  const { closed, open, totalMs } = progress;
  return { events: log.length, totalMs, windows: open === null ? [...closed] : [...closed, finish(open)] };
}

/**
 * What a scrubber needs of a log, over events and over time. The same log array gives the same object, a longer log the same windows as before as
 * far as they had closed. Logs are taken to share what they have before an event that they share.
 */
export const selectTimeline: (log: readonly RunEvent[]) => Timeline = oncePer(build);
