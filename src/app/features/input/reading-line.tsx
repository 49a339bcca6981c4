import type { InputDraft } from './slice.ts';
import type { AppAction } from '../../page/state.ts';
import type { JSX } from 'react';
import type { SourceFormat } from '../../../core/input/reading.ts';
import type { Reading } from './reading.ts';
import { useWords } from '../../words/index.ts';
import { Lazily } from '../../page/part.tsx';
import { PARTS } from '../../page/parts.ts';

interface ReadingLineProps {
  readonly input: InputDraft;
  readonly reading: Reading;
  readonly locked: boolean;
  readonly dispatch: (action: AppAction) => void;
  readonly onReplay: () => void;
}

/** "Read as …, N passages", and the control to say otherwise. */
export function ReadingLine({ input, reading, locked, dispatch, onReplay }: ReadingLineProps): JSX.Element | null {
  const words = useWords().source;
  const { formats } = useWords().reading;
  const { passages } = useWords().format;
  if (input.passages.trim() === '' && input.files.length === 0) return null;
  const { format, saidAs, invocations, request } = reading;
  const guessed = format === null ? words.guess : words.guessed(formats[format]);
  const offered = [...new Set([format, input.format, ...reading.alternatives])].filter((one) => one !== null);
  const replayable = invocations.some(({ requestIndex }) => requestIndex === reading.requestIndex);
  return (
    <div className="reading-line">
      <label>
        <span>{words.readAs}</span>{' '}
        <select
          value={input.format ?? ''}
          disabled={locked}
          onChange={(event) =>
            dispatch({ type: 'format-choose', format: event.target.value === '' ? null : (event.target.value as SourceFormat) })
          }
        >
          <option value="">{input.format === null ? guessed : words.guess}</option>
          {offered.map((one) => (
            <option key={one} value={one}>
              {formats[one]}
            </option>
          ))}
        </select>
      </label>
      {request !== null && <span className="reading-count">{passages(request.candidates.length)}</span>}
      {reading.requests.length > 1 && (
        <Lazily part={PARTS.told} waiting={null}>
          {({ QueryPicker }) => <QueryPicker reading={reading} locked={locked} dispatch={dispatch} />}
        </Lazily>
      )}
      {reading.pastedQuery !== null && reading.pastedQuery !== input.query.trim() && (
        <p className="hint">
          {words.pastedQuery} <bdi>{reading.pastedQuery}</bdi>{' '}
          <button
            type="button"
            className="link"
            disabled={locked}
            onClick={() => dispatch({ type: 'query-edit', text: reading.pastedQuery ?? '' })}
          >
            {words.useIt}
          </button>
        </p>
      )}
      {saidAs !== null && saidAs.judgedQueries > 0 && <p className="hint">{words.judged(words.queries(saidAs.judgedQueries))}</p>}
      {replayable && (
        <p className="hint">
          {words.invocations(saidAs?.invocations ?? 0)}.{' '}
          <button type="button" className="link" disabled={locked} onClick={onReplay}>
            {words.replayInvocations}
          </button>
        </p>
      )}
      {reading.notes.length > 0 && <Lazily part={PARTS.told}>{({ Remarks }) => <Remarks notes={reading.notes} />}</Lazily>}
    </div>
  );
}
