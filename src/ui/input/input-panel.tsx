import { useId, useRef, useState } from 'react';
import type { DragEvent, JSX } from 'react';
import type { AppAction } from '../../state/app-action.ts';
import type { AppState } from '../../state/app-state.ts';
import type { Reading } from '../../state/select-reading.ts';
import { ProblemList } from './problem-list.tsx';
import { ReadingLine } from './reading-line.tsx';
import { SAMPLES } from './sample-list.ts';

interface InputPanelProps {
  readonly state: AppState;
  readonly reading: Reading;
  readonly dispatch: (action: AppAction) => void;
  readonly onSample: (id: string) => void;
  readonly onFile: (file: File) => void;
}

function isEmpty({ input }: AppState): boolean {
  return input.query.trim() === '' && input.passages.trim() === '';
}

/** Query and passages: typed, pasted, dropped or taken from a sample. What is read from them is shown at once. */
export function InputPanel({ state, reading, dispatch, onSample, onFile }: InputPanelProps): JSX.Element {
  const ids = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const passagesBox = useRef<HTMLTextAreaElement>(null);
  const [dropping, setDropping] = useState(false);
  const { input } = state;
  const locked = state.phase.type === 'running' || (state.phase.type === 'loading' && state.phase.thenRun);
  const drop = (event: DragEvent): void => {
    setDropping(false);
    const file = event.dataTransfer.files[0];
    if (file === undefined) return;
    event.preventDefault();
    onFile(file);
  };
  const goTo = (line: number, column: number): void => {
    const box = passagesBox.current;
    if (box === null) return;
    const start =
      input.passages
        .split('\n')
        .slice(0, line - 1)
        .reduce((sum, text) => sum + text.length + 1, 0) +
      column -
      1;
    box.focus();
    box.setSelectionRange(start, start + 1);
  };
  return (
    <section
      className="panel input-panel"
      aria-labelledby={`${ids}-title`}
      data-dropping={dropping || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={drop}
    >
      <h2 id={`${ids}-title`} className="visually-hidden">
        Query and passages
      </h2>
      {isEmpty(state) && (
        <div className="samples">
          <p className="samples-lead">Start with a sample, or write your own below.</p>
          <ul>
            {SAMPLES.map((sample) => (
              <li key={sample.id}>
                <button type="button" className="sample" onClick={() => onSample(sample.id)}>
                  <strong>{sample.title}</strong>
                  <span>{sample.about}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="field">
        <label htmlFor={`${ids}-query`}>Query</label>
        <textarea
          id={`${ids}-query`}
          className="query-box"
          rows={2}
          dir="auto"
          value={input.query}
          placeholder="What should the best passage answer?"
          readOnly={locked}
          onChange={(event) => dispatch({ type: 'query-edit', text: event.target.value })}
        />
      </div>
      <div className="field">
        <div className="field-head">
          <label htmlFor={`${ids}-passages`}>Passages</label>
          <span className="hint" id={`${ids}-hint`}>
            in the order you have them: a blank line between each, numbered, one per line, or RankLLM JSON
          </span>
        </div>
        <textarea
          id={`${ids}-passages`}
          ref={passagesBox}
          className="passages-box"
          rows={9}
          dir="auto"
          spellCheck={false}
          value={input.passages}
          placeholder="Paste passages, or drop a file here."
          readOnly={locked}
          aria-describedby={`${ids}-hint`}
          onChange={(event) => dispatch({ type: 'passages-edit', text: event.target.value })}
        />
      </div>
      <ReadingLine input={input} reading={reading} locked={locked} dispatch={dispatch} />
      <ProblemList problems={reading.problems} onGoTo={goTo} />
      {state.inputNotice !== null && (
        <p className="problem" role="alert">
          {state.inputNotice}
        </p>
      )}
      <div className="input-tools">
        <button type="button" className="button button-quiet" disabled={locked} onClick={() => chooser.current?.click()}>
          Open a file
        </button>
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".txt,.md,.json,.jsonl,text/plain,application/json"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file !== undefined) onFile(file);
            event.target.value = '';
          }}
        />
        {!isEmpty(state) && (
          <button
            type="button"
            className="button button-quiet"
            disabled={locked}
            onClick={() => dispatch({ type: 'input-clear' })}
          >
            Clear
          </button>
        )}
        {state.replaced !== null && (
          <button
            type="button"
            className="button button-quiet"
            disabled={locked}
            onClick={() => dispatch({ type: 'input-undo' })}
          >
            Bring back the text before
          </button>
        )}
        {!isEmpty(state) && (
          <details className="fold sample-fold">
            <summary>Samples</summary>
            <div className="fold-body">
              <ul className="sample-names">
                {SAMPLES.map((sample) => (
                  <li key={sample.id}>
                    <button type="button" className="link" disabled={locked} onClick={() => onSample(sample.id)}>
                      {sample.title}
                    </button>
                  </li>
                ))}
              </ul>
            </div>
          </details>
        )}
      </div>
      {input.origin !== null && <p className="origin">{input.origin}</p>}
    </section>
  );
}
