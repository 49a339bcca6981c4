import * as Comlink from 'comlink';
import { errorInfo } from '../core/errors.ts';
import type { ErrorInfo } from '../core/errors.ts';
import type { Result } from '../core/request.ts';
import type { LoadEvent } from './engine-client.ts';

/** What every worker of this app answers at once, so that the page sees that it lives. */
interface Pingable {
  ping(): Promise<'pong'>;
}

/** One worker from its first call to its death. A dead one answers nothing more: connect another. */
export interface WorkerLink<Api> {
  /** Starts the worker at first use. A call may stay pending for ever when the worker dies: go through `untilLost`. */
  readonly api: Comlink.Remote<Api>;
  /** Aborted when the worker is gone, for whatever cause; `lostInfo()` says which. */
  readonly lost: AbortSignal;
  /** Why the worker is gone; undefined while it lives. */
  lostInfo(): ErrorInfo | undefined;
  /** Kills the worker: frees its memory and the GPU's. The default message says that the page itself did it. */
  terminate(message?: string): void;
}

export interface WorkerConnection {
  readonly createWorker: () => Worker;
  /** What messages call it, e.g. "engine worker". */
  readonly name: string;
  /** Time between two pings. */
  readonly pingMs: number;
  /** Pings in a row that may stay unanswered. Counted, not clocked: a laptop that slept must not lose its worker. */
  readonly silentPings: number;
}

/** Connects to a worker of its own and watches it. Terminates itself on `pagehide`: a page in the back-forward cache would keep its memory. */
export function connectWorker<Api extends Pingable>({
  createWorker,
  name,
  pingMs,
  silentPings,
}: WorkerConnection): WorkerLink<Api> {
  const death = new AbortController();
  let info: ErrorInfo | undefined;
  let worker: Worker | undefined;
  let api: Comlink.Remote<Api> | undefined;
  let heartbeat: ReturnType<typeof setInterval> | undefined;

  const lose = (message: string): void => {
    if (info !== undefined) return;
    info = errorInfo('worker-lost', message);
    clearInterval(heartbeat);
    globalThis.removeEventListener?.('pagehide', onPageHide);
    worker?.terminate();
    death.abort(info);
  };
  const onPageHide = (): void => lose('the page was left');

  const start = (): Comlink.Remote<Api> => {
    if (info !== undefined) throw new Error(`this ${name} is lost; connect another`);
    worker = createWorker();
    // A script that cannot be fetched or parsed arrives as an `error` event without a message.
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      lose(event.message || `the ${name} could not be started`);
    });
    worker.addEventListener('messageerror', () => lose(`a message from the ${name} could not be read`));
    globalThis.addEventListener?.('pagehide', onPageHide);
    const wrapped = Comlink.wrap<Api>(worker);
    const { ping } = wrapped as unknown as Pingable;
    let silent = 0;
    heartbeat = setInterval(() => {
      if (silent >= silentPings) {
        lose(`the ${name} did not answer for ${Math.round((silent * pingMs) / 1000)} s`);
        return;
      }
      silent += 1;
      void ping().then(
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
    terminate: (message = `the ${name} was stopped by the page`) => lose(message),
  };
}

/**
 * Calls a worker and settles even when it dies: Comlink leaves such a call pending for ever. A call that throws (a bug in the worker)
 * becomes `engine-failed`.
 */
export async function untilLost<Api, T>(
  link: WorkerLink<Api>,
  call: (api: Comlink.Remote<Api>) => Promise<Result<T, ErrorInfo>>,
): Promise<Result<T, ErrorInfo>> {
  const gone = (): Result<T, ErrorInfo> => ({
    ok: false,
    error: link.lostInfo() ?? errorInfo('worker-lost', 'the worker is gone'),
  });
  if (link.lost.aborted) return gone();
  let onLost = (): void => {};
  const lost = new Promise<Result<T, ErrorInfo>>((resolve) => {
    onLost = () => resolve(gone());
    link.lost.addEventListener('abort', onLost, { once: true });
  });
  try {
    return await Promise.race([call(link.api), lost]);
  } catch (error) {
    return {
      ok: false,
      error: errorInfo('engine-failed', error instanceof Error ? error.message : String(error)),
    };
  } finally {
    link.lost.removeEventListener('abort', onLost);
  }
}

/** Reads one kind of event from a port until the last one came or the worker died. */
interface EventReading<T> {
  readonly port: MessagePort;
  /** Aborted when the worker is gone: a dying worker does not close its ports. */
  readonly lost: AbortSignal;
  /** After this event nothing more is read and the port is closed. */
  isLast(event: T): boolean;
  /** Called when something came that cannot be read: what follows is no longer all. It has to make `lost` abort. */
  onUnreadable(): void;
  /** Called once when the reader stops before the last event (`break`, `return`, a throw in its loop). */
  onAbandon?(): void;
}

/**
 * A port as AsyncIterable. Events that arrived before the loss are still given; then the iteration just ends: what a lost worker means is
 * for the caller to say. Inverse of posting on the other end, see `runOnPort` (`webllm/engine.ts`).
 */
export async function* readEvents<T>({
  port,
  lost,
  isLast,
  onUnreadable,
  onAbandon,
}: EventReading<T>): AsyncGenerator<T, void, undefined> {
  const queue: T[] = [];
  let wake = (): void => {};
  const onLost = (): void => wake();
  port.onmessage = (message: MessageEvent<T>) => {
    queue.push(message.data);
    wake();
  };
  port.onmessageerror = onUnreadable;
  lost.addEventListener('abort', onLost, { once: true });
  let ended = false;
  try {
    while (!ended) {
      const event = queue.shift();
      if (event === undefined) {
        if (lost.aborted) {
          ended = true;
          return;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      ended = isLast(event);
      yield event;
    }
  } finally {
    lost.removeEventListener('abort', onLost);
    port.onmessage = null;
    port.onmessageerror = null;
    if (ended) port.close();
    else onAbandon?.();
  }
}

/** Why a worker is given up that sent what the page cannot read: nobody knows what of it is missing. */
export const UNREADABLE = 'a message from the worker could not be read';

/** What crosses the port of a load, one port per load: its events, then `load-end` as the last message, however the load went. */
export type LoadMessage = LoadEvent | { readonly type: 'load-end' };

/**
 * Calls a worker's `load` with a port for its events and tells them on the way. Port and call are different queues, so the call's return says
 * nothing about the events: the worker's `load-end` does. Settles even when the worker dies or the call throws, and then no event is told after.
 */
export async function readLoad<Api, T>(
  link: WorkerLink<Api>,
  call: (api: Comlink.Remote<Api>, port: MessagePort) => Promise<Result<T, ErrorInfo>>,
  onEvent: (event: LoadEvent) => void = () => {},
): Promise<Result<T, ErrorInfo>> {
  const { port1, port2 } = new MessageChannel();
  /** Aborted when no `load-end` can come: the worker is gone, or the call threw. */
  const over = new AbortController();
  const end = (): void => over.abort();
  if (link.lost.aborted) end();
  else link.lost.addEventListener('abort', end, { once: true, signal: over.signal });
  const result = untilLost(link, async (api) => {
    try {
      return await call(api, Comlink.transfer(port2, [port2]));
    } catch (error) {
      end();
      throw error;
    }
  });
  const messages = readEvents<LoadMessage>({
    port: port1,
    lost: over.signal,
    isLast: ({ type }) => type === 'load-end',
    onUnreadable: () => link.terminate(UNREADABLE),
  });
  for await (const message of messages) if (message.type !== 'load-end') onEvent(message);
  return result;
}
