import type { LensResult } from './lens-result.ts';
import type { LensRun } from './lens-run.ts';
import { lensVerdict } from './lens-verdict.ts';
import type { LensVerdict } from './lens-verdict.ts';

/** How many of a plan's runs ended in which way; the numbers sum to the plan's length. */
export function tallyVerdicts(
  runs: readonly LensRun[],
  results: ReadonlyMap<string, LensResult>,
): Readonly<Record<LensVerdict, number>> {
  const tally = { whole: 0, mended: 0, unread: 0, failed: 0, cancelled: 0, waiting: 0 };
  for (const { key } of runs) tally[lensVerdict(results.get(key))] += 1;
  return tally;
}
