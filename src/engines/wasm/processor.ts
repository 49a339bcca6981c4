import type { ProcessorSummary } from '../engine-client.ts';

/** Most threads: behind that more cost more than they bring, as memory is what is waited for. */
const MOST_THREADS = 8;

/**
 * How a model would run on this machine's processor: threads share memory only where the page is isolated from other origins, and then all cores but one compute;
 * else one.
 */
export function probeProcessor({
  crossOriginIsolated: isolated,
  hardwareConcurrency: cores = 1,
}: {
  readonly crossOriginIsolated: boolean;
  /** Absent where the browser does not tell. */
  readonly hardwareConcurrency?: number | undefined;
}): ProcessorSummary {
  return { threads: isolated ? Math.min(MOST_THREADS, Math.max(1, cores - 1)) : 1, cores, isolated };
}
