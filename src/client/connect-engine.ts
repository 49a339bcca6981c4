import * as Comlink from 'comlink';
import type { EngineApi } from '../protocol/engine-api.ts';
import type { ErrorInfo } from '../protocol/error-info.ts';

/** One worker from its first call to its death. A dead engine answers nothing more: connect another. */
export interface Engine {
  /** Starts the worker at first use. A call may stay pending for ever when the worker dies: go through `untilLost`. */
  readonly api: Comlink.Remote<EngineApi>;
  /** Aborted when the worker is gone, for whatever cause; `lostInfo()` says which. */
  readonly lost: AbortSignal;
  /** Why the worker is gone; undefined while it lives. */
  lostInfo(): ErrorInfo | undefined;
  /** Kills the worker: frees its memory and the GPU's. The default message says that the page itself did it. */
  terminate(message?: string): void;
}

export interface EngineConnection {
  /** The engine's worker; tests give another. */
  readonly createWorker?: () => Worker;
  /** Time between two pings. */
  readonly pingMs?: number;
  /** Pings in a row that may stay unanswered. Counted, not clocked: a laptop that slept must not lose its worker. */
  readonly silentPings?: number;
}

/**
 * Connects to a worker of its own and watches it. 12 pings of 10 s are generous on purpose: compiling shaders may block a worker for long.
 * Terminates itself on `pagehide`, because a page in the back-forward cache would keep the GPU's memory.
 */
export function connectEngine({
  createWorker = createEngineWorker,
  pingMs = 10_000,
  silentPings = 12,
}: EngineConnection = {}): Engine {
  const death = new AbortController();
  let info: ErrorInfo | undefined;
  let worker: Worker | undefined;
  let api: Comlink.Remote<EngineApi> | undefined;
  let heartbeat: ReturnType<typeof setInterval> | undefined;

  const lose = (message: string): void => {
    if (info !== undefined) return;
    info = { code: 'worker-lost', message, retry: true };
    clearInterval(heartbeat);
    globalThis.removeEventListener?.('pagehide', onPageHide);
    worker?.terminate();
    death.abort(info);
  };
  const onPageHide = (): void => lose('the page was left');

  const start = (): Comlink.Remote<EngineApi> => {
    if (info !== undefined) throw new Error('this engine is lost; connect another');
    worker = createWorker();
    // A script that cannot be fetched or parsed arrives as an `error` event without a message.
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      lose(event.message || 'the engine worker could not be started');
    });
    worker.addEventListener('messageerror', () => lose('a message from the engine worker could not be read'));
    globalThis.addEventListener?.('pagehide', onPageHide);
    const wrapped = Comlink.wrap<EngineApi>(worker);
    let silent = 0;
    heartbeat = setInterval(() => {
      if (silent >= silentPings) {
        lose(`the engine worker did not answer for ${Math.round((silent * pingMs) / 1000)} s`);
        return;
      }
      silent += 1;
      void wrapped.ping().then(
        () => (silent = 0),
        () => (silent = 0),
      );
    }, pingMs);
    return wrapped;
  };

  return {
    get api() {
      return (api ??= start());
    },
    lost: death.signal,
    lostInfo: () => info,
    terminate: (message = 'the engine worker was stopped by the page') => lose(message),
  };
}

/** A Vite worker chunk: the URL must stand literally in the call. */
function createEngineWorker(): Worker {
  return new Worker(new URL('../engine/engine.worker.ts', import.meta.url), { type: 'module', name: 'glassrank-engine' });
}
