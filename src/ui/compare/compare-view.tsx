import type { JSX } from 'react';
import type { AppAction } from '../../state/app-action.ts';
import type { AppState } from '../../state/app-state.ts';
import type { AppActions } from '../app/app-actions.ts';

/** Configurations side by side. */
export function CompareView(_props: {
  readonly state: AppState;
  readonly actions: AppActions;
  readonly dispatch: (action: AppAction) => void;
}): JSX.Element {
  return <div className="compare" />;
}
