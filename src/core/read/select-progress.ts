import { knownCalls } from './known-calls.ts';
import type { RunView, WindowView } from '../log/run-view.ts';
import { selectTimeLeft } from './select-time-left.ts';

/** Figures of a run. Times in milliseconds. `leftMs` is null while there is nothing to reckon with, and a first guess until a window has closed. */
export interface RunProgress {
  readonly elapsedMs: number;
  readonly windowsDone: number;
  readonly windowsTotal: number;
  readonly decodeTokensPerSecond: number | null;
  readonly prefillTokensPerSecond: number | null;
  /** True when the rate is reckoned from text length, before the engine has counted a window. */
  readonly approximate: boolean;
  readonly leftMs: number | null;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** English prose in byte-pair vocabularies of this size; used only until the first window has been counted. */
const CHARACTERS_PER_TOKEN = 4;
/** What Glassrank writes per passage: about a clause with a quote, and `[n] > `. */
const TOKENS_PER_PASSAGE = 26;

function writtenTokens(window: WindowView): number {
  return (window.reasoning.length + window.answer.length) / CHARACTERS_PER_TOKEN;
}

function reckonRate(window: WindowView | undefined, nowMs: number): number | null {
  if (window === undefined || window.firstTextAt === null) return null;
  const writtenMs = (window.endedAt ?? nowMs) - window.firstTextAt;
  const tokens = writtenTokens(window);
  return writtenMs < 500 || tokens < 4 ? null : (tokens * 1000) / writtenMs;
}

/** A first guess, before a window has closed: as long for each window as the first one read, then words by the passage at the rate seen. */
function guessLeft(run: RunView, nowMs: number, decode: number | null): number | null {
  const opening = run.windows[0];
  if (opening === undefined || opening.firstTextAt === null || decode === null || decode <= 0) return null;
  const readMs = opening.firstTextAt - opening.startedAt;
  const passages = opening.end - opening.start;
  const tokens = Math.min(run.settings.thoughtTokens + 6 * passages, TOKENS_PER_PASSAGE * passages);
  const windowMs = readMs + (tokens * 1000) / decode;
  const unopened = Math.max(0, knownCalls(run) - run.windows.length);
  return unopened * windowMs + Math.max(500, windowMs - (nowMs - opening.startedAt));
}

/** `nowMs` is milliseconds since the run started, by the reader's clock; for a finished run its last event counts. */
export function selectProgress(run: RunView, nowMs: number): RunProgress {
  const now = run.outcome === null ? Math.max(nowMs, run.lastAt) : run.lastAt;
  const counted = run.windows.findLast((window) => window.usage !== null)?.usage ?? null;
  const open = run.windows.findLast((window) => window.phase !== 'ended');
  const live = reckonRate(open ?? run.windows.at(-1), now);
  const decode = counted?.decodeTokensPerSecond ?? live;
  return {
    elapsedMs: now,
    windowsDone: run.windows.filter((window) => window.phase === 'ended').length,
    windowsTotal: knownCalls(run),
    decodeTokensPerSecond: decode,
    prefillTokensPerSecond: counted?.prefillTokensPerSecond ?? null,
    approximate: counted === null,
    leftMs: selectTimeLeft(run, now) ?? guessLeft(run, now, decode),
    promptTokens: run.windows.reduce((sum, window) => sum + window.promptTokens, 0),
    completionTokens: run.windows.reduce((sum, window) => sum + (window.usage?.completionTokens ?? 0), 0),
  };
}
