import type { RankRequest } from '../rank/rank-request.ts';
import type { Result } from '../rank/result.ts';
import type { ErrorInfo } from './error-info.ts';
import type { ModelIdentity, RunSettings } from './run-event.ts';

/** The GPU as WebGPU describes it. Sizes in bytes. */
export interface AdapterSummary {
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
  /** True where shaders run on a CPU (SwiftShader, llvmpipe, WARP). */
  readonly software: boolean;
  readonly shaderF16: boolean;
  readonly maxBufferBytes: number;
  readonly maxStorageBuffersPerShaderStage: number;
}

export interface LoadedModel {
  readonly identity: ModelIdentity;
  readonly contextTokens: number;
  readonly adapter: AdapterSummary;
  /** Milliseconds from call to ready. */
  readonly loadMs: number;
  readonly defaults: RunSettings;
}

export interface LoadOptions {
  /** Absolute URL of the folder that holds one folder per model, ending in `/`. The page knows it; a worker's own URL says little. */
  readonly modelsUrl: string;
  /** Overrides the choice by adapter: for tests, and for users whose adapter is taken for the wrong kind. */
  readonly library?: 'gpu' | 'software';
}

/** Control plane (Comlink). Data planes are the transferred ports: LoadEvents out of load, RunEvents out of rerank (RunControl in). */
export interface EngineApi {
  probe(): Promise<Result<AdapterSummary, ErrorInfo>>;
  /** Fetches, verifies and compiles one model of the catalog. Replaces nothing: a worker loads once; another model = another worker. */
  load(modelId: string, options: LoadOptions, port: MessagePort): Promise<Result<LoadedModel, ErrorInfo>>;
  /** Returns when the run's run-end has been posted. Never rejects for expected failures. Runs queue behind each other. */
  rerank(runId: string, request: RankRequest, settings: RunSettings, port: MessagePort): Promise<void>;
  /** Answers at once: the page's sign that the worker lives. */
  ping(): Promise<'pong'>;
}
