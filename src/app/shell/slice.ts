import type { Preferences } from '../page/preferences.ts';
import { DEFAULT_PREFERENCES } from '../page/preferences.ts';
import type { Slice } from '../page/slice.ts';

/** The page's views: one list; configurations compared; the model looked into. */
export type PageView = 'workbench' | 'compare' | 'lenses';

export interface ShellState {
  readonly view: PageView;
  /** Which list stands on the right: the passages as read, or the last run. */
  readonly showing: 'input' | 'run';
  readonly preferences: Preferences;
}

/** What can happen to the frame around all features. */
export type ShellAction =
  /** Workbench, Compare or Lenses. */
  | { readonly type: 'page-view-choose'; readonly view: PageView }
  | { readonly type: 'view-choose'; readonly showing: ShellState['showing'] }
  | { readonly type: 'preference-choose'; readonly change: Partial<Preferences> };

export const shellSlice: Slice<ShellState, ShellAction> = {
  initial: { view: 'workbench', showing: 'input', preferences: DEFAULT_PREFERENCES },
  reduce(state, action) {
    switch (action.type) {
      case 'page-view-choose':
        return { ...state, view: action.view };
      case 'view-choose':
        return { ...state, showing: action.showing };
      case 'preference-choose':
        return { ...state, preferences: { ...state.preferences, ...action.change } };
    }
  },
};
