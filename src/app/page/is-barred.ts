import { ERRORS } from '../../core/errors.ts';
import type { Probe } from './state.ts';

/** True when no model can run here; other failures of the first look may pass. */
export function isBarred(probe: Probe): boolean {
  return probe.type === 'missing' && ERRORS[probe.error.code].bars;
}
