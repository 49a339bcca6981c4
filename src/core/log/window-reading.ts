import type { RunEvent } from './event.ts';
import type { WindowView } from './view.ts';

/** What was read of one call's passages, so far. Lists stand in the order shown. */
export interface WindowReading {
  /** list: in one go. apart: each alone behind the query. */
  readonly from: 'list' | 'apart';
  /** Null: not read yet. */
  readonly passages: readonly (PassageReading | null)[];
  /** Place of the passage that is being read now; null: none is, the reading is over or was broken off. */
  readonly now: number | null;
  /** What the order is made of once all have been read. */
  readonly fused: ReadingFusion | null;
}

export interface PassageReading {
  /** Higher is better; it says something only beside others of its window. */
  readonly score: number;
  /** Of its part of the prompt. */
  readonly tokens: number;
  /** When it had been read, and how long after the passage before it (after the window's start). Milliseconds. */
  readonly at: number;
  readonly ms: number;
}

/** `fused` = `instant` + `weight` · `reading`, z-scores over the window's passages. */
export interface ReadingFusion {
  readonly weight: number;
  readonly instant: readonly number[];
  readonly reading: readonly number[];
  readonly fused: readonly number[];
}

/** Nothing has been read yet. */
export function beginReading(from: WindowReading['from'], count: number): WindowReading {
  return { from, passages: Array.from({ length: count }, () => null), now: count > 0 ? 0 : null, fused: null };
}

/** A window of which one passage more has been read. */
export function readPassage(
  window: WindowView,
  { position, score, tokens, from, at }: Extract<RunEvent, { readonly type: 'passage-read' }>,
): WindowView {
  const reading = window.reading ?? beginReading(from, window.passages.length);
  if (position >= reading.passages.length) return window;
  const before = reading.passages.reduce((latest, one) => Math.max(latest, one?.at ?? 0), window.startedAt);
  const passages = reading.passages.with(position, { score, tokens, at, ms: at - before });
  const next = passages.indexOf(null);
  return { ...window, reading: { ...reading, from, passages, now: next === -1 ? null : next } };
}
