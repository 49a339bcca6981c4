import type { ErrorInfo } from '../../../core/errors.ts';
import type { FirstStageAnswer, LoadedEncoder } from '../../../instant/api.ts';
import type { RankRequest } from '../../../core/rank-request.ts';
import type { LoadView } from '../run/load.ts';

/** The sentence encoder as far as it has come. waiting: the page has not asked for it yet. */
export type EncoderState =
  | { readonly type: 'waiting' }
  | { readonly type: 'loading'; readonly load: LoadView }
  | { readonly type: 'ready'; readonly encoder: LoadedEncoder }
  | { readonly type: 'failed'; readonly error: ErrorInfo };

/** What the page knows of the instant order. */
export interface FirstStageView {
  readonly encoder: EncoderState;
  /** The question that is being answered. */
  readonly asked: { readonly askId: string; readonly request: RankRequest } | null;
  /** The last answer, and the request it is an answer to. */
  readonly answered: { readonly request: RankRequest; readonly answer: FirstStageAnswer } | null;
  /** The last question could not be answered at all. */
  readonly error: ErrorInfo | null;
  /** The run that did not get its fused order in time, and what it started from instead. */
  readonly late: { readonly runId: string; readonly used: 'bm25' | 'given' } | null;
}

export const NO_FIRST_STAGE: FirstStageView = {
  encoder: { type: 'waiting' },
  asked: null,
  answered: null,
  error: null,
  late: null,
};

/** What a run starts from: the instant order, the list as it was handed over, its own scores, or BM25 reckoned over the list here. */
export type StartFrom = 'instant' | 'given' | 'score' | 'bm25';
