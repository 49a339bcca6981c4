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

/** Control plane (Comlink). Data planes are the transferred ports: LoadEvents out of load, RunEvents out of rerank (RunControl in). */
export interface EngineApi {
  probe(): Promise<Result<AdapterSummary, ErrorInfo>>;
  /** Fetches, verifies and compiles one model of the catalog. Replaces nothing: a worker loads once; another model = another worker. */
  load(modelId: string, port: MessagePort): Promise<Result<LoadedModel, ErrorInfo>>;
  /** Returns when the run's run-end has been posted. Never rejects for expected failures. */
  rerank(runId: string, request: RankRequest, settings: RunSettings, port: MessagePort): Promise<void>;
  /** Answers at once: the page's sign that the worker lives. */
  ping(): Promise<'pong'>;
}
