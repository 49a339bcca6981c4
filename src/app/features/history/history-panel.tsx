import type { JSX } from 'react';
import type { AppAction, AppState } from '../../page/state.ts';
import type { HistoryActions } from './controller.ts';
import { Lazily } from '../../page/part.tsx';
import { PARTS } from '../../page/parts.ts';
import { useWords } from '../../words/index.ts';

/** What the panel is drawn from. `runId`: of the run on stage. */
export type HistoryShown = Pick<AppState, 'history' | 'preferences' | 'phase'> & { readonly runId: string | null };

export function selectHistoryShown({ history, preferences, phase, run }: AppState): HistoryShown {
  return { history, preferences, phase, runId: run?.runId ?? null };
}

export interface HistoryPanelProps {
  readonly state: HistoryShown;
  readonly actions: HistoryActions;
  readonly dispatch: (action: AppAction) => void;
}

/** The runs kept in this browser: named, reopened, compared, deleted. */
export function HistoryPanel({ state, actions, dispatch }: HistoryPanelProps): JSX.Element {
  const words = useWords().history;
  const { runs, trouble, aside } = state.history;
  return (
    <details className="fold history">
      <summary>
        <span>{words.title}</span>{' '}
        {runs !== null && runs.length > 0 && <span className="fact-soft">{words.runs(runs.length)}</span>}
        {aside.length > 0 && <span className="fact-soft"> · {words.asideCount(aside.length)}</span>}
        {trouble !== null && <span className="hint hint-bad"> · {words.notKept}</span>}
      </summary>
      <div className="fold-body panel">
        <Lazily part={PARTS.keptRuns}>
          {({ KeptRuns }) => <KeptRuns state={state} actions={actions} dispatch={dispatch} />}
        </Lazily>
      </div>
    </details>
  );
}
