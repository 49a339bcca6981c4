import type { JSX } from 'react';
import { useWords } from '../words/index.ts';
import { ErrorLine } from './boundary.tsx';

/** Something that a person can save or put out of the way. */
export interface Rescue {
  readonly what: 'saveTyped' | 'setAside' | 'setInputAside' | 'saveLog';
  readonly onPress: () => void;
}

interface RescueViewProps {
  readonly error: unknown;
  /** In the order in which they are offered. */
  readonly rescues: readonly Rescue[];
  /** Draws the page again. */
  readonly onAgain: () => void;
}

/** Stands for a page that could not be drawn at all: says so, and lets nothing be lost. */
export function RescueView({ error, rescues, onAgain }: RescueViewProps): JSX.Element {
  const words = useWords().broken;
  return (
    <main className="app">
      <div className="notice notice-error" role="alert">
        <h1>{words.page}</h1>
        <p>{words.pageWhat}</p>
        <ul className="rescues">
          {rescues.map(({ what, onPress }) => (
            <li key={what}>
              <button type="button" className="button" onClick={onPress}>
                {words[what]}
              </button>{' '}
              {(what === 'setAside' || what === 'setInputAside') && <span className="hint">{words.setAsideAbout}</span>}
            </li>
          ))}
        </ul>
        <p>
          <button type="button" className="button button-quiet" onClick={onAgain}>
            {words.again}
          </button>
        </p>
        <ErrorLine error={error} />
      </div>
    </main>
  );
}
