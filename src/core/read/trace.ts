import type { WindowOutcome } from '../log/event.ts';
import { oncePer } from '../once.ts';
import type { RunView, WindowView } from '../log/view.ts';
import type { DocId, RankRequest } from '../request.ts';
import { checkConsistency } from '../trace/consistency.ts';
import type { ConsistencyReport } from '../trace/consistency.ts';
import { findAllMentions, findQuotes } from '../trace/mentions.ts';
import type { Mention } from '../trace/mentions.ts';
import { segmentTrace } from '../trace/segments.ts';
import type { TraceSegment } from '../trace/segments.ts';
import { shownHolds } from './shown-text.ts';

/** What a window changes: the new values of some passages, given those of the windows before it. */
type WindowChange<Value> = (step: {
  readonly run: RunView;
  readonly window: WindowView;
  readonly before: ReadonlyMap<DocId, Value>;
}) => Iterable<readonly [DocId, Value]>;

interface Folded<Value> {
  readonly windows: WindowView[];
  readonly values: Map<DocId, Value>;
}

/**
 * A value per passage, folded over a run's windows in order. A window that closed is gone through once, however many events follow it; only the
 * newest is gone through again with each of them. `change` is pure and must not alter a value it was given. The same windows give the same map.
 */
export function foldWindows<Value>(change: WindowChange<Value>): (run: RunView) => ReadonlyMap<DocId, Value> {
  /** All windows but the newest, as far as some view of the run had them. By request and not once for it: a run that goes on is gone on with. */
  const behind = new WeakMap<RankRequest, Folded<Value>>();
  const foldedOf = (run: RunView): Folded<Value> => {
    const { windows, request } = run;
    const kept = behind.get(request);
    // A cursor that went back, or another run of the same request, has other windows.
    if (kept !== undefined && kept.windows.length < windows.length && kept.windows.every((one, place) => one === windows[place]))
      return kept;
    const begun: Folded<Value> = { windows: [], values: new Map() };
    behind.set(request, begun);
    return begun;
  };
  return oncePer(
    (run: RunView): ReadonlyMap<DocId, Value> => {
      const folded = foldedOf(run);
      for (const window of run.windows.slice(folded.windows.length, -1)) {
        for (const [docId, value] of change({ run, window, before: folded.values })) folded.values.set(docId, value);
        folded.windows.push(window);
      }
      const values = new Map(folded.values);
      const newest = run.windows.at(-1);
      if (newest !== undefined)
        for (const [docId, value] of change({ run, window: newest, before: folded.values })) values.set(docId, value);
      return values;
    },
    ({ windows }) => windows,
  );
}

/** A stretch of a thought. Joined in order, the pieces' `text` is the thought, letter for letter. */
export type TracePiece =
  | { readonly type: 'text'; readonly text: string }
  /** `docIds` in the order written; `unknown` are identifiers no passage of the window has. */
  | { readonly type: 'mention'; readonly text: string; readonly docIds: readonly DocId[]; readonly unknown: readonly number[] }
  /** `verbatim` null: the quote is still being written, or names no passage to check against. */
  | {
      readonly type: 'quote';
      readonly text: string;
      readonly quote: string;
      readonly docId: DocId | null;
      readonly verbatim: boolean | null;
    };

/** One sentence-like step of the thought, so that it does not stand as a wall of text. */
interface TraceStep {
  readonly from: number;
  readonly pieces: readonly TracePiece[];
}

/** A segment of the thought with what stands in it. */
export interface SegmentView extends TraceSegment {
  readonly pieces: readonly TracePiece[];
  /** The passages it names, in the order named. */
  readonly docIds: readonly DocId[];
}

interface WindowTrace {
  readonly steps: readonly TraceStep[];
  readonly segments: readonly SegmentView[];
  /** Every mention in order, in brackets or by name and number. */
  readonly chips: readonly Mention[];
  /** How often each passage is named in this thought. */
  readonly mentions: ReadonlyMap<DocId, number>;
  readonly quotes: readonly { readonly docId: DocId; readonly quote: string; readonly verbatim: boolean }[];
}

type PlacedPiece = TracePiece & { readonly from: number };

