import type { AdapterSummary, LoadedModel } from '../../protocol/engine-api.ts';
import type { ErrorInfo } from '../../protocol/error-info.ts';
import type { LoadEvent } from '../../protocol/load-event.ts';
import type { ModelIdentity, RunEvent, RunSettings } from '../../protocol/run-event.ts';
import type { RankRequest } from '../../rank/rank-request.ts';
import type { Result } from '../../rank/result.ts';

export interface EngineRun {
  readonly runId: string;
  /** Named in the log even when the worker dies before it says a word. */
  readonly model: ModelIdentity;
  readonly request: RankRequest;
  readonly settings: RunSettings;
  readonly signal: AbortSignal;
}

/** A run's events, and what can be asked of it on the way. */
export interface EngineStream extends AsyncIterable<RunEvent> {
  /** Asks that the thought of the newest window be closed now. False: there is nothing to ask. */
  readonly skip?: () => boolean;
}

/** What the page needs of an engine. One link = one worker; after `end()` it answers nothing more. */
export interface EngineLink {
  probe(): Promise<Result<AdapterSummary, ErrorInfo>>;
  load(modelId: string, onEvent: (event: LoadEvent) => void): Promise<Result<LoadedModel, ErrorInfo>>;
  /** Yields run-start first and run-end last, whatever happens to the worker. Aborting asks the run to stop. */
  run(run: EngineRun): EngineStream;
  /** False once the worker is gone, by `end()` or by itself. */
  isAlive(): boolean;
  end(): void;
}
