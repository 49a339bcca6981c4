import { lensResult } from '../../../core/experiment/lenses/lens-result.ts';
import type { LensResult } from '../../../core/experiment/lenses/lens-result.ts';
import type { RunEvent } from '../../../core/log/run-event.ts';

const known = new WeakMap<ReadonlyMap<string, readonly RunEvent[]>, ReadonlyMap<string, LensResult>>();

/** The results of the runs that ended, by key. The same logs give the same object. */
export function lensResults(logs: ReadonlyMap<string, readonly RunEvent[]>): ReadonlyMap<string, LensResult> {
  const before = known.get(logs);
  if (before !== undefined) return before;
  const found = new Map(
    [...logs].flatMap(([key, events]) => {
      const result = lensResult(key, events);
      return result === null ? [] : [[key, result] as const];
    }),
  );
  known.set(logs, found);
  return found;
}
