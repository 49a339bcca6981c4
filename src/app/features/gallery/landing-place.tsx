import { use } from 'react';
import type { JSX } from 'react';
import { Lazily } from '../../page/part.tsx';
import { PARTS } from '../../page/parts.ts';
import { PageContext, useNow } from '../../page/use-page.ts';

/** So wide that the list stands beside the input. */
const WIDE = '(width >= 60rem)';

const isWide = (): boolean => matchMedia(WIDE).matches;

function hearWidth(listener: () => void): () => void {
  const query = matchMedia(WIDE);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

interface LandingPlaceProps {
  /** Where on the page: above the input where there is one column, else where the list will stand. */
  readonly where: 'above' | 'list';
}

/** Where the recorded run plays, with its height before its code is here. */
export function LandingPlace({ where }: LandingPlaceProps): JSX.Element | null {
  const store = use(PageContext);
  const wide = useNow(hearWidth, isWide, () => false);
  if (store === null || wide !== (where === 'list')) return null;
  return (
    <Lazily part={PARTS.landing} waiting={<div className="landing-run" aria-hidden="true" />}>
      {({ LandingRun }) => <LandingRun onMore={() => store.dispatch({ type: 'page-view-choose', view: 'gallery' })} />}
    </Lazily>
  );
}
