import { LENS_NAMES } from './lens-view.ts';
import type { LensesView, LensName } from './lens-view.ts';

/** The lens whose job is on; null: none. */
export function lensAtWork({ jobs }: Pick<LensesView, 'jobs'>): LensName | null {
  return LENS_NAMES.find((lens) => ['running', 'stopping'].includes(jobs[lens]?.end.type ?? '')) ?? null;
}
