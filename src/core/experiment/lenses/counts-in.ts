import type { LensResult } from './lens-result.ts';
import { lensVerdict } from './lens-verdict.ts';

/** True for runs whose order is the model's: an old order that was kept would pass for an effect, or for none. */
export function countsIn(result: LensResult | undefined): result is LensResult {
  const verdict = lensVerdict(result);
  return verdict === 'whole' || verdict === 'mended';
}
