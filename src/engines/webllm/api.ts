import type { ErrorInfo } from '../../core/errors.ts';
import type { ModelIdentity, RunForecast, RunSettings } from '../../core/log/event.ts';
import type { RankRequest, Result } from '../../core/request.ts';
import type { LikelihoodAnswers, LikelihoodRequest } from '../../core/run/text-model.ts';

/** The GPU as WebGPU describes it. Sizes in bytes. */
export interface AdapterSummary {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  /** True where shaders run on a CPU (SwiftShader, llvmpipe, WARP). */
  readonly software: boolean;
  readonly shaderF16: boolean;
  readonly subgroups: boolean;
  readonly maxBufferBytes: number;
  readonly maxStorageBuffersPerShaderStage: number;
}

/** What a library did at calibration. Speeds in tokens per second; 0 = not reached. */
export interface MeasuredLibrary {
  /** File name, as `gpu.wasm`. */
  readonly library: string;
  readonly prefillTokensPerSecond: number;
  readonly decodeTokensPerSecond: number;
  /** right, wrong: against the tokens that the model's manifest expects. unchecked: the manifest expects none. failed: did not run. */
  readonly verdict: 'right' | 'wrong' | 'failed' | 'unchecked';
  /** What went wrong, or how far the check came. */
  readonly note?: string;
}

/** Which library runs and why. `measured` is empty for `only` and `asked`. */
export interface LibraryChoice {
  readonly library: string;
  readonly reason: 'only' | 'asked' | 'measured' | 'measured-earlier';
  readonly measured: readonly MeasuredLibrary[];
}

export interface LoadedModel {
  readonly identity: ModelIdentity;
  readonly choice: LibraryChoice;
  readonly contextTokens: number;
  readonly adapter: AdapterSummary;
  /** Milliseconds from call to ready. */
  readonly loadMs: number;
  readonly defaults: RunSettings;
}

export interface LoadOptions {
  /** Absolute URL of the folder that holds one folder per model, ending in `/`. The page knows it; a worker's own URL says little. */
  readonly modelsUrl: string;
  /** A library's name without `.wasm`. Overrides candidates and calibration: for tests, and where either chose badly. */
  readonly library?: string;
}

/** Control plane (Comlink). Data planes are the transferred ports: LoadMessages out of load, RunEvents out of rerank (RunControl in). */
export interface EngineApi {
  probe(): Promise<Result<AdapterSummary, ErrorInfo>>;
  /** Fetches, verifies and compiles one model of the catalog. Replaces nothing: a worker loads once; another model = another worker. */
  load(modelId: string, options: LoadOptions, port: MessagePort): Promise<Result<LoadedModel, ErrorInfo>>;
  /** Returns when the run's run-end has been posted. Never rejects for expected failures. Runs queue behind each other. */
  rerank(runId: string, request: RankRequest, settings: RunSettings, port: MessagePort): Promise<void>;
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

/** Where bytes of a model file came from. */
export type LoadSource = 'network' | 'cache';

/** A candidate's shaders are compiled, then it is timed. */
export type CalibrationStep = 'start' | 'measure';

/** Progress of `load`. Bytes are of the file as stored, hashes are checked before `file-end`. */
export type LoadEvent =
  | { readonly type: 'load-start'; readonly files: number; readonly bytes: number }
  | { readonly type: 'file-start'; readonly file: string; readonly bytes: number; readonly source: LoadSource }
  | { readonly type: 'file-progress'; readonly file: string; readonly loadedBytes: number }
  | { readonly type: 'file-end'; readonly file: string; readonly source: LoadSource; readonly note?: 'damaged-cache-replaced' }
  /** After the bytes: shader compilation and upload to the GPU, once for each library that is tried. `progress` 0–1. */
  | { readonly type: 'engine-start' }
  | { readonly type: 'engine-progress'; readonly progress: number; readonly text: string }
  /** Around the engine starts of a load that has to measure its libraries. `index` 0-based, in the order of `libraries`. */
  | { readonly type: 'calibrate-start'; readonly libraries: readonly string[] }
  | { readonly type: 'calibrate-progress'; readonly library: string; readonly index: number; readonly step: CalibrationStep }
  | { readonly type: 'calibrate-end'; readonly choice: LibraryChoice };

/** What crosses the port of a load, one port per load: its events, then `load-end` as the last message, however the load went. */
export type LoadMessage = LoadEvent | { readonly type: 'load-end' };
