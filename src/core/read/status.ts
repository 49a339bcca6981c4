import { oncePer } from '../once.ts';
import type { DocId } from '../request.ts';
import { knownCalls } from './progress.ts';
import type { RunView, WindowView } from '../log/view.ts';

/** The greatest move of a closed window; ranks are 1-based. */
export interface BiggestMove {
  readonly docId: DocId;
  readonly from: number;
  readonly to: number;
}

/** Once for each closed window: asked with every event of the window after it, over up to a thousand passages. */
const biggestMove = oncePer(({ before, after }: WindowView): BiggestMove | null => {
  const places = new Map(before.map((docId, place) => [docId, place]));
  let best: BiggestMove | null = null;
  (after ?? []).forEach((docId, index) => {
    const from = places.get(docId) ?? -1;
    const rise = from - index;
    if (rise > 0 && (best === null || rise > best.from - best.to)) best = { docId, from: from + 1, to: index + 1 };
  });
  return best;
});

/** What a screen reader is told, at most once per window and once at the end; null while there is nothing new to say. */
export type RunStatus =
  | { readonly type: 'window'; readonly done: number; readonly total: number; readonly move: BiggestMove | null }
  | {
      readonly type: 'end';
      readonly outcome: 'complete' | 'cancelled' | 'failed';
      readonly first: DocId | null;
      readonly done: number;
      readonly total: number;
    };

/** Text changes only when a window or the run ends: never while tokens come. */
export function selectStatus(run: RunView | null): RunStatus | null {
  if (run === null) return null;
  const ended = run.windows.filter((window) => window.phase === 'ended');
  if (run.outcome !== null) {
    return {
      type: 'end',
      outcome: run.outcome.type,
      first: run.committed[0] ?? null,
      done: ended.length,
      total: knownCalls(run),
    };
  }
  const last = ended.at(-1);
  return last === undefined ? null : { type: 'window', done: ended.length, total: knownCalls(run), move: biggestMove(last) };
}
