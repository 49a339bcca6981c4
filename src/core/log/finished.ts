import type { RunEvent } from './event.ts';

/**
 * A log up to the end of its last finished window, which is what a run goes on from: nothing is taken of a window that was broken off. Null where nothing can be gone on
 * from, because no window was finished or the run was over.
 */
export function finishedPart(log: readonly RunEvent[]): readonly RunEvent[] | null {
  const end = log.at(-1);
  if (end?.type === 'run-end' && end.outcome.type === 'complete') return null;
  const last = log.findLastIndex(({ type }) => type === 'window-end' || type === 'run-resumed');
  return last === -1 || log[0]?.type !== 'run-start' ? null : log.slice(0, last + 1);
}

/** How many windows of a log are finished. */
export function finishedWindows(log: readonly RunEvent[]): number {
  return log.filter(({ type }) => type === 'window-end').length;
}
