import type { JSX } from 'react';
import { useWords } from '../words/index.ts';
import { LOOKS } from './look.ts';
import type { RunLook } from './look.ts';

interface LookSwitchProps {
  readonly look: RunLook;
  readonly onChoose: (look: RunLook) => void;
}

/** Watch or Study: one stop of the keyboard, arrows choose. */
export function LookSwitch({ look, onChoose }: LookSwitchProps): JSX.Element {
  const words = useWords().look;
  return (
    <fieldset className="look-switch">
      <legend className="visually-hidden">{words.label}</legend>
      {LOOKS.map((name) => (
        <label key={name} title={words.about[name]}>
          <input type="radio" name="run-look" checked={name === look} onChange={() => onChoose(name)} />
          {words.names[name]}
        </label>
      ))}
    </fieldset>
  );
}
