import type { ErrorInfo } from '../core/errors.ts';
import type { ModelIdentity, RunEvent, RunForecast, RunSettings } from '../core/log/event.ts';
import type { RankRequest, Result } from '../core/request.ts';
import type { Resume } from '../core/run/resume.ts';
import type { StartReason } from '../core/run/start.ts';
import type { LikelihoodAnswer, LikelihoodAnswers, LikelihoodRequest } from '../core/run/text-model.ts';

/**
 * What the page needs of an engine, whatever computes behind it: a worker with WebLLM, a server. One client
 * holds one model; after `end()` it answers nothing more, and another is connected. No method rejects: an engine that died on the way answers
 * with `worker-lost`.
 */
export interface EngineClient {
  /** What a model would run on here: a GPU, or the processor; null: nothing of this machine is needed. Loads nothing, and asks nobody outside this machine. */
  probe(): Promise<Result<AdapterSummary | ProcessorSummary | null, ErrorInfo>>;
  /** Loads a model of the catalog, once: another model needs another client. `onEvent` hears the progress, and nothing more after the result. */
  load(modelId: string, onEvent?: (event: LoadEvent) => void): Promise<Result<LoadedModel, ErrorInfo>>;
  /** Starts a run at once. Runs and likelihoods queue behind each other. */
  run(run: EngineRun): RunStream;
  /** What a run would cost by the loaded model's own token counts; null for a list that cannot be shown. Nothing is computed on the GPU. */
  forecast(run: Pick<EngineRun, 'request' | 'settings'>): Promise<Result<RunForecast | null, ErrorInfo>>;
  /** How likely continuations are, without sampling. */
  likelihoods(asked: LikelihoodQuestions): Promise<Result<LikelihoodAnswers, ErrorInfo>>;
  /** False once the engine is gone, by `end()` or by itself. */
  readonly alive: boolean;
  /** Ends the engine and frees its memory and the GPU's. What is still asked ends as `worker-lost`. */
  end(): void;
}

/** One run, as it is asked for. */
export interface EngineRun {
  readonly runId: string;
  /** `LoadedModel.identity`: named in the log even of a run whose engine died before it said anything. */
  readonly model: ModelIdentity;
  readonly request: RankRequest;
  readonly settings: RunSettings;
  /** The run of this request and these settings that was broken off and is to go on: only what is new is told. Absent: it begins. */
  readonly resume?: Resume;
  /** Aborting asks the run to stop: it ends as cancelled, with what was ranked so far. */
  readonly signal: AbortSignal;
}

/**
 * A run's events, read once: a run-start first (of one that goes on, what follows its finished windows) and a run-end last, whatever happens to the engine; never throws. Leaving the loop cancels the run.
 */
export interface RunStream extends AsyncIterable<RunEvent> {
  /**
   * Asks that the thought of the newest window read so far be closed now. False: there is nothing to ask, as no window has begun or the run is
   * over or stopping. The log tells what came of it (`thought-skip`). Absent where the engine cannot do it.
   */
  readonly skip?: () => boolean;
}

/** Continuations whose likelihoods are asked for. Requests that share a beginning cost least one after the other. */
export interface LikelihoodQuestions {
  readonly requests: readonly LikelihoodRequest[];
  /** Hears each answer as it comes, in the requests' order: all of them before the result is there, unless that is an error. */
  readonly onAnswer?: (answer: LikelihoodAnswer, place: number) => void;
  /** Aborting stops between two forward passes; the answers that came are kept. */
  readonly signal?: AbortSignal;
}

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

/** Where a person wants models to run. automatic: on a GPU where one can be used, else on the processor. */
export const ENGINES_WANTED = ['automatic', 'gpu', 'processor'] as const;
export type EngineWanted = (typeof ENGINES_WANTED)[number];

/** The processor as the engine for processors uses it. */
export interface ProcessorSummary {
  /** Threads that compute. */
  readonly threads: number;
  /** Cores, as the browser tells. */
  readonly cores: number;
  /** Whether the page is isolated from other origins, without which threads can't share memory (docs/DEPLOY.md). */
  readonly isolated: boolean;
}

/** What the timing of a model on a processor told, right after it was loaded. */
export interface ProcessorSpeed {
  readonly readTokensPerSecond: number;
  readonly writeTokensPerSecond: number;
  /** Scales of weights that had to be rounded for it, and all scales. */
  readonly inexactScales: number;
  readonly scales: number;
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
  /** True where the model's manifest expects no tokens, so that nobody has compared what this library writes with what it should. */
  readonly unchecked?: true;
}

/** What the choice between engines and libraries is for: reading one window of a few passages, and writing a short thought and the order. */
export const TYPICAL_WINDOW = { promptTokens: 500, writtenTokens: 100 } as const;

/** How fast an engine is with one model on this machine. */
export interface EngineSpeed {
  readonly engine: 'gpu' | 'processor';
  readonly readTokensPerSecond: number;
  readonly writeTokensPerSecond: number;
}

export interface LoadedModel {
  readonly identity: ModelIdentity;
  /** The engines that were held against each other, where two could run it and neither is quick; absent: nothing was compared. */
  readonly engines?: { readonly reason: 'measured' | 'measured-earlier'; readonly measured: readonly EngineSpeed[] };
  /** Which compiled library runs it; absent: none does here. */
  readonly choice?: LibraryChoice;
  readonly contextTokens: number;
  /** The GPU that it runs on; absent: none of this machine's that the page knows of. */
  readonly adapter?: AdapterSummary;
  /** The processor that it runs on, in the place of a GPU; absent: it does not. */
  readonly processor?: ProcessorSummary & ProcessorSpeed;
  /** The server that it runs behind; absent: it runs in this page. */
  readonly server?: ServerSummary;
  /** Milliseconds from call to ready. */
  readonly loadMs: number;
  /** Of a run where nobody has changed anything. */
  readonly defaults: RunSettings;
  /** Why `defaults` are what they are, for a model whose prompt was chosen by its name. Absent: it has its own, with which it came. */
  readonly asked?: StartReason;
}

/** A model that runs on this machine. */
export interface LocalModel extends LoadedModel {
  readonly choice: LibraryChoice;
  readonly adapter: AdapterSummary;
}

/** A server as it said what it is, and what is used of it. */
export interface ServerSummary {
  /** Where texts go: scheme, host and port. */
  readonly origin: string;
  readonly kind: 'llama.cpp' | 'vllm' | 'sglang' | 'other';
  /** As it says; empty where it does not. */
  readonly version: string;
  /** All that it serves. */
  readonly models: readonly string[];
  /** Who said how long its context is: the server, or nobody, so that the model's family was asked. */
  readonly contextFrom: 'server' | 'told' | 'family';
  /** It holds answers to their form. */
  readonly holdsAnswers: boolean;
  /** It tells how likely texts are. */
  readonly likelihoods: boolean;
  /** Most requests at once; others wait. */
  readonly parallel: number;
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
