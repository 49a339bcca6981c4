import type { JSX } from 'react';
import type { AppAction, AppState } from '../page/state.ts';
import { useWords } from '../words/index.ts';
import { Lazily } from '../page/part.tsx';
import { PARTS } from '../page/parts.ts';
import type { AppActions } from '../page/actions.ts';

interface OtherViewProps {
  readonly state: AppState;
  readonly actions: AppActions;
  readonly dispatch: (action: AppAction) => void;
}

/** The view that stands in place of the workbench. */
export function OtherView(props: OtherViewProps): JSX.Element {
  const { loading } = useWords().views;
  const waiting = <p className="view-loading">{loading}</p>;
  return props.state.view === 'compare' ? (
    <Lazily part={PARTS.compare} waiting={waiting}>
      {({ CompareView }) => <CompareView {...props} />}
    </Lazily>
  ) : (
    <Lazily part={PARTS.lenses} waiting={waiting}>
      {({ LensesView }) => <LensesView {...props} />}
    </Lazily>
  );
}
