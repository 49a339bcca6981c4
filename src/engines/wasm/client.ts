import type { ProcessorSummary } from '../engine-client.ts';
import { connectEngineWorker } from '../webllm/client.ts';
import type { EngineWorkerClient } from '../webllm/client.ts';
import type { LoadedModel } from '../engine-client.ts';

/** The engine for processors as the page sees it. */
export type ProcessorClient = EngineWorkerClient<ProcessorSummary, LoadedModel & Required<Pick<LoadedModel, 'processor'>>>;

/** Connects to the worker that runs llama.cpp, which is started at the first call. `modelsUrl` as for `connectEngine`. */
export function connectProcessor({
  makeWorker,
  modelsUrl,
}: {
  readonly makeWorker: () => Worker;
  readonly modelsUrl?: string;
}): ProcessorClient {
  return connectEngineWorker({ makeWorker, ...(modelsUrl === undefined ? {} : { modelsUrl }) });
}
