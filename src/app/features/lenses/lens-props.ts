import type { RankRequest } from '../../../core/rank-request.ts';
import type { AppAction } from '../../page/action.ts';
import type { AppState } from '../../page/state.ts';
import type { AppActions } from '../../page/actions.ts';

/** What every lens is drawn from. */
export interface LensProps {
  readonly state: AppState;
  readonly actions: AppActions;
  readonly dispatch: (action: AppAction) => void;
  /** The list looked at; null: none. */
  readonly list: RankRequest | null;
}
