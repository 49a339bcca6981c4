import { count, fields, list, number, oneOf, only } from '../schema.ts';

// What a run tells of reading its passages (docs/decisions/2026-11-30-reading-score.md).

/** A passage has been read to its end, and its score with it. */
export const PassageRead = fields({
  type: only('passage-read'),
  window: count,
  /** Of the passage in the order shown, 0-based. Every passage once, in that order. */
  position: count,
  /** Difference of the log-probabilities of the prompt's two reading tokens there: higher is better, and it says something only beside others of its window. */
  score: number,
  /** Of the passage's own part of the prompt. */
  tokens: count,
  /** list: with those before it in sight. apart: alone behind the query. */
  from: oneOf(['list', 'apart']),
});

/**
 * All passages of the window have been read: what their order is made of, one number a passage in the order shown. `fused` = `instant` + `weight` · `reading`,
 * where both are z-scores over the window's passages; the answer's identifiers lean on it, or it is the order.
 */
export const ReadingFused = fields({
  type: only('reading-fused'),
  window: count,
  weight: number,
  instant: list(number),
  reading: list(number),
  fused: list(number),
});

/**
 * The prompt has reading scores, and this model cannot be read so: the run goes on without. engine: whatever runs it does not read passage by passage.
 * tokens: its vocabulary lacks the two tokens. joined: its tokenizer joins a passage's end with what follows.
 */
export const ReadingLeftOut = fields({
  type: only('reading-left-out'),
  window: count,
  reason: oneOf(['engine', 'tokens', 'joined']),
});
