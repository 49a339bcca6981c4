import * as Comlink from 'comlink';
import type { ErrorInfo } from '../../core/errors.ts';
import type { LoadEvent, LoadMessage } from './load-event.ts';
import type { Result } from '../../core/result.ts';
import type { WorkerLink } from '../connect-worker.ts';
import { readEvents } from '../read-events.ts';
import { untilLost } from '../until-lost.ts';

/** A load as the page hears it. */
export interface Load<T> {
  /** Ends with the worker's `load-end`, when the worker dies, or when the call throws. May be left unread. */
  readonly events: AsyncIterable<LoadEvent>;
  /** Never rejects. */
  readonly result: Promise<Result<T, ErrorInfo>>;
}

/**
 * Starts a load with a port for its events. Port and call are different queues, so the call's return says nothing about the events: the
 * worker's `load-end` does.
 */
export function readLoad<Api, T>(
  link: WorkerLink<Api>,
  call: (api: Comlink.Remote<Api>, port: MessagePort) => Promise<Result<T, ErrorInfo>>,
): Load<T> {
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
  const messages = readEvents<LoadMessage>({ port: port1, lost: over.signal, isLast: ({ type }) => type === 'load-end' });
  return { events: withoutEnd(messages), result };
}

async function* withoutEnd(messages: AsyncIterable<LoadMessage>): AsyncGenerator<LoadEvent, void, undefined> {
  for await (const message of messages) if (message.type !== 'load-end') yield message;
}
