import type { RunEvent, RunOutcome } from './run-event.ts';
import type { RunView } from './run-view.ts';

/**
 * The run-end of a run whose engine can no longer speak (worker died, or was ended on purpose). It keeps the log well-formed:
 * next `seq`, committed ranking, same run.
 */
export function closeLog(run: RunView, outcome: RunOutcome): RunEvent {
  return { type: 'run-end', runId: run.runId, seq: run.lastSeq + 1, at: run.lastAt, outcome, ranking: run.committed };
}
