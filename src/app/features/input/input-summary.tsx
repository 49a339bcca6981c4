import type { JSX, ReactNode } from 'react';
import type { StillState } from '../../page/select.ts';
import type { Reading } from './reading.ts';
import { useWords } from '../../words/index.ts';

interface InputSummaryProps {
  readonly state: StillState;
  readonly reading: Reading;
  readonly onEdit: () => void;
  /** How the run is shown. */
  readonly children?: ReactNode;
}

/** The input folded to one line while a run has the stage; nothing typed is touched. */
export function InputSummary({ state, reading, onEdit, children }: InputSummaryProps): JSX.Element {
  const words = useWords().input;
  const { passages } = useWords().format;
  const busy = state.phase.type === 'running' || state.phase.type === 'loading';
  return (
    <section className="panel input-summary" aria-label={words.title}>
      <p className="summary-query" dir="auto">
        {reading.request?.query.text ?? state.input.query}
      </p>
      {reading.request !== null && <p className="hint">{passages(reading.request.candidates.length)}</p>}
      <button type="button" className="button button-quiet" onClick={onEdit}>
        {busy ? words.showInput : words.editInput}
      </button>
      {children}
    </section>
  );
}
