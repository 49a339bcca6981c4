import type { JSX } from 'react';
import { ENCODINGS } from '../../../core/input/encodings.ts';
import type { EncodingName } from '../../../core/input/encodings.ts';
import type { AppAction } from '../../page/state.ts';
import { useToldWords } from '../../words/told.ts';
import type { FileEncoding } from './slice.ts';

interface EncodingChoicesProps {
  readonly encodings: readonly FileEncoding[];
  readonly locked: boolean;
  readonly dispatch: (action: AppAction) => void;
}

const NAMES = Object.keys(ENCODINGS) as readonly EncodingName[];

/** In which encoding files were read that do not say theirs; another can be chosen. */
export function EncodingChoices({ encodings, locked, dispatch }: EncodingChoicesProps): JSX.Element {
  const words = useToldWords().encodings;
  return (
    <>
      {encodings.map(({ name, encoding, guessed }) => (
        <p key={name} className="hint encoding-choice">
          {encodings.length > 1 && <bdi>{name}: </bdi>}
          {(guessed ? words.guessed : words.chosen)(ENCODINGS[encoding])}{' '}
          <select
            aria-label={encodings.length > 1 ? words.of(name) : words.title}
            value={encoding}
            disabled={locked}
            onChange={({ target }) => dispatch({ type: 'encoding-choose', name, encoding: target.value as EncodingName })}
          >
            {NAMES.map((one) => (
              <option key={one} value={one}>
                {ENCODINGS[one]}
              </option>
            ))}
          </select>
        </p>
      ))}
    </>
  );
}
