import type { RunView, WindowView } from '../log/run-view.ts';

/** What the closed windows of a run took, by the clock: guide and wire included. Milliseconds. */
export interface MeasuredRates {
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
