import type { RankRequest } from '../../rank/rank-request.ts';
import type { AppAction } from '../../state/app-action.ts';
import type { AppState } from '../../state/app-state.ts';
import type { AppActions } from '../app/app-actions.ts';

/** What every lens is drawn from. */
export interface LensProps {
  readonly state: AppState;
  readonly actions: AppActions;
  readonly dispatch: (action: AppAction) => void;
  /** The list looked at; null: none. */
  readonly list: RankRequest | null;
}
