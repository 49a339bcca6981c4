import type { AppState } from './state.ts';
import type { RunView } from '../../core/log/run-view.ts';
import { viewAt } from '../../core/log/view-at.ts';

/** The run as the cursor shows it: what the list, the trace and all figures are drawn from. Null before any run. */
export function selectShown({ cursor, log, run }: Pick<AppState, 'cursor' | 'log' | 'run'>): RunView | null {
  return cursor.type === 'live' ? run : viewAt(log, cursor);
}
