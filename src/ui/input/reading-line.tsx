import type { JSX } from 'react';
import type { InputFormat } from '../../input/parse-request.ts';
import type { AppAction } from '../../state/app-action.ts';
import type { InputDraft } from '../../state/app-state.ts';
import type { Reading } from '../../state/select-reading.ts';
import { plural } from '../words/format-words.ts';
import { FORMAT_NAMES } from './format-names.ts';

interface ReadingLineProps {
  readonly input: InputDraft;
  readonly reading: Reading;
  readonly locked: boolean;
  readonly dispatch: (action: AppAction) => void;
}

const FORMATS = Object.keys(FORMAT_NAMES) as readonly InputFormat[];

/** "Read as …, N passages", and the control to say otherwise. */
export function ReadingLine({ input, reading, locked, dispatch }: ReadingLineProps): JSX.Element | null {
  if (input.passages.trim() === '') return null;
  const count = reading.request?.candidates.length ?? 0;
  const guessed = reading.format === null ? 'Guess' : `Guess: ${FORMAT_NAMES[reading.format]}`;
  return (
    <div className="reading-line">
      <label>
        <span>Read as</span>{' '}
        <select
          value={input.format ?? ''}
          disabled={locked}
          onChange={(event) =>
            dispatch({ type: 'format-choose', format: event.target.value === '' ? null : (event.target.value as InputFormat) })
          }
        >
          <option value="">{input.format === null ? guessed : 'Guess'}</option>
          {FORMATS.map((format) => (
            <option key={format} value={format}>
              {FORMAT_NAMES[format]}
            </option>
          ))}
        </select>
      </label>
      {reading.request !== null && <span className="reading-count">{plural('passage', count)}</span>}
      {reading.requests.length > 1 && (
        <label>
          <span className="visually-hidden">Request</span>
          <select
            value={input.requestIndex}
            disabled={locked}
            onChange={(event) => {
              const index = Number(event.target.value);
              dispatch({ type: 'request-choose', index, query: reading.requests[index]?.query.text ?? '' });
            }}
          >
            {reading.requests.map((request, index) => (
              <option key={index} value={index}>
                {index + 1} of {reading.requests.length}: {request.query.text.slice(0, 60)}
              </option>
            ))}
          </select>
        </label>
      )}
      {reading.pastedQuery !== null && reading.pastedQuery !== input.query.trim() && (
        <p className="hint">
          The paste has its own query: <bdi>{reading.pastedQuery}</bdi>{' '}
          <button
            type="button"
            className="link"
            disabled={locked}
            onClick={() => dispatch({ type: 'query-edit', text: reading.pastedQuery ?? '' })}
          >
            Use it
          </button>
        </p>
      )}
      {reading.notes.map((note) => (
        <p key={note} className="hint">
          {note}
        </p>
      ))}
    </div>
  );
}
