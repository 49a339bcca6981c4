import type { JSX } from 'react';
import type { StartFrom } from '../instant/slice.ts';
import { useWords } from '../../words/index.ts';

interface StartFromChoiceProps {
  readonly startFrom: StartFrom;
  readonly disabled: boolean;
  /** Whether every passage came with a score of its own. */
  readonly scored: boolean;
  readonly onChoose: (startFrom: StartFrom) => void;
}

const CHOICES: readonly StartFrom[] = ['instant', 'given', 'score', 'bm25'];

/** Which order the list shows and a run starts from. */
export function StartFromChoice({ startFrom, disabled, scored, onChoose }: StartFromChoiceProps): JSX.Element {
  const words = useWords().ranking;
  return (
    <fieldset className="start-from" disabled={disabled}>
      <legend>{words.startFrom}</legend>
      {CHOICES.filter((choice) => scored || choice !== 'score').map((choice) => (
        <label key={choice}>
          <input type="radio" name="start-from" checked={startFrom === choice} onChange={() => onChoose(choice)} />
          {words.startFromNames[choice]}
        </label>
      ))}
    </fieldset>
  );
}
