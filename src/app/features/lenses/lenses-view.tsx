import { useId } from 'react';
import type { JSX } from 'react';
import type { AppAction, AppState } from '../../page/state.ts';
import { LENS_NAMES } from '../../../core/experiment/lenses/index.ts';
import type { LensName } from '../../../core/experiment/lenses/index.ts';
import { selectLensList } from './read.ts';
import type { AppActions } from '../../page/actions.ts';
import { useLensWords } from './words.ts';
import { AblationLens } from './ablation-lens.tsx';
import { BeliefLens } from './belief-lens.tsx';
import { InjectionLens } from './injection-lens.tsx';
import type { LensProps, LensState } from './lens-bar.tsx';
import { LensSource } from './lens-source.tsx';
import { PositionLens } from './position-lens.tsx';
import './lenses.css';

export function selectLensesView(state: AppState): LensState {
  const { lenses, run, opened, model, phase, lent, input, firstStage, startFrom } = state;
  return { lenses, run, opened, model, phase, lent, input, firstStage, startFrom };
}

interface LensesViewProps {
  readonly state: LensState;
  readonly actions: AppActions;
  readonly dispatch: (action: AppAction) => void;
}

const LENSES: Readonly<Record<LensName, (props: LensProps) => JSX.Element>> = {
  belief: BeliefLens,
  position: PositionLens,
  ablation: AblationLens,
  injection: InjectionLens,
};

/** Looks into the model: what it leans to while it thinks, and what moves it. */
export function LensesView(props: LensesViewProps): JSX.Element {
  const words = useLensWords().lenses;
  const heading = useId();
  const { state, dispatch } = props;
  const { open } = state.lenses.form;
  const list = selectLensList(state);
  const Lens = LENSES[open];
  return (
    <div className="lenses">
      <nav className="view-switch lens-switch" aria-label={words.label}>
        {LENS_NAMES.map((name) => (
          <button
            key={name}
            type="button"
            aria-current={name === open ? 'true' : undefined}
            onClick={() => dispatch({ type: 'lens-edit', change: { open: name } })}
          >
            {words.names[name]}
          </button>
        ))}
      </nav>
      <section className="panel lens" aria-labelledby={heading}>
        <div className="lens-about">
          <h2 id={heading}>{words.names[open]}</h2>
          <p>
            {words.shows[open]} <span className="fact-soft">{words.limits[open]}</span>
          </p>
        </div>
        {open !== 'belief' && <LensSource {...props} list={list} />}
        <Lens {...props} list={list} />
      </section>
    </div>
  );
}
