import type { LikelihoodAnswer, LikelihoodAnswers, LikelihoodRequest } from '../../../core/run/text-model.ts';
import type { AdapterSummary, LoadedModel } from '../../../engines/webllm/engine-api.ts';
import type { ErrorInfo } from '../../../core/errors.ts';
import type { LoadEvent } from '../../../engines/webllm/load-event.ts';
import type { ModelIdentity, RunEvent, RunForecast, RunSettings } from '../../../core/log/run-event.ts';
import type { RankRequest } from '../../../core/rank-request.ts';
import type { Result } from '../../../core/result.ts';

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
  /** What a run would cost by the loaded model's own counts; null for a list that cannot be shown. */
  forecast(run: Pick<EngineRun, 'request' | 'settings'>): Promise<Result<RunForecast | null, ErrorInfo>>;
  /** How likely continuations are, without sampling; `onAnswer` hears each as it comes. Queues behind runs. */
  likelihoods(asked: {
    readonly requests: readonly LikelihoodRequest[];
    readonly onAnswer?: (answer: LikelihoodAnswer, place: number) => void;
    readonly signal?: AbortSignal;
  }): Promise<Result<LikelihoodAnswers, ErrorInfo>>;
  /** False once the worker is gone, by `end()` or by itself. */
  isAlive(): boolean;
  end(): void;
}
