import type { AppAction } from '../../page/state.ts';
import { useId } from 'react';
import type { JSX } from 'react';
import type { Reading } from './reading.ts';
import { useWords } from '../../words/index.ts';

interface QueryPickerProps {
  readonly reading: Reading;
  readonly locked: boolean;
  readonly dispatch: (action: AppAction) => void;
}

/** A list to choose from stays usable up to about this many; a larger collection is gone through by number. */
const LISTED = 300;
const SHOWN = 60;

/** Which query of a collection is ranked. */
export function QueryPicker({ reading, locked, dispatch }: QueryPickerProps): JSX.Element {
  const words = useWords().source;
  const { number, passages } = useWords().format;
  const id = useId();
  const { requests, requestIndex, saidAs } = reading;
  const choose = (index: number): void => {
    const request = requests[index];
    if (request !== undefined) dispatch({ type: 'request-choose', index, query: request.query.text });
  };
  const name = (index: number): string => words.queryOf(number(index + 1), number(requests.length));
  return (
    <span className="query-picker">
      <label htmlFor={id} className="visually-hidden">
        {words.queryPicker}
      </label>
      {requests.length <= LISTED ? (
        <select id={id} value={requestIndex} disabled={locked} onChange={(event) => choose(Number(event.target.value))}>
          {requests.map(({ query }, index) => (
            <option key={index} value={index}>
              {name(index)}: {(query.text === '' ? query.id : query.text).slice(0, SHOWN)}
            </option>
          ))}
        </select>
      ) : (
        <>
          <input
            id={id}
            type="number"
            min={1}
            max={requests.length}
            value={requestIndex + 1}
            disabled={locked}
            onChange={(event) => choose(event.target.valueAsNumber - 1)}
          />{' '}
          <span>{name(requestIndex)}</span>
        </>
      )}{' '}
      <span className="hint">{words.manyQueries(words.queries(requests.length), passages(saidAs?.allPassages ?? 0))}</span>
    </span>
  );
}
