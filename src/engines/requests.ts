import { watchSealedWorkers } from './sealed-worker.ts';

// Every request that a page and its workers make, as the browser itself reports it (Resource Timing): nothing here wraps `fetch`, so nothing gets past it that
// the browser reports. Each realm watches its own, and tells whoever started it.

/** One request. */
export interface SeenRequest {
  /** `page`, or the name of the worker that asked. */
  readonly realm: string;
  readonly url: string;
  /** When it was begun: milliseconds since 1970. */
  readonly at: number;
  /** As they came over the network, headers included; null: the browser does not say (another origin, or nothing came). */
  readonly bytes: number | null;
  /** The browser had it and asked nobody. */
  readonly cached: boolean;
}

/** What a realm is watched with: its own, or a test's. */
interface RequestWorld {
  readonly PerformanceObserver?: typeof PerformanceObserver;
  readonly performance: Pick<Performance, 'timeOrigin'>;
}

const MESSAGE = 'glassrank-requests';

/** Hears of every request of one realm, those of before included as far as the browser remembers them (at least the first 250). False: this browser tells of none. */
export function watchRequests(realm: string, hear: (request: SeenRequest) => void, world: RequestWorld = globalThis): boolean {
  const { PerformanceObserver: Observer, performance } = world;
  if (Observer === undefined) return false;
  const observer = new Observer((list) => {
    for (const entry of list.getEntries() as PerformanceResourceTiming[]) {
      const { name: url, startTime, transferSize, encodedBodySize, decodedBodySize } = entry;
      // What a realm made itself (`blob:`, `data:`) is asked of nobody.
      if (!/^(?:https?|wss?|ftp):/u.test(url)) continue;
      hear({
        realm,
        url,
        at: performance.timeOrigin + startTime,
        bytes: transferSize > 0 ? transferSize : null,
        cached: transferSize === 0 && (encodedBodySize > 0 || decodedBodySize > 0),
      });
    }
  });
  observer.observe({ type: 'resource', buffered: true });
  return true;
}

/** Hears of every request of this realm and of all workers that it has started or will start, and they in turn. False: this browser tells of none. */
export function followRequests(realm: string, hear: (request: SeenRequest) => void): boolean {
  watchSealedWorkers(({ worker }) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<SeenRequest>) => hear(data);
    worker.postMessage({ type: MESSAGE }, [port2]);
  });
  return watchRequests(realm, hear);
}

/** In a worker's root: tells whoever started it. Comlink passes over messages of a type that it does not know. */
export function tellRequests(): void {
  globalThis.addEventListener('message', ({ data, ports }: MessageEvent<unknown>) => {
    const [port] = ports;
    if ((Object(data) as { readonly type?: unknown }).type !== MESSAGE || port === undefined) return;
    followRequests((globalThis as { readonly name?: string }).name ?? '', (request) => port.postMessage(request));
  });
}
