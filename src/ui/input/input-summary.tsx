import type { JSX } from 'react';
import type { AppState } from '../../state/app-state.ts';
import type { Reading } from '../../state/select-reading.ts';
import { plural } from '../words/format-words.ts';

interface InputSummaryProps {
  readonly state: AppState;
  readonly reading: Reading;
  readonly onEdit: () => void;
}

/** The input folded to one line while a run has the stage; nothing typed is touched. */
export function InputSummary({ state, reading, onEdit }: InputSummaryProps): JSX.Element {
  const count = reading.request?.candidates.length ?? 0;
  return (
    <section className="panel input-summary" aria-label="Query and passages">
      <p className="summary-query" dir="auto">
        {reading.request?.query.text ?? state.input.query}
      </p>
      <p className="hint">{plural('passage', count)}</p>
      <button type="button" className="button button-quiet" onClick={onEdit}>
        {state.phase.type === 'running' || state.phase.type === 'loading' ? 'Show the input' : 'Edit the input'}
      </button>
    </section>
  );
}
