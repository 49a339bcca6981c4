import type { JSX } from 'react';
import type { AppActions } from '../page/actions.ts';
import { Lazily } from '../page/part.tsx';
import { PARTS } from '../page/parts.ts';
import type { AppAction, AppState } from '../page/state.ts';
import { From, sameFields } from '../page/use-page.ts';
import { useWords } from '../words/index.ts';

interface OtherViewProps {
  readonly view: Exclude<AppState['view'], 'workbench'>;
  readonly actions: AppActions;
  readonly dispatch: (action: AppAction) => void;
}

/** The view that stands in place of the workbench. */
export function OtherView({ view, ...props }: OtherViewProps): JSX.Element {
  const { loading } = useWords().views;
  const waiting = <p className="view-loading">{loading}</p>;
  if (view === 'gallery')
    return (
      <Lazily part={PARTS.gallery} waiting={waiting}>
        {({ GalleryView, selectGalleryView }) => (
          <From select={selectGalleryView} same={sameFields}>
            {(state) => <GalleryView state={state} {...props} />}
          </From>
        )}
      </Lazily>
    );
  if (view === 'lessons')
    return (
      <Lazily part={PARTS.lessons} waiting={waiting}>
        {({ LessonsView, selectLessonsView }) => (
          <From select={selectLessonsView} same={sameFields}>
            {(state) => <LessonsView state={state} {...props} />}
          </From>
        )}
      </Lazily>
    );
  return view === 'compare' ? (
    <Lazily part={PARTS.compare} waiting={waiting}>
      {({ CompareView, selectCompareView }) => (
        <From select={selectCompareView} same={sameFields}>
          {(state) => <CompareView state={state} {...props} />}
        </From>
      )}
    </Lazily>
  ) : (
    <Lazily part={PARTS.lenses} waiting={waiting}>
      {({ LensesView, selectLensesView }) => (
        <From select={selectLensesView} same={sameFields}>
          {(state) => <LensesView state={state} {...props} />}
        </From>
      )}
    </Lazily>
  );
}
