import type { ErrorInfo } from '../../../core/errors.ts';
import type { FirstStageAnswer, LoadedEncoder } from '../../../instant/api.ts';
import type { LoadEvent } from '../../../engines/webllm/load-event.ts';
import type { RankRequest } from '../../../core/rank-request.ts';
import type { Result } from '../../../core/result.ts';

/** What can happen to the instant order. */
export type FirstStageAction =
  | { readonly type: 'encoder-begin' }
  | { readonly type: 'encoder-event'; readonly event: LoadEvent }
  | { readonly type: 'encoder-end'; readonly result: Result<LoadedEncoder, ErrorInfo> }
  | { readonly type: 'order-ask'; readonly askId: string; readonly request: RankRequest }
  /** `value` null: a newer question came in between. */
  | { readonly type: 'order-answer'; readonly askId: string; readonly result: Result<FirstStageAnswer | null, ErrorInfo> }
  /** A run began without the fused order, because it was not there in time. */
  | { readonly type: 'order-late'; readonly runId: string; readonly used: 'bm25' | 'given' };
