import type { RunView } from '../../state/run-view.ts';
import { selectStatus } from '../../state/select-status.ts';

/** The page's one live message: nothing per token, one sentence per window and one at the end. */
export function statusWords(run: RunView | null): string {
  const status = selectStatus(run);
  if (run === null || status === null) return '';
  if (status.type === 'window') {
    const { move } = status;
    const moved = move === null ? 'nothing moved up' : `the passage from place ${move.from} is now at ${move.to}`;
    return `Window ${status.done} of ${status.total} done: ${moved}.`;
  }
  const first = run.request.candidates.find((candidate) => candidate.docId === status.first);
  const top = first === undefined ? '' : ` First: ${first.title ?? first.text.slice(0, 80)}`;
  if (status.outcome === 'complete') return `Ranking done.${top}`;
  const kept = `${status.done} of ${status.total} windows are kept.`;
  return status.outcome === 'cancelled' ? `Ranking stopped. ${kept}` : `Ranking failed. ${kept}`;
}
