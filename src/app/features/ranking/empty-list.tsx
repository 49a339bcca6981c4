import type { JSX } from 'react';
import type { AppState } from '../../page/state.ts';
import { HowItWorks } from '../../shell/how-it-works.tsx';
import { firstStageWords } from '../../words/first-stage-catalogue.ts';
import { rankingWords } from '../../words/ranking-catalogue.ts';
import { useWords } from '../../words/use-words.ts';

/** What will stand here: a legend made of the very panes the list is made of. */
export function EmptyList({ state }: { readonly state: AppState }): JSX.Element {
  const words = useWords(rankingWords);
  const encoder = useWords(firstStageWords).encoder(state.firstStage.encoder);
  return (
    <div className="empty-list">
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
