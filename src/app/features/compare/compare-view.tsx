import type { JSX } from 'react';
import type { AppAction, AppState } from '../../page/state.ts';
import type { AppActions } from '../../page/actions.ts';
import { useCompareWords } from './words.ts';
import { ExperimentProgress } from './experiment-progress.tsx';
import { ExperimentResults } from './experiment-results.tsx';
import { ExperimentSetup } from './experiment-setup.tsx';
import { KeptExperiments } from './kept-experiments.tsx';
import { CompareTroubleNote } from './compare-trouble.tsx';
import './compare.css';

type CompareState = Pick<AppState, 'compare' | 'input' | 'probe' | 'phase' | 'model' | 'modelId' | 'settings'>;

/** What the view shows of the page's state. */
export function selectCompareView({ compare, input, probe, phase, model, modelId, settings }: AppState): CompareState {
  return { compare, input, probe, phase, model, modelId, settings };
}

interface CompareViewProps {
  readonly state: CompareState;
  readonly actions: AppActions;
  readonly dispatch: (action: AppAction) => void;
}

/** Configurations side by side, on one list or on a whole collection. */
export function CompareView({ state, actions, dispatch }: CompareViewProps): JSX.Element {
  const words = useCompareWords().compare;
  const kept = useCompareWords().keptExperiments;
  const { compare: comparison } = state;
  const { open, trouble, run } = comparison;
  const { compare } = actions;
  return (
    <div className="compare">
      {trouble !== null && (
        <CompareTroubleNote trouble={trouble} onDismiss={() => dispatch({ type: 'experiment-trouble', trouble: null })} />
      )}
      {open === null ? (
        <ExperimentSetup state={state} actions={compare} dispatch={dispatch} />
      ) : (
        <>
          <section className="panel compare-open">
            <div className="compare-head">
              <h2 dir="auto">{open.plan.name}</h2>
              <button type="button" className="button button-quiet" disabled={run.type === 'running'} onClick={compare.close}>
                {words.new}
              </button>
            </div>
            <p className="hint">
              {words.planned({
                configurations: open.plan.configurations.length,
                queries: open.plan.topics.length,
                depth: open.plan.depth,
              })}
            </p>
            {open.problems.length > 0 && (
              <details className="fold">
                <summary>{kept.leftOut(open.problems.length)}</summary>
                <ul className="fold-body hint">
                  {open.problems.map((problem) => (
                    <li key={`${problem.line} ${problem.code}`}>
                      {kept.line(problem.line)}: {kept.problem(problem).what}
                    </li>
                  ))}
                </ul>
              </details>
            )}
            <ExperimentProgress state={state} open={open} actions={compare} />
          </section>
          <ExperimentResults
            open={open}
            shown={comparison.shown}
            busy={state.phase.type === 'running'}
            actions={compare}
            onShow={(change) => dispatch({ type: 'experiment-show', change })}
          />
        </>
      )}
      <KeptExperiments view={comparison} actions={compare} />
    </div>
  );
}
