import type { ErrorInfo } from '../../core/errors.ts';
import type { RunForecast, RunSettings } from '../../core/log/event.ts';
import type { RankRequest, Result } from '../../core/request.ts';
import type { Resume } from '../../core/run/resume.ts';
import type { LikelihoodAnswers, LikelihoodRequest } from '../../core/run/text-model.ts';
import type { AdapterSummary, LoadedModel, LocalModel } from '../engine-client.ts';

export interface LoadOptions {
  /** Absolute URL of the folder that holds one folder per model, ending in `/`. The page knows it; a worker's own URL says little. */
  readonly modelsUrl: string;
  /** A library's name without `.wasm`. Overrides candidates and calibration: for tests, and where either chose badly. */
  readonly library?: string;
}

/** Control plane (Comlink). Data planes are the transferred ports: LoadMessages out of load, RunEvents out of rerank (RunControl in). */
export interface EngineApi<Found = AdapterSummary, Model extends LoadedModel = LocalModel> {
  /** What there is to run on. */
  probe(): Promise<Result<Found, ErrorInfo>>;
  /** Fetches, verifies and compiles one model of the catalog. Replaces nothing: a worker loads once; another model = another worker. */
  load(modelId: string, options: LoadOptions, port: MessagePort): Promise<Result<Model, ErrorInfo>>;
  /** Returns when the run's run-end has been posted. Never rejects for expected failures. Runs queue behind each other. */
  rerank(runId: string, request: RankRequest, settings: RunSettings, port: MessagePort, resume?: Resume): Promise<void>;
  /** What such a run would cost, by the loaded model's own token counts; null for a list that cannot be shown. Nothing is computed on the GPU. */
  forecast(request: RankRequest, settings: RunSettings): Promise<Result<RunForecast | null, ErrorInfo>>;
  /**
   * Reads likelihoods without sampling, in the requests' order: those that share a beginning cost least one after the other. Queues with the runs.
   * `port` takes a `run-cancel`, and gives each `LikelihoodAnswer` as it comes. An error loses none of those that came.
   */
  likelihoods(requests: readonly LikelihoodRequest[], port: MessagePort): Promise<Result<LikelihoodAnswers, ErrorInfo>>;
  /** Answers at once: the page's sign that the worker lives. */
  ping(): Promise<'pong'>;
}
