import type { JSX } from 'react';
import type { RunView } from '../../../core/log/view.ts';
import { Lazily } from '../../page/part.tsx';
import { PARTS } from '../../page/parts.ts';
import { selectShown } from '../../page/select.ts';
import type { AppState } from '../../page/state.ts';
import { usePage } from '../../page/use-page.ts';
import { Boundary } from '../../shell/boundary.tsx';

/** The run on stage where it certifies its first places and some answer has said who stands above whom; else null. */
function selectCertified(state: AppState): RunView | null {
  const run = selectShown(state);
  return run?.windows.some(({ phase, preferences }) => phase === 'ended' && preferences !== null) === true ? run : null;
}

/** Where the preferences of the run on stage are shown; nothing, and nothing fetched, for runs without. */
export function PreferencesPlace({ drawn }: { readonly drawn: unknown }): JSX.Element | null {
  const run = usePage(selectCertified);
  if (run === null) return null;
  return (
    <Boundary of={drawn}>
      <Lazily part={PARTS.preferences}>{({ PreferencesFold }) => <PreferencesFold run={run} />}</Lazily>
    </Boundary>
  );
}
