import type { ErrorInfo } from '../../../core/errors.ts';
import type { RankRequest, Result } from '../../../core/request.ts';
import type { LoadEvent } from '../../../engines/engine-client.ts';
import type { FirstStageAnswer, LoadedEncoder } from '../../../instant/api.ts';
import type { Slice } from '../../page/slice.ts';
import { within } from '../../page/slice.ts';
import type { LoadView } from '../run/load.ts';
import { EMPTY_LOAD, reduceLoad, replacedIn } from '../run/load.ts';

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
  /** Files of the encoder that were damaged in this browser's cache and were fetched anew. */
  readonly replacedFiles: number;
  /** The run that did not get its fused order in time, and what it started from instead. */
  readonly late: { readonly runId: string; readonly used: 'bm25' | 'given' } | null;
}

export const NO_FIRST_STAGE: FirstStageView = {
  encoder: { type: 'waiting' },
  asked: null,
  answered: null,
  error: null,
  replacedFiles: 0,
  late: null,
};

/** What a run starts from: the instant order, the list as it was handed over, its own scores, or BM25 reckoned over the list here. */
export type StartFrom = 'instant' | 'given' | 'score' | 'bm25';

/** What can happen to the instant order. */
export type FirstStageAction =
  | { readonly type: 'encoder-begin' }
  | { readonly type: 'encoder-event'; readonly event: LoadEvent }
  | { readonly type: 'encoder-end'; readonly result: Result<LoadedEncoder, ErrorInfo> }
  | { readonly type: 'order-ask'; readonly askId: string; readonly request: RankRequest }
  /** `value` null: a newer question came in between. A value with `more` is not the last one: the question goes on. */
  | { readonly type: 'order-answer'; readonly askId: string; readonly result: Result<FirstStageAnswer | null, ErrorInfo> }
  /** A run began without the fused order, because it was not there in time. */
  | { readonly type: 'order-late'; readonly runId: string; readonly used: 'bm25' | 'given' };

/** One step of the first stage's story. Answers to a question that is no longer asked change nothing. */
export function reduceFirstStage(view: FirstStageView, action: FirstStageAction): FirstStageView {
  switch (action.type) {
    case 'encoder-begin':
      return { ...view, encoder: { type: 'loading', load: EMPTY_LOAD } };
    case 'encoder-event':
      if (view.encoder.type !== 'loading') return view;
      return { ...view, encoder: { type: 'loading', load: reduceLoad(view.encoder.load, action.event) } };
    case 'encoder-end':
      return {
        ...view,
        replacedFiles: view.encoder.type === 'loading' ? replacedIn(view.encoder.load) : view.replacedFiles,
        encoder: action.result.ok
          ? { type: 'ready', encoder: action.result.value }
          : { type: 'failed', error: action.result.error },
      };
    case 'order-ask':
      return { ...view, asked: { askId: action.askId, request: action.request } };
    case 'order-answer': {
      if (view.asked === null || view.asked.askId !== action.askId) return view;
      const { request } = view.asked;
      if (!action.result.ok) return { ...view, asked: null, answered: null, error: action.result.error };
      const answer = action.result.value;
      const asked = answer?.more === undefined ? null : view.asked;
      return { ...view, asked, error: null, answered: answer === null ? view.answered : { request, answer } };
    }
    case 'order-late':
      return { ...view, late: { runId: action.runId, used: action.used } };
  }
}

const view = within('firstStage', NO_FIRST_STAGE, reduceFirstStage);

export interface InstantState {
  readonly firstStage: FirstStageView;
  readonly startFrom: StartFrom;
}

/** What can happen to the order before any run. */
export type InstantAction = FirstStageAction | { readonly type: 'start-from-choose'; readonly startFrom: StartFrom };

export const instantSlice: Slice<InstantState, InstantAction> = {
  initial: { firstStage: NO_FIRST_STAGE, startFrom: 'instant' },
  reduce: (state, action) =>
    action.type === 'start-from-choose' ? { ...state, startFrom: action.startFrom } : view.reduce(state, action),
  mayWait: (action) => action.type === 'encoder-event',
};
