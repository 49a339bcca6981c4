import type { ErrorInfo } from '../core/errors.ts';
import type { RankRequest, Result } from '../core/request.ts';
import type { LoadEvent } from '../engines/webllm/api.ts';
import { readLoad } from '../engines/webllm/client.ts';
import { connectWorker, untilLost } from '../engines/wire.ts';
import type { WorkerConnection, WorkerLink } from '../engines/wire.ts';
import type { EncoderOptions, FirstStageAnswer, FirstStageApi, LoadedEncoder } from './api.ts';

/** The first stage's worker, connected. */
type FirstStage = WorkerLink<FirstStageApi>;

/** Connects to a first-stage worker. It looks for messages between two windows, so a minute of silence is a death. */
export function connectFirstStage({
  createWorker = createFirstStageWorker,
  pingMs = 10_000,
  silentPings = 6,
}: Partial<Omit<WorkerConnection, 'name'>> = {}): FirstStage {
  return connectWorker<FirstStageApi>({ createWorker, name: 'first-stage worker', pingMs, silentPings });
}

/** A Vite worker chunk: the URL must stand literally in the call. */
function createFirstStageWorker(): Worker {
  return new Worker(new URL('./first-stage.worker.ts', import.meta.url), {
    type: 'module',
    name: 'glassrank-first-stage',
  });
}

/** Loads the encoder into the first stage's worker. Never rejects; `onEvent` is called while the load lasts. */
export async function loadEncoder({
  firstStage,
  options,
  onEvent,
}: {
  firstStage: FirstStage;
  options?: Partial<EncoderOptions>;
  onEvent: (event: LoadEvent) => void;
}): Promise<Result<LoadedEncoder, ErrorInfo>> {
  const modelsUrl = new URL('models/', location.href).href;
  const { events, result } = readLoad(firstStage, (api, port) => api.load({ modelsUrl, ...options }, port));
  for await (const event of events) onEvent(event);
  return result;
}

/** Asks the first stage for an order. `value` null: a newer question came in between. Never rejects. */
export function orderList(firstStage: FirstStage, request: RankRequest): Promise<Result<FirstStageAnswer | null, ErrorInfo>> {
  return untilLost(firstStage, async (api) => ({ ok: true, value: await api.order(request) }));
}
