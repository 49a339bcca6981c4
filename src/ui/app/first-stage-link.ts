import type { ErrorInfo } from '../../protocol/error-info.ts';
import type { FirstStageAnswer, LoadedEncoder } from '../../protocol/first-stage-api.ts';
import type { LoadEvent } from '../../protocol/load-event.ts';
import type { RankRequest } from '../../rank/rank-request.ts';
import type { Result } from '../../rank/result.ts';

/** What the page needs of the first stage. One link = one worker; after `end()` it answers nothing more. */
export interface FirstStageLink {
  load(onEvent: (event: LoadEvent) => void): Promise<Result<LoadedEncoder, ErrorInfo>>;
  /** Null when a newer question came in between. */
  order(request: RankRequest): Promise<Result<FirstStageAnswer | null, ErrorInfo>>;
  /** False once the worker is gone, by `end()` or by itself. */
  isAlive(): boolean;
  end(): void;
}
