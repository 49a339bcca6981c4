import type { ErrorInfo } from '../core/errors.ts';
import type { RankRequest, Result } from '../core/request.ts';
import type { LoadEvent } from '../engines/engine-client.ts';
import { sealedWorker } from '../engines/sealed-worker.ts';
import { connectWorker, readLoad, untilLost } from '../engines/wire.ts';
import type { WorkerConnection } from '../engines/wire.ts';
import type { EncoderDevice, FirstStageAnswer, FirstStageApi, LoadedEncoder } from './api.ts';
// oxlint-disable-next-line import/default -- Vite gives the script's address
import firstStageAddress from './first-stage.worker.ts?worker&url';

/**
 * The first stage as the page sees it: it orders a list without the language model. One client holds one worker; after `end()` it answers nothing
 * more, and another is connected. No method rejects.
 */
export interface InstantClient {
  /** Loads the sentence encoder. After a failure it may be called again. `onEvent` hears the progress. */
  load(onEvent?: (event: LoadEvent) => void): Promise<Result<LoadedEncoder, ErrorInfo>>;
  /** Orders a list, by words alone while no encoder is loaded. Null when a newer question came in between: only the newest is answered. */
  order(request: RankRequest): Promise<Result<FirstStageAnswer | null, ErrorInfo>>;
  /** The order with the encoder, of the list of an answer with `more`. Null when a newer list was asked for. */
  better(ask: number): Promise<Result<FirstStageAnswer | null, ErrorInfo>>;
  /** False once the worker is gone, by `end()` or by itself. */
  readonly alive: boolean;
  /** Ends the worker and frees its memory. */
  end(): void;
}

interface InstantConnection extends Partial<Pick<WorkerConnection, 'pingMs' | 'silentPings'>> {
  readonly makeWorker?: () => Worker;
  /** Absolute URL of the folder that holds one folder per model, ending in `/`. Default: `models/` beside the page. */
  readonly modelsUrl?: string;
  /** Where the encoder is to compute, see `EncoderOptions`. */
  readonly device?: EncoderDevice | undefined;
}

/** Connects to a first-stage worker. It looks for messages between two windows, so a minute of silence is a death. */
export function connectInstant({
  makeWorker = firstStageWorker,
  modelsUrl = new URL('models/', location.href).href,
  device,
  pingMs = 10_000,
  silentPings = 6,
}: InstantConnection = {}): InstantClient {
  const link = connectWorker<FirstStageApi>({ createWorker: makeWorker, name: 'first-stage worker', pingMs, silentPings });
  const options = { modelsUrl, ...(device === undefined ? {} : { device }) };
  return {
    load: (onEvent) => readLoad(link, (api, port) => api.load(options, port), onEvent),
    order: (request) => untilLost(link, async (api) => ({ ok: true, value: await api.order(request) })),
    better: (ask) => untilLost(link, async (api) => ({ ok: true, value: await api.better(ask) })),
    get alive() {
      return !link.lost.aborted;
    },
    end: () => link.terminate(),
  };
}

function firstStageWorker(): Worker {
  return sealedWorker(firstStageAddress, 'glassrank-first-stage');
}
