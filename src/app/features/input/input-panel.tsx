import { useId, useRef } from 'react';
import type { JSX } from 'react';
import type { StillState } from '../../page/select.ts';
import type { AppAction } from '../../page/state.ts';
import type { Reading } from './reading.ts';
import { Lazily } from '../../page/part.tsx';
import { PARTS } from '../../page/parts.ts';
import { useWords } from '../../words/index.ts';
import type { DroppedFile } from './files.ts';
import { FileChoosers } from './file-choosers.tsx';
import { FileList } from './file-list.tsx';
import { PassagesField } from './passages-field.tsx';
import { ReadingLine } from './reading-line.tsx';
import { SampleCards, SampleNames } from './samples.tsx';

interface InputPanelProps {
  readonly state: StillState;
  readonly reading: Reading;
  readonly dispatch: (action: AppAction) => void;
  readonly onSample: (id: string) => void;
  readonly onFiles: (files: readonly DroppedFile[]) => void;
  readonly onReplay: () => void;
}

function isEmpty({ input }: StillState): boolean {
  return input.query.trim() === '' && input.passages.trim() === '' && input.files.length === 0;
}

/** Query and passages: typed, pasted, dropped or taken from a sample. What is read from them is shown at once. */
export function InputPanel({ state, reading, dispatch, onSample, onFiles, onReplay }: InputPanelProps): JSX.Element {
  const words = useWords().input;
  const notices = useWords().inputNotices;
  const ids = useId();
  const passagesBox = useRef<HTMLTextAreaElement>(null);
  const { input } = state;
  const locked = state.phase.type === 'running' || (state.phase.type === 'loading' && state.phase.thenRun);
  const empty = isEmpty(state);
  const { reader } = state;
  const encodings = input.origin?.type === 'files' ? input.origin.encodings : undefined;
  return (
    <section className="panel input-panel" aria-labelledby={`${ids}-title`}>
      <h2 id={`${ids}-title`} className="visually-hidden">
        {words.title}
      </h2>
      {empty && <SampleCards onSample={onSample} />}
      <div className="field">
        <label htmlFor={`${ids}-query`}>{words.query}</label>
        <textarea
          id={`${ids}-query`}
          className="query-box"
          rows={2}
          dir="auto"
          data-shortcut="query"
          value={input.query}
          placeholder={words.queryPlaceholder}
          readOnly={locked}
          onChange={(event) => dispatch({ type: 'query-edit', text: event.target.value })}
        />
      </div>
      {input.files.length > 0 ? (
        <FileList files={input.files} reading={reading} choices={input.choices} locked={locked} dispatch={dispatch} />
      ) : (
        <PassagesField ref={passagesBox} input={input} locked={locked} dispatch={dispatch} />
      )}
      <ReadingLine input={input} reading={reading} locked={locked} dispatch={dispatch} onReplay={onReplay} />
      {reader !== null && (
        <Lazily part={PARTS.told}>{({ ReaderProgress }) => <ReaderProgress reader={reader} dispatch={dispatch} />}</Lazily>
      )}
      {state.refused.length > 0 && (
        <Lazily part={PARTS.told}>{({ RefusedFiles }) => <RefusedFiles refused={state.refused} dispatch={dispatch} />}</Lazily>
      )}
      {encodings !== undefined && (
        <Lazily part={PARTS.told} waiting={null}>
          {({ EncodingChoices }) => <EncodingChoices encodings={encodings} locked={locked} dispatch={dispatch} />}
        </Lazily>
      )}
      {reading.problems.length > 0 && (
        <Lazily part={PARTS.told}>
          {({ ProblemList }) => <ProblemList reading={reading} input={input} box={passagesBox} />}
        </Lazily>
      )}
      {reading.preview !== null && (
        <Lazily part={PARTS.told}>
          {({ TableMapper }) =>
            reading.preview !== null && (
              <TableMapper preview={reading.preview} choice={input.choices.table} locked={locked} dispatch={dispatch} />
            )
          }
        </Lazily>
      )}
      {reading.pieces !== null && (
        <Lazily part={PARTS.told}>
          {({ CutControls }) =>
            reading.pieces !== null &&
            reading.request !== null && (
              <CutControls
                pieces={reading.pieces}
                request={reading.request}
                choice={input.choices.cut}
                locked={locked}
                dispatch={dispatch}
              />
            )
          }
        </Lazily>
      )}
      {state.inputNotice !== null && (
        <p className="problem" role="alert">
          {notices.notice(state.inputNotice)}{' '}
          <button type="button" className="link" onClick={() => dispatch({ type: 'input-notice-dismiss' })}>
            {notices.dismiss}
          </button>
        </p>
      )}
      <div className="input-tools">
        <FileChoosers locked={locked} onFiles={onFiles} />
        {!empty && (
          <button
            type="button"
            className="button button-quiet"
            disabled={locked}
            onClick={() => dispatch({ type: 'input-clear' })}
          >
            {words.clear}
          </button>
        )}
        {state.replaced !== null && (
          <button
            type="button"
            className="button button-quiet"
            disabled={locked}
            onClick={() => dispatch({ type: 'input-undo' })}
          >
            {words.bringBack}
          </button>
        )}
        {!empty && <SampleNames locked={locked} onSample={onSample} />}
      </div>
      {input.origin !== null && (
        <p className="origin" dir="auto">
          {input.origin.type === 'sample' ? input.origin.credit : words.filesFrom(input.origin.names)}
        </p>
      )}
    </section>
  );
}
