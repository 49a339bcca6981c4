import type { RunEvent } from '../../log/run-event.ts';
import type { CellResult } from '../experiment.ts';
import { toCellResult } from '../to-cell-result.ts';

/** What one run of a lens came to. A failed or cancelled run has the ranking that stood when it ended. */
export type LensResult = Omit<CellResult, 'configurationId' | 'qid' | 'forecast'> & { readonly key: string };

/** Null while the log has no run-end. */
export function lensResult(key: string, events: readonly RunEvent[]): LensResult | null {
  const cell = toCellResult({ configurationId: key, events, tail: [] });
  if (cell === null) return null;
  const { configurationId: _, qid: __, forecast: ___, ...rest } = cell;
  return { key, ...rest };
}
