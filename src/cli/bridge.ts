import type { ErrorInfo } from '../core/errors.ts';
import type { RunEvent, RunForecast, RunSettings } from '../core/log/event.ts';
import type { RankRequest, Result } from '../core/request.ts';
import type { EngineSpeed, LoadedModel } from '../engines/engine-client.ts';

/** What an evaluation asks of an engine: the built page's in a headless browser (`browser.ts`), or a scripted one in tests. */
export interface EvaluationEngine {
  /** Ends what is loaded and loads a model of the catalog. */
  load(modelId: string): Promise<Result<LoadedModel, ErrorInfo>>;
  /** What a run would cost by the loaded model's own token counts, and an error where it cannot be run; null for a list that cannot be shown. */
  forecast(request: RankRequest, settings: RunSettings): Promise<Result<RunForecast | null, ErrorInfo>>;
  /** One run's whole log: run-start first, run-end last, also of a run that failed. */
  run(request: RankRequest, settings: RunSettings): Promise<readonly RunEvent[]>;
}

/** What a model is run with. */
export interface EngineOn {
  /** `gpu`, the default: WebLLM, on a graphics processor or in software; `processor`: llama.cpp. */
  readonly engine?: EngineSpeed['engine'];
  /** WebLLM's library by its name without `.wasm`, in place of the one that calibration chooses. */
  readonly library?: string;
}

/** The page's end, under `globalThis.glassrankEngine` of evaluate.html. Every call crosses as JSON values. */
export interface PageEngine extends Omit<EvaluationEngine, 'load' | 'run'> {
  load(modelId: string, on?: EngineOn): Promise<Result<LoadedModel, ErrorInfo>>;
  /** The events as one JSON text: a browser's driver takes seconds to copy a large log value by value. */
  run(request: RankRequest, settings: RunSettings): Promise<string>;
}

declare global {
  var glassrankEngine: PageEngine;
}
