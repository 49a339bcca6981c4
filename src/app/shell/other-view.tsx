import { lazy, Suspense } from 'react';
import type { JSX } from 'react';
import type { AppAction, AppState } from '../page/state.ts';
import { useWords } from '../words/index.ts';
import type { AppActions } from '../page/actions.ts';

// Fetched when first chosen: the workbench starts without them.
const CompareView = lazy(async () => ({ default: (await import('../features/compare/compare-view.tsx')).CompareView }));
const LensesView = lazy(async () => ({ default: (await import('../features/lenses/lenses-view.tsx')).LensesView }));

interface OtherViewProps {
  readonly state: AppState;
  readonly actions: AppActions;
  readonly dispatch: (action: AppAction) => void;
}

/** The view that stands in place of the workbench. */
export function OtherView(props: OtherViewProps): JSX.Element {
  const { loading } = useWords().views;
  return (
    <Suspense fallback={<p className="view-loading">{loading}</p>}>
      {props.state.view === 'compare' ? <CompareView {...props} /> : <LensesView {...props} />}
    </Suspense>
  );
}
