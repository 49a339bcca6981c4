import type { DocId } from '../doc-id.ts';
import { isVerbatim } from '../trace/check-quote.ts';
import { findAllMentions } from '../trace/find-all-mentions.ts';
import type { Mention } from '../trace/find-mentions.ts';
import { findQuotes } from '../trace/find-quotes.ts';
import { segmentTrace } from '../trace/segments.ts';
import type { TraceSegment } from '../trace/segments.ts';
import type { WindowView } from '../log/run-view.ts';

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
export interface TraceStep {
  readonly from: number;
  readonly pieces: readonly TracePiece[];
}

/** A segment of the thought with what stands in it. */
export interface SegmentView extends TraceSegment {
  readonly pieces: readonly TracePiece[];
  /** The passages it names, in the order named. */
  readonly docIds: readonly DocId[];
}

export interface WindowTrace {
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
      verbatim: passage === undefined ? null : isVerbatim(quote.text, passage.text),
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

function trace(window: WindowView): WindowTrace {
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
}

const traces = new WeakMap<WindowView, WindowTrace>();

/** The thought of one window in steps and in segments, with its mentions and checked quotes. The same window view gives the same object. */
export function selectTrace(window: WindowView): WindowTrace {
  const known = traces.get(window);
  if (known !== undefined) return known;
  const found = trace(window);
  traces.set(window, found);
  return found;
}
