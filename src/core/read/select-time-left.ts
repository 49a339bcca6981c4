import type { DocId } from '../doc-id.ts';
import { measureRates } from './measure-rates.ts';
import type { MeasuredRates } from './measure-rates.ts';
import { passageWordCounts } from './passage-word-counts.ts';
import type { RunView, WindowView } from '../log/run-view.ts';
import { totalCalls } from './total-calls.ts';

/** Most that a passage's line adds to its words: identifier, bucket and line break, in words' worth of tokens. */
const LINE_WORDS = 4;

/** Words a prompt over these passages holds, about: each passage as far as it is kept. */
function promptWords(view: RunView, docIds: readonly DocId[]): number {
  const words = passageWordCounts(view.request);
  return docIds.reduce((sum, docId) => sum + LINE_WORDS + Math.min(view.settings.passageWords, words.get(docId) ?? 0), 0);
}

function openLeft(window: WindowView, rates: MeasuredRates, nowMs: number): number {
  const passages = window.passages.length;
  const answer = rates.answerMs(passages);
  const since = (startedAt: number, expectedMs: number): number => Math.max(0, expectedMs - (nowMs - startedAt));
  if (window.firstTextAt === null)
    return since(window.startedAt, window.promptTokens * rates.readMsPerToken) + rates.thoughtMs(passages) + answer;
  return window.phase === 'thinking'
    ? since(window.firstTextAt, rates.thoughtMs(passages)) + answer
    : since(window.thoughtEndedAt ?? window.firstTextAt, answer);
}

/** Calls of a method are much alike: those to come take as long as those that have closed. Null where answers decide how many come. */
function methodLeft(view: RunView, { rates, now }: { readonly rates: MeasuredRates; readonly now: number }): number | null {
  const total = totalCalls(view);
  if (total === null) return null;
  const closed = view.windows.flatMap(({ startedAt, endedAt }) => (endedAt === null ? [] : [endedAt - startedAt]));
  const mean = closed.reduce((sum, took) => sum + took, 0) / Math.max(1, closed.length);
  const open = view.windows.findLast((window) => window.phase !== 'ended');
  const coming = Math.max(0, total - view.windows.length) * (mean + rates.betweenMs);
  return coming + (open === undefined ? 0 : openLeft(open, rates, now));
}

/**
 * Milliseconds to the run's end, from what the closed windows took per token read and written; null before the first has closed. `nowMs` is
 * milliseconds since the run's start. The windows to come are reckoned from the words of the passages that stand in their places now.
 */
export function selectTimeLeft(view: RunView, nowMs: number): number | null {
  if (view.outcome !== null) return 0;
  const rates = measureRates(view);
  if (rates === null) return null;
  const seenWords = view.windows.reduce(
    (sum, { passages }) =>
      sum +
      promptWords(
        view,
        passages.map(({ docId }) => docId),
      ),
    0,
  );
  const seenTokens = view.windows.reduce((sum, { promptTokens }) => sum + promptTokens, 0);
  const now = Math.max(nowMs, view.lastAt);
  if (view.settings.method !== undefined) return methodLeft(view, { rates, now });
  const open = view.windows.findLast((window) => window.phase !== 'ended');
  const coming = view.plan.slice(view.windows.length).reduce((sum, { start, end }) => {
    const tokens = (promptWords(view, view.committed.slice(start, end)) * seenTokens) / Math.max(1, seenWords);
    const writeMs = rates.thoughtMs(end - start) + rates.answerMs(end - start);
    return sum + rates.betweenMs + tokens * rates.readMsPerToken + writeMs;
  }, 0);
  return coming + (open === undefined ? 0 : openLeft(open, rates, now));
}
