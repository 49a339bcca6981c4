import { oncePer } from '../once.ts';
import type { RunView, WindowView } from '../log/view.ts';
import type { DocId, RankRequest } from '../request.ts';
import { countWords } from '../text/spans.ts';

/**
 * How many calls a run takes: as planned where the plan says it, else as many as it took once it is whole. Null where answers decide and the run
 * is not whole: then only bounds are known (`run.forecast`).
 */
export function totalCalls({ plan, windows, settings, forecast, outcome }: RunView): number | null {
  if (settings.method === undefined) return plan.length;
  if (outcome?.type === 'complete') return windows.length;
  if (forecast !== null && forecast.calls[0] === forecast.calls[1]) return forecast.calls[0];
  return plan.length > 0 ? plan.length * settings.method.scaling.samples : null;
}

/** Calls of the run, or those begun so far where answers decide how many come. */
export function knownCalls(run: RunView): number {
  return totalCalls(run) ?? run.windows.length;
}

/** What the closed windows of a run took, by the clock: guide and wire included. Milliseconds. */
interface MeasuredRates {
  readonly readMsPerToken: number;
  readonly writeMsPerToken: number;
  /** Between a window's end and the next one's start. */
  readonly betweenMs: number;
  /** Of a window's thought: grows with its passages, but not where the budget closed it. */
  readonly thoughtMs: (passages: number) => number;
  readonly answerMs: (passages: number) => number;
}

interface Taken {
  readonly window: WindowView;
  readonly passages: number;
  readonly tokens: number;
  readonly readMs: number;
  readonly thoughtMs: number;
  readonly answerMs: number;
}

function total(all: readonly Taken[], of: (taken: Taken) => number): number {
  return all.reduce((sum, taken) => sum + of(taken), 0);
}

function takenBy(window: WindowView): readonly Taken[] {
  const { usage, endedAt, startedAt } = window;
  if (usage === null || endedAt === null || usage.completionTokens === 0) return [];
  const spoke = window.firstTextAt ?? endedAt;
  const thought = window.thoughtEndedAt ?? spoke;
  return [
    {
      window,
      passages: window.passages.length,
      tokens: usage.completionTokens,
      readMs: spoke - startedAt,
      thoughtMs: thought - spoke,
      answerMs: endedAt - thought,
    },
  ];
}

/** Null until a window has closed that read and wrote something. Thoughts that were skipped say nothing of how long thoughts are. */
export function measureRates({ windows }: Pick<RunView, 'windows'>): MeasuredRates | null {
  const all = windows.flatMap(takenBy);
  const promptTokens = total(all, ({ window }) => window.promptTokens);
  if (promptTokens === 0) return null;
  const whole = all.filter(({ window }) => window.thought !== 'skipped');
  const typical = whole.length === 0 ? all : whole;
  const cutOff = typical.filter(({ window }) => window.thought === 'forced');
  const own = typical.filter(({ window }) => window.thought !== 'forced');
  const perWindow = cutOff.length === 0 ? 0 : total(cutOff, ({ thoughtMs }) => thoughtMs) / cutOff.length;
  const perPassage = own.length === 0 ? 0 : total(own, ({ thoughtMs }) => thoughtMs) / total(own, ({ passages }) => passages);
  const answerPerPassage = total(all, ({ answerMs }) => answerMs) / total(all, ({ passages }) => passages);
  const gaps = windows.flatMap((window, index) => {
    const before = windows[index - 1]?.endedAt ?? null;
    return before === null ? [] : [Math.max(0, window.startedAt - before)];
  });
  return {
    readMsPerToken: total(all, ({ readMs }) => readMs) / promptTokens,
    writeMsPerToken: total(all, ({ thoughtMs, answerMs }) => thoughtMs + answerMs) / total(all, ({ tokens }) => tokens),
    betweenMs: gaps.length === 0 ? 0 : gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length,
    thoughtMs: (passages) => (cutOff.length * perWindow + own.length * perPassage * passages) / Math.max(1, typical.length),
    answerMs: (passages) => answerPerPassage * passages,
  };
}

/** White-space separated words of each passage, title included. Counted once for each request: the time left is reckoned several times a second. */
const passageWordCounts = oncePer(
  (request: RankRequest): ReadonlyMap<DocId, number> =>
    new Map(request.candidates.map(({ docId, title = '', text }) => [docId, countWords(title) + countWords(text)])),
);

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

/**
 * Milliseconds until the open window is read; null where none is being read, or nothing says how fast this machine reads. Passage by passage it goes by those
 * read so far; else by the closed windows of this run, or by `msPerToken`, measured here before. `nowMs` is milliseconds since the run's start.
 */
export function selectReadingLeft(view: RunView, nowMs: number, msPerToken: number | null): number | null {
  const open = view.windows.findLast((window) => window.phase !== 'ended');
  if (view.outcome !== null || open === undefined || open.phase !== 'reading') return null;
  const read = (open.reading?.passages ?? []).flatMap((passage) => passage ?? []);
  if (read.length > 0) {
    const mean = read.reduce((sum, { ms }) => sum + ms, 0) / read.length;
    return mean * (open.passages.length - read.length);
  }
  const rate = measureRates(view)?.readMsPerToken ?? msPerToken;
  return rate === null ? null : Math.max(0, open.promptTokens * rate - (Math.max(nowMs, view.lastAt) - open.startedAt));
}

/** Figures of a run. Times in milliseconds. `leftMs` is null while there is nothing to reckon with, and a first guess until a window has closed. */
interface RunProgress {
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

/** A thought budget in seconds of the machine that wrote this run. */
export interface BudgetSeconds {
  /** At most, for the thought of one window. */
  readonly perWindow: number;
  /** At most, for all thoughts of a run with as many windows. */
  readonly perRun: number;
}

/** From the measured time per written token; null before a window has closed. `thoughtTokens`: the budget, in the model's tokens. */
export function selectBudgetSeconds(view: RunView | null, thoughtTokens: number): BudgetSeconds | null {
  const rates = view === null ? null : measureRates(view);
  if (view === null || rates === null) return null;
  const perWindow = (thoughtTokens * rates.writeMsPerToken) / 1000;
  return { perWindow, perRun: perWindow * view.plan.length };
}
