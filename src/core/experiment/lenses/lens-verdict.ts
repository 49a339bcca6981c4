import type { LensResult } from './lens-result.ts';

/**
 * How far a run may be taken at its word. whole: every call was read as it stands. mended: some calls were repaired or cut short, so part of the
 * order is the old one. unread: at least one call gave no order and kept the old one; failed, cancelled: no whole order. waiting: not run.
 */
export type LensVerdict = 'whole' | 'mended' | 'unread' | 'failed' | 'cancelled' | 'waiting';

export function lensVerdict(result: LensResult | undefined): LensVerdict {
  if (result === undefined) return 'waiting';
  if (result.outcome.type !== 'complete') return result.outcome.type;
  if (result.windows.unparsed > 0) return 'unread';
  return result.windows.repaired + result.windows.truncated > 0 ? 'mended' : 'whole';
}
