import type { FirstStageAction } from './first-stage-action.ts';
import type { FirstStageView } from './first-stage-view.ts';
import { EMPTY_LOAD, reduceLoad } from '../run/load.ts';

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
      return { ...view, asked: null, error: null, answered: answer === null ? view.answered : { request, answer } };
    }
    case 'order-late':
      return { ...view, late: { runId: action.runId, used: action.used } };
  }
}