/** A step begins where a mention follows a sentence's end or a line break. */
const STEP_END = /(?:[.!?;。؟！？][”"»’)]*\s+|\n\s*)$/u;

function placePieces(window: WindowView, chips: readonly Mention[]): readonly PlacedPiece[] {
  const text = window.reasoning;
  const count = window.passages.length;
  const marks: PlacedPiece[] = [];
  for (const mention of chips) {
    marks.push({
      type: 'mention',
      from: mention.from,
      text: text.slice(mention.from, mention.to),
      docIds: mention.identifiers.flatMap((identifier) => window.passages[identifier - 1]?.docId ?? []),
      unknown: mention.unknown,
    });
  }
  for (const quote of findQuotes(text, count)) {
    const passage = quote.identifier === null ? undefined : window.passages[quote.identifier - 1];
    marks.push({
      type: 'quote',
      from: quote.from,
      text: text.slice(quote.from, quote.to),
      quote: quote.text,
      docId: passage?.docId ?? null,
      verbatim: passage === undefined ? null : shownHolds(passage, quote.text),
    });
  }
  return marks.sort((one, other) => one.from - other.from);
}

function cutSteps(text: string, marks: readonly PlacedPiece[]): readonly TraceStep[] {
  const steps: { from: number; pieces: TracePiece[] }[] = [];
  let at = 0;
  const current = (): { from: number; pieces: TracePiece[] } => {
    const last = steps.at(-1);
    if (last !== undefined) return last;
    const first = { from: 0, pieces: [] };
    steps.push(first);
    return first;
  };
  const pushText = (to: number): void => {
    if (to > at) current().pieces.push({ type: 'text', text: text.slice(at, to) });
  };
  for (const { from, ...piece } of marks) {
    if (from < at) continue;
    pushText(from);
    if (piece.type === 'mention' && STEP_END.test(text.slice(Math.max(0, from - 24), from))) steps.push({ from, pieces: [] });
    current().pieces.push(piece);
    at = from + piece.text.length;
  }
  pushText(text.length);
  return steps;
}

/** The same pieces by segment. A mark that would stand across two segments is left as text. */
function cutSegments(window: WindowView, marks: readonly PlacedPiece[]): readonly SegmentView[] {
  const text = window.reasoning;
  let next = 0;
  return segmentTrace(text, window.passages.length).map((segment) => {
    const pieces: TracePiece[] = [];
    let at = segment.from;
    for (let mark = marks[next]; mark !== undefined && mark.from < segment.to; mark = marks[next]) {
      next += 1;
      const { from, ...piece } = mark;
      if (from < at || from + piece.text.length > segment.to) continue;
      if (from > at) pieces.push({ type: 'text', text: text.slice(at, from) });
      pieces.push(piece);
      at = from + piece.text.length;
    }
    if (at < segment.to) pieces.push({ type: 'text', text: text.slice(at, segment.to) });
    const docIds = segment.identifiers.flatMap((identifier) => window.passages[identifier - 1]?.docId ?? []);
    return { ...segment, pieces, docIds };
  });
}

/** The thought of one window in steps and in segments, with its mentions and checked quotes. The same window view gives the same object: five readings ask. */
export const selectTrace: (window: WindowView) => WindowTrace = oncePer((window) => {
  const chips = findAllMentions(window.reasoning, window.passages.length);
  const marks = placePieces(window, chips);
  const mentions = new Map<DocId, number>();
  const quotes: { docId: DocId; quote: string; verbatim: boolean }[] = [];
  for (const mark of marks) {
    if (mark.type === 'mention') for (const docId of mark.docIds) mentions.set(docId, (mentions.get(docId) ?? 0) + 1);
    if (mark.type === 'quote' && mark.docId !== null && mark.verbatim !== null) {
      quotes.push({ docId: mark.docId, quote: mark.quote, verbatim: mark.verbatim });
    }
  }
  return { steps: cutSteps(window.reasoning, marks), segments: cutSegments(window, marks), chips, mentions, quotes };
});

/** How the order that a window committed fits its thought. Identifiers are of this window; `passages[identifier - 1]` is the passage. */
export interface WindowConsistency extends ConsistencyReport {
  readonly window: number;
  /** False when no order could be read from the answer: the window kept the order it came in, and a contradiction is the reading's. */
  readonly answered: boolean;
}

/** What the answer itself named, as it was read: what was filled in stands behind it, or is told as missing. */
function writtenOf(order: readonly number[], outcome: WindowOutcome | null): readonly number[] {
  switch (outcome?.type) {
    case 'repaired': {
      const missing = new Set(outcome.missing);
      return order.filter((identifier) => !missing.has(identifier));
    }
    case 'truncated':
      return order.slice(0, outcome.settled);
    case 'complete':
      return order;
    case 'unparsed':
    case undefined:
      return [];
  }
}

/**
 * Null while the window is open, when it wrote no thought, and for a call that asked for no order: there is nothing to hold against anything. Once for
 * each window: the limits panel goes through all of them with every token of the next one.
 */
export const selectConsistency: (view: WindowView) => WindowConsistency | null = oncePer((view) => {
  if (view.after === null || view.reasoning.trim() === '' || view.question !== 'order') return null;
  const identifiers = new Map<DocId, number>(view.passages.map(({ docId, identifier }) => [docId, identifier]));
  const order = view.after.flatMap((docId) => identifiers.get(docId) ?? []);
  const report = checkConsistency({
    segments: selectTrace(view).segments,
    order,
    answered: writtenOf(order, view.outcome),
  });
  return { ...report, window: view.index, answered: view.outcome?.type !== 'unparsed' };
});
