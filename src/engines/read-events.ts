/** Reads one kind of event from a port until the last one came or the worker died. */
export interface EventReading<T> {
  readonly port: MessagePort;
  /** Aborted when the worker is gone: a dying worker does not close its ports. */
  readonly lost: AbortSignal;
  /** After this event nothing more is read and the port is closed. */
  isLast(event: T): boolean;
  /** Called once when the reader stops before the last event (`break`, `return`, a throw in its loop). */
  onAbandon?(): void;
}

/**
 * A port as AsyncIterable. Events that arrived before the loss are still given; then the iteration just ends: what a lost worker means is
 * for the caller to say. Inverse of posting on the other end, see `engine/run-on-port.ts`.
 */
export async function* readEvents<T>({ port, lost, isLast, onAbandon }: EventReading<T>): AsyncGenerator<T, void, undefined> {
  const queue: T[] = [];
  let wake = (): void => {};
  const onLost = (): void => wake();
  port.onmessage = (message: MessageEvent<T>) => {
    queue.push(message.data);
    wake();
  };
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
    if (ended) port.close();
    else onAbandon?.();
  }
}
