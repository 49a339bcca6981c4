import type { Preferences } from '../page/preferences.ts';
import { DEFAULT_PREFERENCES } from '../page/preferences.ts';
import type { Slice } from '../page/slice.ts';
import type { RunLook } from './look.ts';

/** The page's views: one list; configurations compared; the model looked into; what there is to learn; recorded runs. */
export type PageView = 'workbench' | 'compare' | 'lenses' | 'lessons' | 'gallery';

export interface ShellState {
  readonly view: PageView;
  /** Which list stands on the right: the passages as read, or the last run. */
  readonly showing: 'input' | 'run';
  readonly preferences: Preferences;
  /** How the page's address asks a run to be shown; null: it does not, or the person has chosen since. */
  readonly linkedLook: RunLook | null;
  /** Whether a reload would bring back what is typed, the experiment that is put together, and what is chosen for all visits. */
  readonly kept: Readonly<Record<'draft' | 'experiment' | 'choices', boolean>>;
  /** The hash of a shared link that waits for a word, because opening it would replace what was typed. */
  readonly link: string | null;
}

/** What can happen to the frame around all features. */
export type ShellAction =
  /** One of the page's views. */
  | { readonly type: 'page-view-choose'; readonly view: PageView }
  | { readonly type: 'view-choose'; readonly showing: ShellState['showing'] }
  /** A link asks for a look, which is not remembered. */
  | { readonly type: 'look-ask'; readonly look: RunLook }
  | { readonly type: 'preference-choose'; readonly change: Partial<Preferences> }
  | { readonly type: 'keeping'; readonly what: keyof ShellState['kept']; readonly kept: boolean }
  /** Null: opened, or left. */
  | { readonly type: 'link-wait'; readonly hash: string | null };

export const shellSlice: Slice<ShellState, ShellAction> = {
  initial: {
    view: 'workbench',
    showing: 'input',
    preferences: DEFAULT_PREFERENCES,
    linkedLook: null,
    kept: { draft: true, experiment: true, choices: true },
    link: null,
  },
  reduce(state, action) {
    switch (action.type) {
      case 'page-view-choose':
        return { ...state, view: action.view };
      case 'view-choose':
        return { ...state, showing: action.showing };
      case 'look-ask':
        return { ...state, linkedLook: action.look };
      case 'preference-choose':
        return {
          ...state,
          preferences: { ...state.preferences, ...action.change },
          linkedLook: action.change.look === undefined ? state.linkedLook : null,
        };
      case 'keeping':
        return { ...state, kept: { ...state.kept, [action.what]: action.kept } };
      case 'link-wait':
        return { ...state, link: action.hash };
    }
  },
};
