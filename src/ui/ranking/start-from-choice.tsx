import type { JSX } from 'react';
import type { StartFrom } from '../../state/first-stage-view.ts';

interface StartFromChoiceProps {
  readonly startFrom: StartFrom;
  readonly disabled: boolean;
  readonly onChoose: (startFrom: StartFrom) => void;
}

const NAMES: Readonly<Record<StartFrom, string>> = { instant: 'instant order', given: 'order as given' };

/** Which order the list shows and a run starts from. */
export function StartFromChoice({ startFrom, disabled, onChoose }: StartFromChoiceProps): JSX.Element {
  return (
    <fieldset className="start-from" disabled={disabled}>
      <legend>Start from</legend>
      {(['instant', 'given'] as const).map((choice) => (
        <label key={choice}>
          <input type="radio" name="start-from" checked={startFrom === choice} onChange={() => onChoose(choice)} />
          {NAMES[choice]}
        </label>
      ))}
    </fieldset>
  );
}
