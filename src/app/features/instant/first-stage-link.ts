import type { ErrorInfo } from '../../../core/errors.ts';
import type { FirstStageAnswer, LoadedEncoder } from '../../../instant/api.ts';
import type { LoadEvent } from '../../../engines/webllm/load-event.ts';
import type { RankRequest } from '../../../core/rank-request.ts';
import type { Result } from '../../../core/result.ts';

/** What the page needs of the first stage. One link = one worker; after `end()` it answers nothing more. */
export interface FirstStageLink {
  load(onEvent: (event: LoadEvent) => void): Promise<Result<LoadedEncoder, ErrorInfo>>;
  /** Null when a newer question came in between. */
  order(request: RankRequest): Promise<Result<FirstStageAnswer | null, ErrorInfo>>;
  /** False once the worker is gone, by `end()` or by itself. */
  isAlive(): boolean;
  end(): void;
}
