import type { ErrorCode } from '../protocol/error-info.ts';
import type { Probe } from './app-state.ts';

/** What no second try can mend in this browser on this machine. */
const BARRING: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['no-webgpu', 'no-adapter', 'device-too-small']);

/** True when no model can run here; other failures of the first look may pass. */
export function isBarred(probe: Probe): boolean {
  return probe.type === 'missing' && BARRING.has(probe.error.code);
}
