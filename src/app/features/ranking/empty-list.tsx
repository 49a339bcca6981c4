import type { JSX } from 'react';
import type { AppState } from '../../page/state.ts';
import { LandingPlace } from '../gallery/landing-place.tsx';
import { HowItWorks } from '../../shell/help.tsx';
import { useWords } from '../../words/index.ts';

/** What will stand here: a legend made of the very panes the list is made of. */
export function EmptyList({ state }: { readonly state: Pick<AppState, 'firstStage'> }): JSX.Element {
  const words = useWords().ranking;
  const encoder = useWords().firstStage.encoder(state.firstStage.encoder);
  return (
    <div className="empty-list">
      <LandingPlace where="list" />
      <p className="empty-words">{words.empty}</p>
      <ul className="empty-panes" aria-label={words.emptyLabel}>
        {[words.solid, words.seeThrough].map(([bold, rest]) => (
          <li key={bold}>
            <strong>{bold}</strong> {rest}
          </li>
        ))}
      </ul>
      <HowItWorks />
      {encoder !== null && <p className="hint">{encoder}</p>}
    </div>
  );
}
