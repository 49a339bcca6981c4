import type { JSX } from 'react';
import { selectLensSource } from './read.ts';
import { lensAtWork } from './slice.ts';
import { useLensWords } from './words.ts';
import type { LensProps } from './lens-bar.tsx';

const SOURCES = ['input', 'run'] as const;

/** Which list a lens runs, and whether with the first stage's scores. */
export function LensSource({ state, dispatch, list }: LensProps): JSX.Element {
  const words = useLensWords().lenses;
  const { scores } = state.lenses.form;
  const source = selectLensSource(state);
  const locked = lensAtWork(state.lenses) !== null;
  return (
    <fieldset className="lens-source" disabled={locked}>
      <legend>{words.list}</legend>
      <div className="lens-choices">
        {SOURCES.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="lens-source"
              checked={source === one}
              onChange={() => dispatch({ type: 'lens-edit', change: { source: one, dropped: null, target: null } })}
            />{' '}
            {words.sources[one]}
          </label>
        ))}
      </div>
      <p className="hint" dir="auto">
        {list === null ? words.noList[source] : words.listOf({ passages: list.candidates.length, query: list.query.text })}
      </p>
      <label>
        <input
          type="checkbox"
          checked={scores}
          onChange={(event) => dispatch({ type: 'lens-edit', change: { scores: event.target.checked } })}
        />{' '}
        {words.scores}
      </label>
      <p className="hint">{words.scoresHint}</p>
    </fieldset>
  );
}
