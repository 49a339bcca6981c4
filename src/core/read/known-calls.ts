import type { RunView } from '../log/run-view.ts';
import { totalCalls } from './total-calls.ts';

/** Calls of the run, or those begun so far where answers decide how many come. */
export function knownCalls(run: RunView): number {
  return totalCalls(run) ?? run.windows.length;
}
