import type { RunView } from '../../../core/log/run-view.ts';
import type { Window } from '../../../core/window.ts';

/** The places of the list that a finished window has put in order, as 0-based half-open stretches from the top, joined where they touch. */
export function keptSpans({ windows }: Pick<RunView, 'windows'>): readonly Window[] {
  const spans: { start: number; end: number }[] = [];
  const settled = windows.filter((window) => window.phase === 'ended').sort((one, other) => one.start - other.start);
  for (const { start, end } of settled) {
    const last = spans.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else spans.push({ start, end });
  }
  return spans;
}
