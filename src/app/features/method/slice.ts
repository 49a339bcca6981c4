import type { RunSettings } from '../../../core/log/event.ts';
import type { AnswerMode } from '../../../core/run/settings.ts';
import type { RunMethod } from '../../../core/run/method.ts';
import type { Slice } from '../../page/slice.ts';

export interface MethodState {
  /** Only what was changed from the model's defaults. */
  readonly settings: Partial<RunSettings>;
}

/** What can happen to the settings of the next run. */
export type MethodAction =
  | { readonly type: 'settings-edit'; readonly change: Partial<RunSettings> }
  | { readonly type: 'settings-reset' }
  /** Null: the model's own prompt in sliding windows. */
  | { readonly type: 'method-choose'; readonly method: RunMethod | null; readonly answerMode?: AnswerMode };

export const methodSlice: Slice<MethodState, MethodAction> = {
  initial: { settings: {} },
  reduce(state, action) {
    switch (action.type) {
      case 'settings-edit':
        return { ...state, settings: { ...state.settings, ...action.change } };
      case 'settings-reset':
        return { ...state, settings: {} };
      case 'method-choose': {
        const { method: _, ...rest } = state.settings;
        const { method, answerMode } = action;
        const mode = answerMode === undefined ? {} : { answerMode };
        return { ...state, settings: { ...rest, ...mode, ...(method === null ? {} : { method }) } };
      }
    }
  },
};
