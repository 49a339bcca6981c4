import type { JSX } from 'react';
import type { AppState } from '../../state/app-state.ts';
import { EnginePanel } from './engine-panel.tsx';
import type { ModelChoice } from './engine-panel.tsx';
import { PrivacyNote } from './privacy-note.tsx';

interface HeaderBarProps {
  readonly state: AppState;
  readonly models: readonly ModelChoice[];
  readonly onLoad: () => void;
  readonly onChooseModel: (modelId: string) => void;
}

/** Name of the thing, what runs it, and what leaves the machine (nothing). */
export function HeaderBar(props: HeaderBarProps): JSX.Element {
  return (
    <header className="header">
      <div className="brand">
        <svg className="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
          <rect className="pane-1" x="3" y="4" width="19" height="9" rx="2.5" />
          <rect className="pane-2" x="6.5" y="11.5" width="19" height="9" rx="2.5" />
          <rect className="pane-3" x="10" y="19" width="19" height="9" rx="2.5" />
        </svg>
        <h1>Glassrank</h1>
        <p className="tagline">a reranker you can see through</p>
      </div>
      <div className="header-facts">
        <EnginePanel {...props} />
        <PrivacyNote />
      </div>
    </header>
  );
}
