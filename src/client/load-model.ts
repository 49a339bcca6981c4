import * as Comlink from 'comlink';
import type { LoadedModel, LoadOptions } from '../protocol/engine-api.ts';
import type { ErrorInfo } from '../protocol/error-info.ts';
import type { LoadEvent } from '../protocol/load-event.ts';
import type { Result } from '../rank/result.ts';
import type { Engine } from './connect-engine.ts';
import { readEvents } from './read-events.ts';
import { untilLost } from './until-lost.ts';

export interface ModelLoad {
  /** Ends when the load has ended, well or not. May be left unread. */
  readonly events: AsyncIterable<LoadEvent>;
  /** Never rejects. */
  readonly result: Promise<Result<LoadedModel, ErrorInfo>>;
}

/** Loads a model of the catalog into the engine's worker. A worker loads once: another model needs another engine. */
export function loadModel({
  engine,
  modelId,
  options,
}: {
  engine: Engine;
  modelId: string;
  options?: Partial<LoadOptions>;
}): ModelLoad {
  const { port1, port2 } = new MessageChannel();
  const over = new AbortController();
  const end = (): void => over.abort();
  const result = untilLost(engine, (api) =>
    api.load(modelId, { modelsUrl: new URL('models/', document.baseURI).href, ...options }, Comlink.transfer(port2, [port2])),
  ).finally(() => {
    // The last event is posted before the call returns, but ports and calls are different queues: let the port's queue run dry.
    setTimeout(end, 50);
  });
  return { events: readEvents<LoadEvent>({ port: port1, lost: over.signal, isLast: () => false }), result };
}
